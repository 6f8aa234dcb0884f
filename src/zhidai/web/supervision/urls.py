"""Addresses of supervision."""

from django.urls import path

from zhidai.web.supervision import pages, resuming, unpaid_loan

app_name = "supervision"
urlpatterns = [
    path("", pages.scheme, name="scheme"),
    path("resume/", resuming.resume, name="resume"),
    path("resume/<int:bank>/", resuming.resume, name="resume_bank"),
    path("agree/", pages.agree, name="agree"),
    path("unpaid-loan/", unpaid_loan.unpaid_loan, name="unpaid_loan"),
]
