"""Addresses of early warnings."""

from django.urls import path

from zhidai.web.early_warning import commands, pages

app_name = "early_warning"
urlpatterns = [
    path("", pages.warnings, name="list"),
    path("report/<str:case>/", commands.report, name="report"),
    path("<str:number>/", pages.warning, name="warning"),
    path("<str:number>/close/", commands.close, name="close"),
]
