from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "zhidai.db.subsidies"
    label = "subsidies"
    default_auto_field = "django.db.models.BigAutoField"
