"""Addresses of the bureau's own pages."""

from django.urls import path

from zhidai.web.bureau import home

app_name = "bureau"
urlpatterns = [path("", home.home, name="home")]
