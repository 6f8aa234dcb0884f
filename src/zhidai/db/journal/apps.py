from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.journal.balance import NAMES, install_after_migrations
from zhidai.db.trigger_names import let_tables_be_remade


class JournalConfig(AppConfig):
    name = "zhidai.db.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        let_tables_be_remade(NAMES, uid="balanced journal")
        post_migrate.connect(install_after_migrations, sender=self, dispatch_uid="balanced journal")
