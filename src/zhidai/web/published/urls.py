"""Addresses of the series that others publish."""

from django.urls import path

from zhidai.web.published import keeping, pages, workbook

app_name = "published"
urlpatterns = [
    path("", keeping.all_series, name="all"),
    path("series/", pages.series, name="series"),
    path("series/workbook/", workbook.workbook_of_series, name="workbook"),
]
