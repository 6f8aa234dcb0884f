"""Addresses of the finance office's own pages."""

from django.urls import path

from zhidai.web.finance import home

app_name = "finance"
urlpatterns = [path("", home.home, name="home")]
