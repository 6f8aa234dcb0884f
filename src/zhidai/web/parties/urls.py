"""Addresses of the registers: profiles, parties and their people, cooperation agreements."""

from django.urls import path

from zhidai.web.parties import (
    agreements,
    correcting,
    deciding,
    people,
    profile,
    register,
    submitting,
)

app_name = "parties"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("register/", register.register, name="register"),
    path("register/new/", register.enter, name="enter"),
    path("register/<int:party>/", register.party, name="party"),
    path("register/<int:party>/correct/", correcting.propose, name="correct"),
    path("register/<int:party>/correction/", correcting.decide, name="decide_correction"),
    path("register/<int:party>/people/new/", people.propose, name="propose_person"),
    path("people/", register.own_party, name="people"),
    path("people/<str:username>/let-in/", people.let_in, name="let_in"),
    path("people/<str:username>/disable/", people.disable, name="disable_person"),
    path("people/<str:username>/again/", people.again, name="propose_again"),
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
