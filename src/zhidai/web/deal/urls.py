"""The address of the deal to try."""

from django.urls import path

from zhidai.web.deal import page

app_name = "deal"
urlpatterns = [path("", page.deal, name="deal")]
