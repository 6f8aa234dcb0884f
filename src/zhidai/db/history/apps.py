from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.history.append_only import install_after_migrations


class HistoryConfig(AppConfig):
    name = "zhidai.db.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(
            install_after_migrations, sender=self, dispatch_uid="append-only triggers"
        )
