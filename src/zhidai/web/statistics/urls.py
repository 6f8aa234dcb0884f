"""Addresses of figures."""

from django.urls import path

from zhidai.web.statistics import export, figure, pages

app_name = "statistics"
urlpatterns = [
    path("", pages.statistics, name="statistics"),
    path("figure/", figure.figure, name="figure"),
    path("export/", export.export, name="export"),
]
