"""Addresses of saved files."""

from django.urls import path

from zhidai.web.exports import pages

app_name = "exports"
urlpatterns = [path("", pages.saved_files, name="list")]
