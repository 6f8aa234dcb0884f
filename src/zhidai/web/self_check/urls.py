"""Addresses of the self-check."""

from django.urls import path

from zhidai.web.self_check import views

app_name = "self_check"
urlpatterns = [
    path("", views.form, name="form"),
    path("result/", views.result, name="result"),
    path("result.pdf", views.paper, name="paper"),
    path("annex.pdf", views.annex, name="annex"),
    path("annex.docx", views.annex_document, name="annex_document"),
]
