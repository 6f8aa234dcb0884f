"""Addresses of anomalies.

A finding is named by what was searched for and by whom or what it is about; that may be a contract
number with slashes, so that it stands last.
"""

from django.urls import path

from zhidai.web.anomalies import dealing, pages

app_name = "anomalies"
urlpatterns = [
    path("", pages.anomalies, name="list"),
    path("deal-with/<slug:kind>/<path:subject>", dealing.deal_with, name="deal_with"),
]
