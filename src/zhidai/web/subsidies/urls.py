"""Addresses of subsidies; the loan's key stands last, as in `zhidai.web.loans.urls`."""

from django.urls import path

from zhidai.web.subsidies import commands, pages

app_name = "subsidies"
urlpatterns = [
    path("", pages.subsidies, name="list"),
    path("subsidy/<path:key>", pages.subsidy, name="subsidy"),
    path("statement/<path:key>", pages.statement, name="statement"),
    path("claim/<path:key>", commands.claim, name="claim"),
    path("approve/<path:key>", commands.approve, name="approve"),
    path("refuse/<path:key>", commands.refuse, name="refuse"),
    path("pay/<path:key>", commands.pay, name="pay"),
]
