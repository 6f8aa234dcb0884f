"""Addresses of the deals that a party keeps, among its own valuations."""

from django.urls import path

from zhidai.web.deal import entering, patent_page, reported, starting, stored

app_name = "deals"
urlpatterns = [
    path("", stored.deals, name="list"),
    path("start/", starting.start, name="start"),
    path("appraisers/", reported.appraisers, name="appraisers"),
    path("overrides/", reported.overrides, name="overrides"),
    path("<int:deal_id>/", stored.stored, name="deal"),
    path(
        "<int:deal_id>/sheets/<int:sheet_id>/<str:paper_language>.pdf", stored.sheet, name="sheet"
    ),
    path("<int:deal_id>/<str:number>/", patent_page.patent, name="patent"),
    path("<int:deal_id>/<str:number>/<str:kind>/", entering.entry, name="entry"),
]
