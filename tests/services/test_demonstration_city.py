"""The demonstration city: what it promises to whoever opens it.

Loading takes seconds, so it is done once; each test's own changes are rolled back around it.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import LazySettings
from tests.services.refusals import bad_input_told, refused

from zhidai.core.lending.state import LoanStatus
from zhidai.core.portfolio.npl import LoanBalance, npl_position
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person
from zhidai.db.portfolio.models import Breaker
from zhidai.db.valuation.models import KeptSheet
from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.cases.traces import number_of_traces, run_again
from zhidai.services.demonstration.city import PASSWORD, SCHEME, TODAY, Resident
from zhidai.services.demonstration.enterprises import (
    AT_BANK_APPROVAL,
    PATENTS_NOT_GOOD_ENOUGH,
    READY_TO_APPLY,
)
from zhidai.services.demonstration.loading import load_city
from zhidai.services.demonstration.recognition import demonstration_sign_ins, is_demonstration
from zhidai.services.demonstration.unpaid_loan import let_a_loan_go_unpaid
from zhidai.services.filings.queries import filing_rows
from zhidai.services.guarantees.position import positions
from zhidai.services.history.queries import timeline, verify
from zhidai.services.lending.book import state_of
from zhidai.services.parties.queries import agreements, lending_partners
from zhidai.services.portfolio.breaker import npl_position as position_on
from zhidai.services.rights.queries import rights_of
from zhidai.services.sweep.commands import move_business_date
from zhidai.services.valuation.deal_queries import deal_rows, deal_view
from zhidai.services.valuation.queries import visible_books

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

TWO_MONTHS_LATER = date(2021, 5, 1)
HASHER_OF_A_DEPLOYMENT = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
SMALL_LOAN = "示范借字〔2020〕4号"


def acting(username: str) -> Acting:
    return acting_as(Person.objects.select_related("party").get(username=username))


def test_both_banks_have_filed_their_month_and_nothing_is_late() -> None:
    rows = filing_rows(acting("bureau"))

    assert [(row.standing.status, row.version, row.missing) for row in rows] == [
        ("received", 1, 0),
        ("received", 2, 0),
    ]
    assert {row.month for row in rows} == {date(2020, 11, 1)}
    assert not any(row.standing.is_late for row in rows)


def apply(resident: Resident, amount: str, numbers: tuple[str, ...]) -> str:
    chosen = next(group for group in lending_partners(SCHEME, TODAY) if group.route == "indirect")
    new = NewCase(
        scheme=SCHEME, route="indirect", amount=amount, parties=chosen.choice, rights=numbers
    )
    answer = open_case(acting(resident.username), new, key=f"apply {numbers[0]}")
    return str(answer["case"])


def test_everybody_is_fictional_and_says_so_and_signs_in_with_the_password_shown(
    settings: LazySettings,
) -> None:
    settings.PASSWORD_HASHERS = [HASHER_OF_A_DEPLOYMENT, *settings.PASSWORD_HASHERS]
    sign_ins = demonstration_sign_ins()

    assert not Party.objects.exclude(is_fictional=True).exists()
    assert not Party.objects.exclude(name__contains="虚构").exists()
    assert not Party.objects.exclude(name_en__contains="fictional").exists()
    assert not Person.objects.exclude(full_name__contains="虚构").exists()
    roles: dict[str, set[str]] = {}
    for each in sign_ins:
        roles.setdefault(each.party, set()).add(each.role)
    assert all(found == {"officer", "approver"} for found in roles.values())
    assert {"enterprise1", "bureau", "finance", "treasury", "bank", "guarantor", "appraiser"} <= {
        each.username for each in sign_ins
    }
    assert Person.objects.get(username="bank").check_password(PASSWORD)


def test_it_lives_on_2021_03_01_with_a_case_at_the_bank_and_a_book_that_is_paid() -> None:
    states = {loan.key: state_of(loan, TODAY) for loan in Loan.objects.all()}
    (waiting,) = Case.objects.filter(status="open")
    open_tasks = list(waiting.tasks.filter(status="open").values_list("task", flat=True))

    assert business_date.today() == date(2021, 3, 1)
    assert is_demonstration()
    assert open_tasks == ["bank_approval"]
    assert waiting.tasks.get(task="guarantor_approval").status == "done"
    assert {state.status for state in states.values()} == {LoanStatus.RUNNING}
    assert states[SMALL_LOAN].interest_paid > states[SMALL_LOAN].interest_due == 0
    for case in Case.objects.all():
        days = [event.effective_on for event in timeline(f"case:{case.number}")]
        assert days == sorted(days, reverse=True)
    assert list(verify()) == []


def test_one_unpaid_loan_of_3000000_trips_the_breaker_and_the_small_one_alone_does_not() -> None:
    healthy = [
        LoanBalance(balance=state_of(loan, TODAY).principal_balance, overdue_days=0)
        for loan in Loan.objects.exclude(key=SMALL_LOAN)
    ]
    small = LoanBalance(balance=Decimal(1_000_000), overdue_days=0)
    small_unpaid = LoanBalance(balance=Decimal(1_000_000), overdue_days=1)
    unpaid = LoanBalance(balance=Decimal(3_000_000), overdue_days=1)

    with_unpaid = npl_position([*healthy, small, unpaid]).ratio
    with_small = npl_position([*healthy, small_unpaid]).ratio

    assert position_on(SCHEME, TODAY).npl.total == Decimal(29_000_000)
    assert with_unpaid is not None
    assert with_small is not None
    assert with_unpaid > Decimal("0.09")  # far from 5 %: no rounding decides
    assert with_small < Decimal("0.04")


def test_the_first_enterprise_can_apply_and_the_second_meets_both_patent_refusals() -> None:
    short, shared = (patent.number for patent in PATENTS_NOT_GOOD_ENOUGH.patents)

    number = apply(READY_TO_APPLY, "300万元", tuple(p.number for p in READY_TO_APPLY.patents))
    with refused() as too_short:
        apply(PATENTS_NOT_GOOD_ENOUGH, "100万元", (short,))
    with refused() as not_asked:
        apply(PATENTS_NOT_GOOD_ENOUGH, "100万元", (shared,))

    assert number == "ZD2021-00002"
    assert too_short.codes == {("rule_broken_for_patent", "5.1.3.2")}
    assert not_asked.codes == {("rule_broken_for_patent", "5.1.3.3")}
    left = {right.number: right.remaining_months for right in rights_of(acting("enterprise2"))}
    assert (left[short] / 12).quantize(Decimal("0.1")) == Decimal("2.9")


def test_the_bureau_has_an_agreement_to_file_and_one_replaces_the_suggested_shares() -> None:
    found = {view.number: view for view in agreements(acting("bureau"))}

    assert found["样板直接质押〔2021〕1号"].status == "submitted"
    assert found["示范合作〔2020〕1号"].replaces_suggestion is False
    replacing = found["样板合作〔2020〕2号"]
    assert replacing.replaces_suggestion is True
    assert [each.loss_share for each in replacing.partners] == [300_000, 600_000, 100_000]


def test_healthy_borrowers_pay_by_themselves_as_the_date_moves_and_the_others_do_not() -> None:
    move_business_date(TWO_MONTHS_LATER)

    overdue = {
        loan.key for loan in Loan.objects.all() if state_of(loan, TWO_MONTHS_LATER).overdue_days
    }
    assert overdue == {SMALL_LOAN}
    assert not Breaker.objects.get(scheme=SCHEME).is_tripped


def test_it_is_not_loaded_over_anything() -> None:
    parties = Party.objects.count()

    with bad_input_told() as told:
        load_city()

    assert {code for code, _ in told.codes} == {"city_needs_an_empty_database"}
    assert Party.objects.count() == parties


def test_every_decision_of_the_city_is_explained_as_it_was() -> None:
    found = list(run_again())

    assert len(found) == number_of_traces() > 50
    assert [one for one in found if one.differences or one.another_version] == []


def test_one_unpaid_loan_goes_all_the_way_to_the_refused_approval() -> None:
    told = let_a_loan_go_unpaid()

    claim = Claim.objects.get(loan__key=told.loan)
    breaker = Breaker.objects.get(scheme=SCHEME)
    assert (told.drawn_on, told.claimed_on) == (TODAY, date(2021, 5, 20))
    assert {each.role: each.amount for each in claim.shares.all()} == {
        "guarantor": 210_000_000,
        "bank": 60_000_000,
        "appraiser": 30_000_000,
    }
    assert all(each.owed == 0 for each in positions(claim, business_date.today()))
    assert breaker.is_tripped
    assert [(why.code, why.clause) for why in told.refused] == [("rule_broken", "8.2")]
    assert Case.objects.get(number=told.case).tasks.get(task="bank_approval").status == "open"
    assert let_a_loan_go_unpaid() == told
    assert Claim.objects.count() == 1


def test_the_first_bank_has_a_valued_book_and_a_kept_deal_with_its_sheet() -> None:
    bank = acting("bank")

    (book,), (deal,) = visible_books(bank), deal_rows(bank)

    assert book.rejected == 0
    assert 200 <= book.count <= 300
    view = deal_view(bank, deal.id)
    (patent,) = view.patents
    assert patent.number == AT_BANK_APPROVAL.patents[0].number
    assert patent.sheet is not None
    assert patent.sheet.value.by_economics
    (comparison,) = patent.sheet.comparisons
    assert comparison.gap > 0
    assert sum(part.amount for part in comparison.parts) == comparison.gap
    assert KeptSheet.objects.count() == 1
    assert visible_books(acting("bank2")).count() == 0
