from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.corrections.approvals import NAMES, install_after_migrations
from zhidai.db.trigger_names import let_tables_be_remade


class CorrectionsConfig(AppConfig):
    name = "zhidai.db.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        let_tables_be_remade(NAMES, uid="taken back by approval")
        post_migrate.connect(
            install_after_migrations, sender=self, dispatch_uid="taken back by approval"
        )
