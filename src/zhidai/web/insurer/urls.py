"""Addresses of the insurer's own pages."""

from django.urls import path

from zhidai.web.insurer import home

app_name = "insurer"
urlpatterns = [path("", home.home, name="home")]
