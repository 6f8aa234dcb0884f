"""The subsidies of many loans at once are those that each has when it is asked alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from benchmarks.city import write_city
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.services.conftest import Blocker
from tests.services.other_plan import pin_to

from zhidai.core.subsidies.rooms import are_shared_by_loans
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.db.cases.models import Case, CaseRight, Task
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.services.refusal import Refused
from zhidai.services.subsidies.computation import rates_for, settings_for
from zhidai.services.subsidies.grants import bank_of
from zhidai.services.subsidies.many_loans import rules_of

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
BEFORE = date(2021, 8, 31)  # the day before the amended gap is in force
AMENDED_GAP = ("values: {2020-09-29: 12个月}", "values: {2020-09-29: 12个月, 2021-09-01: 6个月}")
NEVER = "fact: enterprise.never_pledged, is: true"
FEW_DRAWN = "fact: record.drawn_this_year, compare: at_most, parameter: fee_subsidy_max"
AT_CEILING = {
    "rates.yaml": ("above: ineligible", "above: subsidised_at_ceiling"),
    "parameters.yaml": ("100个基点", "50个基点"),
}
BY_REGISTER = {"subsidies.yaml": (NEVER, FEW_DRAWN)}  # worked out for each case
# Of the same book: as it was written, and by plans that ask what, and hold what down.
PLANS: tuple[dict[str, tuple[str, str]] | None, ...] = (
    None,
    {"parameters.yaml": AMENDED_GAP},
    {"subsidies.yaml": ("is: direct", "is: indirect")},
    AT_CEILING,
    BY_REGISTER,
)
ANSWERS: tuple[dict[str, Any], ...] = (
    {"never_pledged": {"value": True}},
    {"never_pledged": {"value": False}, "months_since_release": {"value": "12个月"}},
    {"never_pledged": {"value": False}, "months_since_release": {"value": "8个月"}},
    {"never_pledged": {"value": False}},  # since when is not known
    {},
)


@pytest.fixture(scope="module", autouse=True)
def mixed_book(kept: None, django_db_blocker: Blocker) -> None:
    with django_db_blocker.unblock():
        write_mixed_book()


def write_mixed_book() -> None:
    write_city(90, today=TODAY)
    loans = list(Loan.objects.select_related("case").order_by("pk"))
    for number, changed in enumerate(PLANS):
        if changed is not None:
            pin_to([one.key for one in loans[number :: len(PLANS)]], changed)
    for place, loan in enumerate(loans):
        loan.case.facts["enterprise"] = ANSWERS[place // len(PLANS) % len(ANSWERS)]
        Case.objects.filter(pk=loan.case_id).update(
            facts=loan.case.facts,
            opened_on=min(loan.drawn_on, BEFORE) if place % 3 else loan.drawn_on,
        )
        if place % 2:
            signed_on = loan.drawn_on - timedelta(days=20)
            Task.objects.create(
                case=loan.case, task="sign_loan_contract", party_id=loan.case.enterprise_id,
                status="done", opened_on=signed_on, closed_on=signed_on,
            )  # fmt: skip
    CaseRight.objects.all().delete()  # their numbers are no patent's, which asking alone reads
    for place, party in enumerate(Party.objects.filter(kind="enterprise")):
        says_so = {"never_pledged": {"value": True}}  # where the case says nothing of it
        Party.objects.filter(pk=party.pk).update(facts={} if place % 3 else says_so)


def book() -> list[Loan]:
    return list(Loan.objects.select_related("case").order_by("pk"))


def asked_alone(loans: list[Loan]) -> Iterator[tuple[object, ...]]:
    for loan in loans:
        try:
            settings = settings_for(loan)
        except Refused:
            continue
        bank = bank_of(loan) if are_shared_by_loans(settings) else ""
        yield loan.key, settings, rates_for(loan, settings), bank


def pays_for_first_pledges(settings: SubsidySettings) -> bool:
    return any(one.id == "district_interest" for one in settings.subsidies)


def test_each_loan_of_a_mixed_book_has_what_it_has_when_it_is_asked_alone() -> None:
    loans = book()

    found = list(rules_of(loans))

    alone = list(asked_alone(loans))
    assert [(one.loan.key, one.settings, one.rates, one.bank) for one in found] == alone
    assert len(PLANS) < len({id(one.settings) for one in found}) < len(found) < len(loans)
    assert {pays_for_first_pledges(one.settings) for one in found} == {True, False}
    assert len({one.rates.ceiling for one in found}) > 1
    assert len({one.bank for one in found}) > 1


def test_no_more_is_read_for_more_loans_that_are_alike() -> None:
    loans = [one for place, one in enumerate(book()) if PLANS[place % len(PLANS)] != BY_REGISTER]
    list(rules_of(loans))  # schemes are read once

    with CaptureQueriesContext(connection) as of_once:
        list(rules_of(loans))
    with CaptureQueriesContext(connection) as of_twice:
        list(rules_of([*loans, *loans]))

    assert len(of_once) == len(of_twice) > 0
