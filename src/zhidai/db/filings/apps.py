from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "zhidai.db.filings"
    label = "filings"
    default_auto_field = "django.db.models.BigAutoField"
