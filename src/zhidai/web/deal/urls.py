"""Addresses of the deal to try, and of the deals that a party keeps."""

from django.urls import path

from zhidai.web.deal import entering, page, patent_page, reported, starting, stored

app_name = "deal"
urlpatterns = [
    path("", page.deal, name="deal"),
    path("own/", stored.deals, name="deals"),
    path("own/start/", starting.start, name="start"),
    path("own/appraisers/", reported.appraisers, name="appraisers"),
    path("own/overrides/", reported.overrides, name="overrides"),
    path("own/<int:deal_id>/", stored.stored, name="stored"),
    path(
        "own/<int:deal_id>/sheets/<int:sheet_id>/<str:paper_language>.pdf",
        stored.sheet,
        name="sheet",
    ),
    path("own/<int:deal_id>/<str:number>/", patent_page.patent, name="patent"),
    path("own/<int:deal_id>/<str:number>/<str:kind>/", entering.entry, name="entry"),
]
