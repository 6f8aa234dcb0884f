"""Addresses of dashboards."""

from django.urls import path

from zhidai.web.dashboards import figure, pages, ratio

app_name = "dashboards"
urlpatterns = [
    path("", pages.dashboard, name="dashboard"),
    path("ratio/", ratio.ratio, name="ratio"),
    path("figure/", figure.figure, name="figure"),
    path("figure/lines/", figure.figure_lines, name="figure_lines"),
]
