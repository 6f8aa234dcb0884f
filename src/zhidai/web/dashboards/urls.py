"""Addresses of dashboards."""

from django.urls import path

from zhidai.web.dashboards import figure, pages

app_name = "dashboards"
urlpatterns = [
    path("", pages.dashboard, name="dashboard"),
    path("figure/", figure.figure, name="figure"),
    path("figure/lines/", figure.figure_lines, name="figure_lines"),
]
