from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.lending.consents import NAMES, install_after_migrations
from zhidai.db.trigger_names import let_tables_be_remade


class LendingConfig(AppConfig):
    name = "zhidai.db.lending"
    label = "lending"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        let_tables_be_remade(NAMES, uid="changes with their consents")
        post_migrate.connect(
            install_after_migrations, sender=self, dispatch_uid="changes with their consents"
        )
