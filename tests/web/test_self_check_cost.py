"""The cost of a loan under another city's plan, whose subsidies ask for the loan's own facts."""

from datetime import date

import pytest
from django.test import Client

from zhidai.db.history.models import BusinessDate

pytestmark = pytest.mark.django_db

ASKED = {
    "scheme": "qinglan-2021",
    "request.route": "guaranteed",
    "request.amount": "300万元",
    "request.term": "12",
    "request.rate": "3.6",
}


@pytest.mark.parametrize(
    ("first", "back"),
    [
        ("yes", "¥82,525.00"),  # city 45,625.00, district 20 % of what is paid, half of 30,000
        ("no", "¥60,625.00"),  # no first pledge: nothing of the district
        ("", "¥60,625.00"),  # not answered: not counted on
    ],
)
def test_what_comes_back_depends_on_what_the_enterprise_answers(
    client: Client, first: str, back: str
) -> None:
    BusinessDate.objects.create(day=date(2026, 3, 2))

    page = client.get("/en/self-check/result/", {**ASKED, "enterprise.never_pledged": first})
    paper = client.get("/en/self-check/result.pdf", {**ASKED, "enterprise.never_pledged": first})

    assert page.status_code == 200
    assert back in page.content.decode()
    assert paper.content.startswith(b"%PDF")
