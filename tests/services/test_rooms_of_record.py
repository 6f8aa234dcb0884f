"""What was drawn under a scheme, for the ceilings on lending that other plans have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import on
from tests.services.qinglan_cast import DRAWN, Qinglan, applied, drawn, qinglan

from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import Case
from zhidai.schemes.reader import shipped
from zhidai.services.cases.record import record_facts, rooms_drawn

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 1, 4)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Blocker) -> Iterator[Qinglan]:
    """A million drawn from the bank and two from the other in the year, and no more since."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = qinglan()
        drawn(found, amount="100万元")
        drawn(found, amount="200万元", bank="other_bank")
        yield found
        transaction.set_rollback(True)


def with_ceilings(scheme: Scheme) -> Scheme:
    first = scheme.limits[0]
    rooms = ("lifetime_room", "bank_year_room", "scheme_year_room")
    return replace(scheme, limits=tuple(replace(first, id=room, formula=room) for room in rooms))


def test_each_ceiling_is_told_what_was_drawn_of_it_in_its_year(city: Qinglan) -> None:
    on(DRAWN)
    case = Case.objects.get(number=applied(city)[0])
    scheme = with_ceilings(shipped("qinglan-2021"))

    this_year, next_year = (rooms_drawn(scheme, case, day) for day in (DRAWN, NEXT_YEAR))

    assert this_year == {
        "record.drawn_in_life": Decimal(0),
        "record.bank_drawn_this_year": Decimal(1_000_000),
        "record.scheme_drawn_this_year": Decimal(3_000_000),
    }
    assert next_year["record.scheme_drawn_this_year"] == 0


def test_a_scheme_without_such_ceilings_reads_nothing_of_them(city: Qinglan) -> None:
    case = Case.objects.get(number=applied(city)[0])

    found = record_facts(case, DRAWN)

    assert "record.scheme_drawn_this_year" not in found
