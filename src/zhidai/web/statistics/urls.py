"""Addresses of figures."""

from django.urls import path

from zhidai.web.statistics import bulletin, export, figure, pages

app_name = "statistics"
urlpatterns = [
    path("", pages.statistics, name="statistics"),
    path("figure/", figure.figure, name="figure"),
    path("figure/lines/", figure.figure_lines, name="figure_lines"),
    path("export/", export.export, name="export"),
    path("bulletin/", bulletin.bulletin, name="bulletin"),
    path("bulletin/file/", bulletin.bulletin_file, name="bulletin_file"),
]
