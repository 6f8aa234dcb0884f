"""A page asks the database as often in a city more than twice as large: lists come in pages."""

from datetime import date

import pytest
from benchmarks.city import LENDERS, write_city
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhidai.db.parties.models import Person
from zhidai.services.lending.standing import keep_all

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
SMALL, LARGE = 120, 280  # some of them drawn later; more than a page of everything in both
PAGES = {
    "bank": (
        "/bank/",
        "/cases/",
        "/loans/",
        "/filings/",
        "/statistics/",
        "/supervision/",
        "/dashboards/",
    ),
    "bureau": (
        "/bureau/",
        "/cases/",
        "/filings/",
        "/statistics/",
        "/statistics/bulletin/",
        "/supervision/",
        "/warnings/",
        "/anomalies/",
        "/subsidies/",
        "/dashboards/",
    ),
    "finance": ("/finance/",),
    "guarantor": ("/guarantor/", "/dashboards/"),
    "appraiser": ("/appraiser/",),
    "treasury": ("/treasury/", "/dashboards/"),
}
MOST = 75  # of any page


def counted(loans: int) -> dict[tuple[str, str], int]:
    """How many queries each page makes at the second look at it: the first one keeps and reads what
    all later ones go on from. Nothing of it stays.
    """
    found = {}
    with transaction.atomic():
        write_city(loans, today=TODAY, lenders=dict.fromkeys(LENDERS, 1))
        keep_all(TODAY)
        for username, pages in PAGES.items():
            client = Client()
            client.force_login(
                Person.objects.get(username=username),
                backend="django.contrib.auth.backends.ModelBackend",
            )
            for page in pages:
                for _ in range(2):
                    with CaptureQueriesContext(connection) as asked:
                        answer = client.get(f"/zh-hans{page}")
                    assert answer.status_code == 200, page
                    found[username, page] = len(asked)
        transaction.set_rollback(True)
    return found


def test_no_page_asks_more_often_in_a_larger_city(monkeypatch: pytest.MonkeyPatch) -> None:
    for shows in ("loans.glance", "shared.waiting"):  # so that the small city has more than these
        monkeypatch.setattr(f"zhidai.web.{shows}.MOST_SHOWN", 1)

    small, large = counted(SMALL), counted(LARGE)

    assert {page: count for page, count in large.items() if count > small[page]} == {}
    assert {page: count for page, count in large.items() if count > MOST} == {}
