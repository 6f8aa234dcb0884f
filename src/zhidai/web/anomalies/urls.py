"""Addresses of anomalies."""

from django.urls import path

from zhidai.web.anomalies import pages

app_name = "anomalies"
urlpatterns = [path("", pages.anomalies, name="list")]
