"""Addresses of the treasury's own pages."""

from django.urls import path

from zhidai.web.treasury import home

app_name = "treasury"
urlpatterns = [path("", home.home, name="home")]
