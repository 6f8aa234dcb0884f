"""The first screen's address, and that of the speeds."""

from django.urls import path

from zhidai.web.front import home, speed

urlpatterns = [path("", home.home, name="home"), path("speed/", speed.speed, name="speed")]
