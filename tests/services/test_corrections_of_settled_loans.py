"""A pay-off typed on the wrong loan is taken back, with all that its settling brought about."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    PROOFS,
    City,
    drawn_loan,
    event_kinds,
    fresh_key,
    loan,
    on,
)
from tests.services.refusals import refused

from zhidai.core.cases.status import CaseStatus
from zhidai.core.lending.state import LoanStatus
from zhidai.core.money import format_yuan
from zhidai.db.cases.models import Task
from zhidai.db.lending.models import LoanEvent
from zhidai.db.rights.models import Pledge
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services.corrections.commands import decide_correction, propose_correction
from zhidai.services.corrections.settled import after_settling
from zhidai.services.journal.queries import not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.pledging_anew import register_anew, unpledged_loans
from zhidai.services.subsidies.clawing_back import paid_for_owed_loans
from zhidai.services.subsidies.commands import approve_subsidy, claim_subsidy, pay_subsidy

pytestmark = pytest.mark.django_db
SETTLED, TODAY = date(2021, 3, 15), date(2021, 3, 18)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """Paid off by mistake two weeks after the drawdown."""
    with django_db_blocker.unblock():
        drawn = drawn_loan(city)
        on(SETTLED)
        owed = state_of(loan(drawn), SETTLED).owed_to_bank
        record_repayment(city.bank, drawn, amount=f"{format_yuan(owed)}元", key=fresh_key())
        on(TODAY)
        return drawn


def take_back(city: City, key: str, *, registration: str = "stands") -> None:
    pay_off = LoanEvent.objects.filter(loan__key=key).latest("id").pk
    number = propose_correction(
        city.bank, key, pay_off, amount=None, effective_on=None, grounds="记错贷款", key=fresh_key()
    )["correction"]
    decide_correction(
        city.households["bank"].approver,
        key,
        int(number),
        "approved",
        grounds="",
        registration=registration,
        key=fresh_key(),
    )


def test_loan_case_tasks_and_pledges_are_as_if_it_had_never_been_settled(
    city: City, key: str
) -> None:
    assert loan(key).case.status == CaseStatus.CLOSED
    cancelled = Task.objects.filter(case=loan(key).case, closed_on=SETTLED, status="cancelled")
    tasks = set(cancelled.values_list("task", flat=True))

    take_back(city, key)

    case = loan(key).case
    state = state_of(loan(key), TODAY)
    assert (case.status, case.closed_on) == (CaseStatus.RUNNING, None)
    assert (state.status, state.principal_balance) == (LoanStatus.RUNNING, 3_000_000)
    assert tasks
    assert set(case.tasks.filter(status="open").values_list("task", flat=True)) >= tasks
    assert list(case.pledges.values_list("released_on", flat=True)) == [None]
    assert list(not_booked(TODAY)) == []
    assert event_kinds(f"case:{case.number}")[-2:] == ["loan.repayment_reversed", "loan.reopened"]


def test_the_loan_is_settled_a_second_time_by_the_right_money(city: City, key: str) -> None:
    take_back(city, key)
    owed = state_of(loan(key), TODAY).owed_to_bank

    answer = record_repayment(city.bank, key, amount=f"{format_yuan(owed)}元", key=fresh_key())

    assert answer["closed"]
    assert loan(key).case.closed_on == TODAY
    assert list(loan(key).case.pledges.values_list("released_on", flat=True)) == [TODAY]


def test_a_loan_that_stays_settled_asks_for_no_register(city: City, key: str) -> None:
    found = after_settling(loan(key).case)

    assert found is not None
    assert len(found.released) == 1
    assert found.subsidy is None


@pytest.mark.parametrize("said", ["", "vielleicht"])
def test_who_reopens_a_loan_says_what_the_register_shows(city: City, key: str, said: str) -> None:
    with refused() as told:
        take_back(city, key, registration=said)

    assert told.codes == {("correction_needs_the_register", None)}
    assert loan(key).case.status == CaseStatus.CLOSED


def test_a_right_that_was_pledged_again_cannot_secure_the_loan_as_before(
    city: City, key: str
) -> None:
    pledge = Pledge.objects.get(case=loan(key).case)
    Pledge.objects.create(
        right=pledge.right,
        case=pledge.case,
        pledgee=pledge.pledgee,
        registration_number="Y2021990000002",
        registered_on=TODAY,
    )

    with refused() as told:
        take_back(city, key)

    assert told.codes == {("correction_pledged_again", None)}


def test_a_pledge_that_the_register_cancelled_is_registered_anew_by_its_pledgee(
    city: City, key: str
) -> None:
    take_back(city, key, registration="cancelled")
    waiting = [one.loan for one in unpledged_loans(city.guarantor)]

    register_anew(
        city.guarantor, key, number="Y2021990000002", registered_on=TODAY, key=fresh_key()
    )

    active = loan(key).case.pledges.get(released_on__isnull=True)
    assert waiting == [key]
    assert unpledged_loans(city.bank) == unpledged_loans(city.guarantor) == ()
    assert (active.registration_number, active.registered_on) == ("Y2021990000002", TODAY)


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [
        ("\u200b", TODAY, "registration_needs_number"),
        ("Y2", date(2021, 3, 14), "registered_before_release"),
        ("Y2", date(2021, 3, 19), "registered_in_the_future"),
    ],
)
def test_a_new_registration_has_its_number_and_its_day(
    city: City, key: str, number: str, day: date, code: str
) -> None:
    take_back(city, key, registration="cancelled")

    with refused() as told:
        register_anew(city.guarantor, key, number=number, registered_on=day, key=fresh_key())

    assert {found for found, _ in told.codes} == {code}


@pytest.mark.parametrize("is_approved", [False, True])
def test_an_unpaid_subsidy_claim_falls_with_the_repayment(
    city: City, key: str, *, is_approved: bool
) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    if is_approved:
        approve_subsidy(city.bureau, key, key=fresh_key())

    take_back(city, key)

    claim = SubsidyClaim.objects.get(loan__key=key)
    assert (claim.status, claim.grounds) == ("refused", "记错贷款")
    assert list(not_booked(TODAY)) == []


def test_the_bureau_is_told_to_ask_a_paid_subsidy_back(city: City, key: str) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    approve_subsidy(city.bureau, key, key=fresh_key())
    pay_subsidy(city.treasury, key, key=fresh_key())
    before = paid_for_owed_loans(city.bureau)

    take_back(city, key)

    paid = sum(line.amount for line in SubsidyClaim.objects.get(loan__key=key).lines.all())
    assert before == ()
    assert [(one.loan, one.left) for one in paid_for_owed_loans(city.bureau)] == [(key, paid)]
