"""Addresses of the register of breaches."""

from django.urls import path

from zhidai.web.integrity import commands, pages

app_name = "integrity"
urlpatterns = [
    path("", pages.register, name="list"),
    path("record/", commands.record, name="record"),
    path("<str:number>/", pages.breach, name="breach"),
    path("<str:number>/object/", commands.object_to, name="object"),
    path("<str:number>/uphold/", commands.uphold, name="uphold"),
    path("<str:number>/dismiss/", commands.dismiss, name="dismiss"),
]
