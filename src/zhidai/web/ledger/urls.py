"""Addresses of the pages for a party's own file."""

from django.urls import path

from zhidai.web.ledger import patents, registrations, views

app_name = "ledger"
urlpatterns = [
    path("", views.form, name="form"),
    path("patents/", patents.values, name="patents"),
    path("patents/sample.xlsx", patents.sample, name="patents_sample"),
    path("registrations/", registrations.registrations, name="registrations"),
    path(
        "registrations/sample.xlsx", registrations.registrations_sample, name="registrations_sample"
    ),
    path("sample.xlsx", views.sample, name="sample"),
]
