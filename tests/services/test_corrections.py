"""A wrong repayment is put right by two people of the bank; nothing is deleted, history tells."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, event_kinds, fresh_key, loan, on
from tests.services.refusals import refused

from zhidai.core.errors import BadInput
from zhidai.core.journal.accounts import Account
from zhidai.core.journal.reconciliation import Covered
from zhidai.db.corrections.models import CorrectionDecision
from zhidai.db.journal.models import JournalEntry, PeriodClose
from zhidai.db.lending.models import LoanEvent
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.corrections.commands import decide_correction, propose_correction
from zhidai.services.guarantees.commands import start_claim
from zhidai.services.journal.queries import balances_on, cash_of, corrections, not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
DUE = date(2021, 3, 21)
TODAY = date(2021, 4, 1)
RIGHT, WRONG = "8083.33元", "80833.30元"  # the first month's interest, and a slip of the point
ASSETS = 300_000_000


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(DUE)
        record_repayment(city.bank, drawn, amount=WRONG, key=fresh_key())
        on(TODAY)
        return drawn


@pytest.fixture
def approver(city: City) -> Acting:
    return city.households["bank"].approver


def the_wrong_one(key: str) -> int:
    return LoanEvent.objects.filter(loan__key=key).earliest("id").pk


def propose(
    city: City, key: str, *, amount: str | None = RIGHT, day: date | None = DUE, why: str = "错位"
) -> int:
    answer = propose_correction(
        city.bank,
        key,
        the_wrong_one(key),
        amount=amount,
        effective_on=day,
        grounds=why,
        key=fresh_key(),
    )
    return int(answer["correction"])


def decide(
    acting: Acting, key: str, number: int, decision: str = "approved", why: str = ""
) -> None:
    decide_correction(acting, key, number, decision, grounds=why, key=fresh_key())


def test_a_proposal_alone_changes_nothing(city: City, key: str) -> None:
    before = state_of(loan(key), TODAY)

    propose(city, key)

    assert state_of(loan(key), TODAY) == before


def test_an_approved_correction_stands_as_if_it_had_always_been_right(
    city: City, key: str, approver: Acting
) -> None:
    decide(approver, key, propose(city, key))

    state = state_of(loan(key), TODAY)
    bank = {one.account: one.balance for one in balances_on(TODAY) if one.role == "bank"}
    assert state.principal_balance == 3_000_000
    assert (state.interest_due, state.overdue_days) == (0, 0)
    assert bank == {
        Account.CASH: 808_333 - ASSETS,
        Account.LOANS: ASSETS,
        Account.INTEREST_INCOME: -808_333,
    }
    assert list(not_booked(TODAY)) == []


def test_a_payment_that_never_came_leaves_the_loan_overdue(
    city: City, key: str, approver: Acting
) -> None:
    decide(approver, key, propose(city, key, amount=None, day=None))

    state = state_of(loan(key), TODAY)
    assert (state.overdue_since, state.overdue_days) == (DUE + timedelta(days=1), 11)
    assert state.principal_balance == 3_000_000


def test_nothing_is_deleted_and_the_history_tells(city: City, key: str, approver: Acting) -> None:
    known_before = business_date.now()
    events, entries = LoanEvent.objects.count(), JournalEntry.objects.count()

    decide(approver, key, propose(city, key))

    assert LoanEvent.objects.count() == events + 1
    assert JournalEntry.objects.filter(is_reversal=True).exists()
    assert JournalEntry.objects.count() > entries
    assert state_of(loan(key), TODAY, known_at=known_before).principal_balance < 3_000_000
    kinds = event_kinds(f"case:{loan(key).case.number}")
    assert kinds[-3:] == [
        "loan.correction_proposed",
        "loan.repayment_reversed",
        "loan.repayment_recorded",
    ]


def test_a_correction_of_a_closed_period_is_booked_in_the_open_one_and_listed(
    city: City, key: str, approver: Acting
) -> None:
    PeriodClose.objects.create(
        closed_through=date(2021, 3, 31),
        recorded_at=business_date.now(),
        person_id=city.households["bureau"].approver.person_id,
    )

    decide(approver, key, propose(city, key))

    told = corrections(TODAY, TODAY)
    assert {(name, one.effective_on, one.booked_on) for name, one in told} == {(key, DUE, TODAY)}
    assert [one.is_reversal for _, one in told] == [True, False]
    bank = city.bank.party_name
    assert [one.amount for one in cash_of(bank, Covered(since=DUE, until=DUE))] == [
        Decimal("8083.33")
    ]
    assert cash_of(bank, Covered(since=TODAY, until=TODAY)) == ()


def test_the_same_decision_sent_twice_is_one(city: City, key: str, approver: Acting) -> None:
    number, sent = propose(city, key), fresh_key()

    answers = [
        decide_correction(approver, key, number, "approved", grounds="", key=sent) for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert CorrectionDecision.objects.count() == 1


def test_nobody_decides_on_their_own_proposal(city: City, key: str, approver: Acting) -> None:
    number = propose_correction(
        approver,
        key,
        the_wrong_one(key),
        amount=None,
        effective_on=None,
        grounds="未到账",
        key=fresh_key(),
    )["correction"]

    with refused() as told:
        decide(approver, key, number)

    assert told.codes == {("correction_needs_another_person", None)}


def test_the_database_itself_asks_for_two_people(city: City, key: str) -> None:
    number, person = propose(city, key), city.bank.person_id

    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionDecision.objects.create(
            correction_id=number,
            decision="approved",
            taken_back_id=the_wrong_one(key),
            decided_on=TODAY,
            recorded_at=business_date.now(),
            proposed_by_id=person,
            decided_by_id=person,
        )


def test_only_the_proposer_withdraws_and_then_another_may_be_proposed(
    city: City, key: str, approver: Acting
) -> None:
    number = propose(city, key)
    with refused() as told:
        decide(approver, key, number, "withdrawn", "不对")

    decide(city.bank, key, number, "withdrawn", "看错了")

    assert told.codes == {("correction_withdrawn_by_its_proposer", None)}
    assert propose(city, key) != number


def test_a_refused_correction_changes_nothing(city: City, key: str, approver: Acting) -> None:
    before = state_of(loan(key), TODAY)

    decide(approver, key, propose(city, key), "refused", "凭证无误")

    assert state_of(loan(key), TODAY) == before


def test_a_repayment_is_reversed_once(city: City, key: str, approver: Acting) -> None:
    decide(approver, key, propose(city, key))

    with refused() as told:
        propose(city, key, amount=None, day=None)

    assert told.codes == {("repayment_reversed_already", None)}


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        (WRONG, DUE, "correction_changes_nothing"),
        ("0元", DUE, "amount_not_above_zero"),
        (RIGHT, TODAY, None),
        (RIGHT, TODAY + timedelta(days=1), "repayment_in_future"),
        (RIGHT, date(2021, 3, 1), None),
        (RIGHT, date(2021, 2, 28), "repayment_before_drawdown"),
        ("3008083.33元", DUE, None),
        ("3008083.34元", DUE, "correction_above_debt"),
    ],
)
def test_what_ought_to_have_been_has_its_bounds(
    city: City, key: str, amount: str, day: date, code: str | None
) -> None:
    if code is None:
        assert propose(city, key, amount=amount, day=day)
        return

    with refused() as told:
        propose(city, key, amount=amount, day=day)

    assert told.codes == {(code, None)}


@pytest.mark.parametrize(
    ("amount", "day", "why", "code"),
    [
        (RIGHT, None, "错位", "correction_half"),
        (None, DUE, "错位", "correction_half"),
        (RIGHT, DUE, " \u200b", "correction_without_grounds"),
        (RIGHT, DUE, "错" * 501, "grounds_too_long"),
        ("1.005元", DUE, "错位", "money_not_whole_fen"),
    ],
)
def test_a_proposal_that_cannot_be_read_writes_nothing(
    city: City, key: str, amount: str | None, day: date | None, why: str, code: str
) -> None:
    with pytest.raises(BadInput) as told:
        propose(city, key, amount=amount, day=day, why=why)

    assert told.value.reasons[0].code == code


def test_a_claimed_loan_is_not_corrected(city: City, key: str, approver: Acting) -> None:
    number = propose(city, key)
    on(date(2022, 5, 20))
    start_claim(city.bank, key, key=fresh_key())

    with refused() as told:
        decide(approver, key, number)

    assert told.codes == {("correction_after_claim", "7.3")}
