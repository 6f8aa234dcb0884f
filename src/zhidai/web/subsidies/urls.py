"""Addresses of subsidies; the loan's key stands last, as in `zhidai.web.loans.urls`."""

from django.urls import path

from zhidai.web.subsidies import clawing_back, commands, pages, payments

app_name = "subsidies"
urlpatterns = [
    path("", pages.subsidies, name="list"),
    path("payments/", payments.payments, name="payments"),
    path("payments.csv", payments.as_csv, name="payments_csv"),
    path("payments.pdf", payments.as_pdf, name="payments_pdf"),
    path("payments.xlsx", payments.as_xlsx, name="payments_xlsx"),
    path("budget/", payments.budget, name="budget"),
    path("published/", payments.published, name="published"),
    path("subsidy/<path:key>", pages.subsidy, name="subsidy"),
    path("statement/<path:key>", pages.statement, name="statement"),
    path("claim/<path:key>", commands.claim, name="claim"),
    path("approve/<path:key>", commands.approve, name="approve"),
    path("refuse/<path:key>", commands.refuse, name="refuse"),
    path("pay/<path:key>", commands.pay, name="pay"),
    path("ask-back/<path:key>", clawing_back.propose, name="claw_back"),
    path("decide-claw-back/<path:key>", clawing_back.decide, name="decide_clawback"),
    path("returned/<path:key>", clawing_back.returned, name="returned"),
]
