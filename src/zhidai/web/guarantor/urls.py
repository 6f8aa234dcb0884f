"""Addresses of the guarantor's own pages."""

from django.urls import path

from zhidai.web.guarantor import home

app_name = "guarantor"
urlpatterns = [path("", home.home, name="home")]
