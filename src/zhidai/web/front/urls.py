"""The first screen's address."""

from django.urls import path

from zhidai.web.front import home

urlpatterns = [path("", home.home, name="home")]
