"""Addresses of the scheme pages."""

from django.urls import path

from zhidai.web.schemes import audit, views, xray

app_name = "schemes"
urlpatterns = [
    path("", views.schemes, name="list"),
    path("<slug:scheme_id>/", views.scheme, name="scheme"),
    path("<slug:scheme_id>/routes/", views.routes, name="routes"),
    path("<slug:scheme_id>/duties/", views.duties, name="duties"),
    path("<slug:scheme_id>/audit/", audit.audit_page, name="audit"),
    path("<slug:scheme_id>/xray/", xray.xray, name="xray"),
    path("<slug:scheme_id>/questions/", views.questions, name="questions"),
]
