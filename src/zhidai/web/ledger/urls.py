"""Addresses of the page for a bank's own ledger."""

from django.urls import path

from zhidai.web.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.form, name="form"),
    path("sample.xlsx", views.sample, name="sample"),
]
