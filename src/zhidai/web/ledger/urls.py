"""Addresses of the page for a bank's own ledger."""

from django.urls import path

from zhidai.web.ledger import patents, views

app_name = "ledger"
urlpatterns = [
    path("", views.form, name="form"),
    path("patents/", patents.values, name="patents"),
    path("sample.xlsx", views.sample, name="sample"),
]
