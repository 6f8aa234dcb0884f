"""Addresses of the monthly filings; a loan's key stands last, as in `zhidai.web.loans.urls`."""

from django.urls import path

from zhidai.web.filings import commands, pages

app_name = "filings"
urlpatterns = [
    path("", pages.filings, name="list"),
    path("<str:number>/", pages.filing, name="filing"),
    path("<str:number>/version/<int:version>/", pages.version, name="version"),
    path("<str:number>/version/<int:version>/paper", pages.paper, name="paper"),
    path("<str:number>/version/<int:version>/workbook", pages.workbook, name="workbook"),
    path("<str:number>/send/", commands.send, name="send"),
    path("<str:number>/receive/", commands.receive, name="receive"),
    path("<str:number>/return/", commands.give_back, name="return"),
    path("<str:number>/papers/<path:key>", commands.papers, name="papers"),
]
