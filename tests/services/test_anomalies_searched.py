"""What is searched in columns is what a bureau's own cases hold, read one by one."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from tests.services.money_cast import City, a_lending_city, loan, on

from zhidai.core.anomalies.book import Book, BookLoan, BookPledge
from zhidai.core.anomalies.search import search
from zhidai.core.money import from_fen, parse_yuan
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.services.anomalies.suspects import searched

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
SEARCHED_ON = date(2021, 3, 1)


def read_plainly() -> Book:
    """Every loan and pledge on record, each by itself."""
    return Book(
        loans=tuple(map(_loan, Loan.objects.order_by("pk"))),
        pledges=tuple(map(_pledge, Pledge.objects.order_by("pk"))),
    )


def _loan(row: Loan) -> BookLoan:
    roles = {each.role: each.party.name for each in row.case.parties.all()}
    values = row.case.facts["valuation"]
    return BookLoan(
        loan=row.key,
        case=row.case.number,
        enterprise=row.case.enterprise.name,
        bank=roles["bank"],
        appraiser=roles.get("appraiser"),
        principal=from_fen(row.principal),
        drawn_on=row.drawn_on,
        appraised_value=_yuan(values, "formal_value") or _yuan(values, "appraised_value"),
        market_value=_yuan(values, "market_value"),
    )


def _yuan(values: Mapping[str, Any], name: str) -> Any:
    return parse_yuan(values[name]["value"]) if name in values else None


def _pledge(row: Pledge) -> BookPledge:
    drawn = Loan.objects.filter(case=row.case).first()
    return BookPledge(
        right=row.right.number,
        case=row.case.number,
        enterprise=row.case.enterprise.name,
        registered_on=row.registered_on,
        released_on=row.released_on,
        loan=drawn and drawn.key,
        drawn_on=drawn and drawn.drawn_on,
    )


def test_a_book_is_searched_as_if_each_row_were_looked_at(city: City) -> None:
    key = city.lent
    on(SEARCHED_ON)
    case = loan(key).case
    (pledge,) = case.pledges.all()
    for weeks in (4, 8):
        Pledge.objects.create(
            right=pledge.right,
            case=case,
            pledgee=pledge.pledgee,
            registration_number=f"Y-虚构-{weeks}",
            registered_on=(day := SEARCHED_ON - timedelta(weeks=weeks)),
            released_on=day + timedelta(days=10),
        )
    case.facts["valuation"]["market_value"]["value"] = "3500000.00"
    case.save()
    limits, plain = anomaly_parameters(SEARCHED_ON), read_plainly()

    found = searched(city.bureau, limits, on=SEARCHED_ON)

    assert (found.loans, found.pledges) == (len(plain.loans), len(plain.pledges))
    assert found.findings == search(plain, limits, on=SEARCHED_ON)
    assert len(found.findings) == 3
