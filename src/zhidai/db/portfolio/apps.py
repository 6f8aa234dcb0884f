from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.portfolio.standing_triggers import install_after_migrations


class PortfolioConfig(AppConfig):
    name = "zhidai.db.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrations, dispatch_uid="standing dropped by events")
