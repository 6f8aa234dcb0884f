"""Addresses of a party's own valuations."""

from django.urls import path

from zhidai.web.valuation import book, books, patent, pledge

app_name = "valuation"
urlpatterns = [
    path("", books.books, name="books"),
    path("pledges/<path:key>", pledge.pledge, name="pledge"),
    path("<int:book_id>/", book.book, name="book"),
    path("<int:book_id>/values.xlsx", book.export, name="export"),
    path("<int:book_id>/<str:number>/", patent.patent, name="patent"),
    path("<int:book_id>/<str:number>/report.pdf", patent.report, name="report"),
]
