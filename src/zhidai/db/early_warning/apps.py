from django.apps import AppConfig


class EarlyWarningConfig(AppConfig):
    name = "zhidai.db.early_warning"
    label = "early_warning"
    default_auto_field = "django.db.models.BigAutoField"
