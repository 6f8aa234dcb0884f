"""The demonstration city: what it promises to whoever opens it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.services.refusals import bad_input_told, refused

from zhidai.core.lending.state import LoanStatus
from zhidai.core.portfolio.npl import LoanBalance, npl_position
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person
from zhidai.db.portfolio.models import Breaker
from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.cases.commands import NewCase, open_case
from zhidai.services.demonstration.city import PASSWORD, SCHEME, TODAY
from zhidai.services.demonstration.enterprises import PATENTS_NOT_GOOD_ENOUGH, READY_TO_APPLY
from zhidai.services.demonstration.loading import (
    demonstration_sign_ins,
    is_demonstration,
    load_city,
)
from zhidai.services.history.queries import timeline, verify
from zhidai.services.lending.book import state_of
from zhidai.services.parties.queries import agreements, lending_partners
from zhidai.services.portfolio.breaker import npl_position as position_on
from zhidai.services.rights.queries import rights_of
from zhidai.services.sweep.commands import move_business_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    load_city()


def acting(username: str) -> Acting:
    return acting_as(Person.objects.select_related("party").get(username=username))


def apply(amount: str, numbers: tuple[str, ...], *, key: str) -> str:
    chosen = next(group for group in lending_partners(SCHEME, TODAY) if group.route == "indirect")
    new = NewCase(
        scheme=SCHEME, route="indirect", amount=amount, parties=chosen.choice, rights=numbers
    )
    owner = READY_TO_APPLY if numbers[0] == READY_TO_APPLY.patents[0].number else None
    username = (owner or PATENTS_NOT_GOOD_ENOUGH).username
    return str(open_case(acting(username), new, key=key)["case"])


@pytest.mark.usefixtures("city")
def test_it_lives_on_2021_03_01_and_every_party_is_fictional_and_says_so() -> None:
    assert business_date.today() == date(2021, 3, 1)
    assert is_demonstration()
    assert not Party.objects.exclude(is_fictional=True).exists()
    assert not Party.objects.exclude(name__contains="虚构").exists()
    assert not Party.objects.exclude(name_en__contains="fictional").exists()
    assert not Person.objects.exclude(full_name__contains="虚构").exists()


@pytest.mark.usefixtures("city")
def test_each_party_has_an_officer_and_an_approver_with_the_password_that_is_shown() -> None:
    sign_ins = demonstration_sign_ins()

    by_party: dict[str, set[str]] = {}
    for each in sign_ins:
        by_party.setdefault(each.party, set()).add(each.role)
    assert set(map(frozenset, by_party.values())) == {frozenset({"officer", "approver"})}
    assert {"enterprise1", "bureau", "finance", "treasury", "bank", "guarantor", "appraiser"} <= {
        each.username for each in sign_ins
    }
    assert Person.objects.get(username="bank").check_password(PASSWORD)


@pytest.mark.usefixtures("city")
def test_the_first_enterprise_can_apply_for_3000000_at_once() -> None:
    numbers = tuple(patent.number for patent in READY_TO_APPLY.patents)

    assert apply("300万元", numbers, key="apply") == "ZD2021-00002"


@pytest.mark.usefixtures("city")
def test_the_second_enterprise_meets_both_patent_refusals() -> None:
    short, shared = (patent.number for patent in PATENTS_NOT_GOOD_ENOUGH.patents)

    with refused() as too_short:
        apply("100万元", (short,), key="short")
    with refused() as not_asked:
        apply("100万元", (shared,), key="shared")

    assert too_short.codes == {("rule_broken_for_patent", "5.1.3.2")}
    assert not_asked.codes == {("rule_broken_for_patent", "5.1.3.3")}
    left = {right.number: right.remaining_months for right in rights_of(acting("enterprise2"))}
    assert (left[short] / 12).quantize(Decimal("0.1")) == Decimal("2.9")


@pytest.mark.usefixtures("city")
def test_one_case_waits_at_the_bank_and_the_guarantor_has_approved() -> None:
    (case,) = Case.objects.filter(status="open")

    assert list(case.tasks.filter(status="open").values_list("task", flat=True)) == [
        "bank_approval"
    ]
    assert case.tasks.get(task="guarantor_approval").status == "done"


@pytest.mark.usefixtures("city")
def test_the_running_loan_has_its_interest_paid_and_none_is_overdue() -> None:
    states = {loan.key: state_of(loan, TODAY) for loan in Loan.objects.all()}

    assert {state.status for state in states.values()} == {LoanStatus.RUNNING}
    assert states["示范借字〔2020〕4号"].interest_paid > 0
    assert states["示范借字〔2020〕4号"].interest_due == 0


@pytest.mark.usefixtures("city")
def test_one_unpaid_loan_of_3000000_trips_the_breaker_and_the_small_one_alone_does_not() -> None:
    book = [
        LoanBalance(balance=state_of(loan, TODAY).principal_balance, overdue_days=0)
        for loan in Loan.objects.all()
    ]
    unpaid = LoanBalance(balance=Decimal(3_000_000), overdue_days=1)
    small = LoanBalance(balance=Decimal(1_000_000), overdue_days=1)

    with_unpaid, with_small = (
        npl_position([*book, unpaid]).ratio,
        npl_position([*book, small]).ratio,
    )

    assert position_on(SCHEME, TODAY).npl.total == Decimal(29_000_000)
    assert with_unpaid is not None
    assert with_small is not None
    assert with_unpaid > Decimal("0.09")  # far from 5 %: no rounding decides
    assert with_small < Decimal("0.04")


@pytest.mark.usefixtures("city")
def test_healthy_borrowers_pay_by_themselves_as_the_date_moves_and_the_others_do_not() -> None:
    move_business_date(date(2021, 5, 1))

    overdue = {loan.key for loan in Loan.objects.all() if state_of(loan, TODAY_LATER).overdue_days}
    assert overdue == {"示范借字〔2020〕4号"}
    assert not Breaker.objects.get(scheme=SCHEME).is_tripped


TODAY_LATER = date(2021, 5, 1)


@pytest.mark.usefixtures("city")
def test_the_bureau_has_an_agreement_to_file_and_one_replaces_the_suggested_shares() -> None:
    found = {view.number: view for view in agreements(acting("bureau"))}

    assert found["样板直接质押〔2021〕1号"].status == "submitted"
    assert found["示范合作〔2020〕1号"].replaces_suggestion is False
    assert found["样板合作〔2020〕2号"].replaces_suggestion is True
    assert [partner.loss_share for partner in found["样板合作〔2020〕2号"].partners] == [
        300_000,
        600_000,
        100_000,
    ]


@pytest.mark.usefixtures("city")
def test_its_history_holds_and_runs_in_the_order_of_its_calendar() -> None:
    for case in Case.objects.all():
        days = [event.effective_on for event in timeline(f"case:{case.number}")]
        assert days == sorted(days, reverse=True)
    assert list(verify()) == []


@pytest.mark.usefixtures("city")
def test_it_is_not_loaded_over_anything() -> None:
    parties = Party.objects.count()

    with bad_input_told() as told:
        load_city()

    assert {code for code, _ in told.codes} == {"city_needs_an_empty_database"}
    assert Party.objects.count() == parties
