"""Addresses of supervision."""

from django.urls import path

from zhidai.web.supervision import pages

app_name = "supervision"
urlpatterns = [
    path("", pages.scheme, name="scheme"),
    path("agree/", pages.agree, name="agree"),
]
