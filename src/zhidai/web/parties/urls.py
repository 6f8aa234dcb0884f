"""Addresses of the registers: a party's own profile, and the cooperation agreements."""

from django.urls import path

from zhidai.web.parties import agreements, profile

app_name = "parties"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new/", agreements.submit, name="submit_agreement"),
    path("agreements/<str:number>/", agreements.agreement, name="agreement"),
    path("agreements/<str:number>/file/", agreements.file, name="file_agreement"),
    path("agreements/<str:number>/return/", agreements.give_back, name="return_agreement"),
]
