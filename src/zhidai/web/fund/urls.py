"""Addresses of the compensation fund's own pages."""

from django.urls import path

from zhidai.web.fund import home

app_name = "fund"
urlpatterns = [path("", home.home, name="home")]
