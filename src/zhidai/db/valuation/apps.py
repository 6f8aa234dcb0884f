from django.apps import AppConfig


class ValuationConfig(AppConfig):
    name = "zhidai.db.valuation"
    label = "valuation"
    default_auto_field = "django.db.models.BigAutoField"
