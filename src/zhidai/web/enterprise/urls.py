"""Addresses of the enterprise's own pages."""

from django.urls import path

from zhidai.web.enterprise import applying, home, rights

app_name = "enterprise"
urlpatterns = [
    path("", home.home, name="home"),
    path("apply/", applying.apply, name="apply"),
    path("patents/", rights.rights, name="rights"),
    path("patents/new/", rights.enter, name="enter_right"),
    path("patents/<str:number>/", rights.update, name="update_right"),
]
