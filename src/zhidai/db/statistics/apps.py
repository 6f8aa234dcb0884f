from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zhidai.db.statistics.mark_triggers import NAMES, install_after_migrations
from zhidai.db.trigger_names import let_tables_be_remade


class StatisticsConfig(AppConfig):
    name = "zhidai.db.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        let_tables_be_remade(NAMES, uid="facts to be read anew")
        post_migrate.connect(
            install_after_migrations, sender=self, dispatch_uid="facts to be read anew"
        )
