"""Addresses of the journal. A loan's key stands last, as in the loans' addresses."""

from django.urls import path

from zhidai.web.journal import books, corrections, exports, loan_entries, periods, reconciling

app_name = "journal"
urlpatterns = [
    path("", books.trial_balance, name="books"),
    path("account/<str:account>/", books.account_page, name="account"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("periods/", periods.periods, name="periods"),
    path("periods/close/", periods.close, name="close"),
    path("reconcile/", reconciling.reconcile, name="reconcile"),
    path("beancount/", exports.as_beancount, name="beancount"),
    path("xlsx/", exports.as_xlsx, name="xlsx"),
    path("loan/<path:key>", loan_entries.loan, name="loan"),
]
