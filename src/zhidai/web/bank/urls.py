"""Addresses of the bank's own pages."""

from django.urls import path

from zhidai.web.bank import home, takeovers

app_name = "bank"
urlpatterns = [
    path("", home.home, name="home"),
    path("take-over/", takeovers.ledgers, name="takeovers"),
    path("take-over/<int:number>/", takeovers.ledger, name="takeover"),
]
