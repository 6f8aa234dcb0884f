"""Addresses of the registers: a party's own profile, and the cooperation agreements."""

from django.urls import path

from zhidai.web.parties import agreements, deciding, profile, submitting

app_name = "parties"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new/", submitting.submit, name="submit_agreement"),
    path("agreements/<str:number>/", agreements.agreement, name="agreement"),
    path(
        "agreements/<str:number>/papers/<int:document>/",
        agreements.paper,
        name="agreement_paper",
    ),
    path("agreements/<str:number>/confirm/", deciding.confirm, name="confirm_agreement"),
    path("agreements/<str:number>/file/", deciding.file, name="file_agreement"),
    path("agreements/<str:number>/return/", deciding.give_back, name="return_agreement"),
]
