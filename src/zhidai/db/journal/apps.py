from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.journal.balance import install_after_migrations


class JournalConfig(AppConfig):
    name = "zhidai.db.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrations, dispatch_uid="balanced journal")
