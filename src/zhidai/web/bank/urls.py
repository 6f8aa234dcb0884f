"""Addresses of the bank's own pages."""

from django.urls import path

from zhidai.web.bank import home

app_name = "bank"
urlpatterns = [path("", home.home, name="home")]
