from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.portfolio.standing_triggers import NAMES, install_after_migrations
from zhidai.db.trigger_names import let_tables_be_remade


class PortfolioConfig(AppConfig):
    name = "zhidai.db.portfolio"
    label = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        let_tables_be_remade(NAMES, uid="standing dropped by events")
        post_migrate.connect(
            install_after_migrations, sender=self, dispatch_uid="standing dropped by events"
        )
