from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    name = "zhidai.db.takeover"
    label = "takeover"
    default_auto_field = "django.db.models.BigAutoField"
