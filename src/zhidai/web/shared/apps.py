"""The Django app of what all surfaces share: templates, components, static files."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "zhidai.web.shared"
    label = "shared"
