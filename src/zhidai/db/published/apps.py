from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "zhidai.db.published"
    label = "published"
    default_auto_field = "django.db.models.BigAutoField"
