"""Addresses of the operation centre's own pages."""

from django.urls import path

from zhidai.web.operator import home

app_name = "operator"
urlpatterns = [path("", home.home, name="home")]
