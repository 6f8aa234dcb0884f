from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "zhidai.db.integrity"
    label = "integrity"
    default_auto_field = "django.db.models.BigAutoField"
