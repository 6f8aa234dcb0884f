"""Addresses of the appraiser's own pages."""

from django.urls import path

from zhidai.web.appraiser import home

app_name = "appraiser"
urlpatterns = [path("", home.home, name="home")]
