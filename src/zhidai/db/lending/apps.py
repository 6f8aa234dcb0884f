from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.lending.consents import install_after_migrations


class LendingConfig(AppConfig):
    name = "zhidai.db.lending"
    label = "lending"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrations, dispatch_uid="changes with their consents")
