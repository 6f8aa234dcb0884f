"""Changes of a running loan: proposed by one person, agreed by all who are asked, then in force."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, event_kinds, fresh_key, loan, on
from tests.services.refusals import bad_input_told, refused

from zhidai.core.journal.accounts import Account
from zhidai.core.lending.agreed_changes import ChangeStatus
from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.state import LoanState
from zhidai.core.money import from_fen
from zhidai.db.early_warning.models import EventReport
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, LoanChange
from zhidai.services.acting import Acting
from zhidai.services.demonstration.standing_orders import pay_what_is_due
from zhidai.services.early_warning.queries import open_warnings
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.guarantees.journeys import journey_view
from zhidai.services.history.queries import verify
from zhidai.services.journal.posting import post_interest
from zhidai.services.journal.queries import balances_on, not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.lending.change_queries import (
    change_view,
    changes_of,
    changes_to_answer,
    effect_of_change,
)
from zhidai.services.lending.change_rules import asked_for
from zhidai.services.lending.changing import decide_change, propose_change
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.lists import loan_rows
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
TODAY = date(2021, 4, 1)  # the interest of 2021-03-21 is unpaid: overdue day 11
LENT = from_fen(300_000_000)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(TODAY)
        return drawn


def propose(city: City, key: str, kind: str, **more: object) -> int:
    new = NewChange(kind=kind, grounds="经营困难", **more)  # type: ignore[arg-type]
    number: int = propose_change(city.bank, key, new, key=fresh_key())["change"]
    return number


def answer(acting: Acting, key: str, number: int, *, yes: bool = True, why: str = "") -> bool:
    told = decide_change(acting, key, number, is_given=yes, grounds=why, key=fresh_key())
    return bool(told.get("in_force"))


def checker(city: City) -> Acting:
    return city.households["bank"].approver


def agreed(city: City, key: str, kind: str, **more: object) -> int:
    """A change that the bank alone decides, in force."""
    number = propose(city, key, kind, **more)
    assert answer(checker(city), key, number)
    return number


def state(key: str, day: date) -> LoanState:
    return state_of(loan(key), day)


def books_hold(day: date) -> bool:
    return list(not_booked(day)) == []


def booked(city: City, account: Account) -> int:
    lines = balances_on(TODAY, party_id=city.bank.party_id)
    return sum(line.balance for line in lines if line.account == account)


def test_an_extension_takes_effect_with_the_last_of_its_consents(city: City, key: str) -> None:
    number = propose(city, key, "extension", due_on=date(2022, 9, 1), annual_rate="4.85%")

    asked = [each.role for each in change_view(city.bank, key, number).consents]
    assert asked == ["bank", "enterprise", "guarantor", "appraiser", "bureau"]
    for acting in (checker(city), city.enterprise1, city.guarantor, city.appraiser):
        assert not answer(acting, key, number)
    assert state(key, TODAY).due_on == date(2022, 3, 1)
    assert [each.number for each in changes_to_answer(city.bureau)] == [number]
    assert answer(city.bureau, key, number)

    assert changes_to_answer(city.bureau) == ()
    assert state(key, TODAY).due_on == date(2022, 9, 1)
    assert event_kinds(f"case:{loan(key).case.number}")[-1] == "loan.change_in_force"
    assert books_hold(TODAY)


@pytest.mark.parametrize(("rate", "stands"), [("4.85%", True), ("4.8501%", False), ("20%", False)])
def test_the_ceiling_of_the_plan_holds_for_a_rate_agreed_with_an_extension(
    city: City, key: str, rate: str, *, stands: bool
) -> None:
    new = NewChange(kind="extension", grounds="demo", due_on=date(2022, 9, 1), annual_rate=rate)
    if stands:
        propose_change(city.bank, key, new, key=fresh_key())
    else:
        with refused() as told:
            propose_change(city.bank, key, new, key=fresh_key())
        assert told.codes == {("change_rate_above_ceiling", "4.3")}
        assert "4.85%" in told.in_both_languages()


def test_interest_of_an_extended_loan_is_booked_on_a_due_day_that_no_contract_names(
    city: City, key: str
) -> None:
    number = propose(city, key, "extension", due_on=date(2022, 5, 25))
    for acting in (checker(city), city.enterprise1, city.guarantor, city.appraiser, city.bureau):
        answer(acting, key, number)

    for day in (date(2022, 3, 1), date(2022, 5, 21), date(2022, 5, 25)):
        on(day)
        if day == date(2022, 3, 1):
            pay_what_is_due(loan(key), day)  # of what the contract once had fall due
        post_interest("ganzhou-2020", day)
        assert books_hold(day)

    assert state(key, date(2022, 5, 25)).principal_balance == LENT


def test_the_bureau_is_asked_beyond_the_longest_term_only(key: str) -> None:
    row, kind = loan(key), EventKind.EXTENSION

    within = asked_for(row, kind, due_on=date(2022, 3, 1))  # a year to the day
    beyond = asked_for(row, kind, due_on=date(2022, 3, 2))

    assert within == ("bank", "enterprise", "guarantor", "appraiser")
    assert beyond == (*within, "bureau")


def test_two_people_of_the_bank_are_needed_and_others_are_not_asked(city: City, key: str) -> None:
    number = propose(city, key, "acceleration")

    with refused() as own:
        answer(city.bank, key, number)
    with refused() as other:
        answer(city.guarantor, key, number)
    with refused() as again:
        propose(city, key, "acceleration")
    with refused() as by_others:
        propose_change(
            city.guarantor, key, NewChange(kind="acceleration", grounds="x"), key=fresh_key()
        )
    with pytest.raises(NotFound):
        answer(city.bank2, key, number)

    assert own.codes == {("change_needs_another_person", None)}
    assert other.codes == {("change_asks_nothing_of", "8.3")}
    assert again.codes == {("change_waits_already", None)}
    assert by_others.codes == {("change_by_the_bank_only", "8.3")}
    assert state(key, TODAY).due_on == date(2022, 3, 1)


def test_a_loan_that_is_called_in_is_due_and_the_claim_clock_runs(city: City, key: str) -> None:
    number = agreed(city, key, "acceleration")

    assert state(key, TODAY).due_on == TODAY
    assert state(key, date(2021, 4, 2)).principal_overdue == LENT
    assert change_view(city.bank, key, number).status is ChangeStatus.IN_FORCE
    with refused() as told:
        propose(city, key, "acceleration")
    assert told.codes == {("change_due_already", None)}
    assert books_hold(TODAY)


def test_misused_funds_bear_the_markup_from_their_day(city: City, key: str) -> None:
    agreed(city, key, "misuse", amount="100万元", markup="50%", effective_on=date(2021, 3, 11))

    # 10 days of 1,000,000 at 7.275 % in the first period
    first = state(key, TODAY).instalments[0]
    assert str(first.penalty) == "2020.83"
    assert books_hold(TODAY)
    with refused() as told:
        propose(city, key, "misuse", markup="20%", effective_on=TODAY)
    assert told.codes == {("change_markup_out_of_range", None)}


def test_a_waiver_is_booked_on_both_sides_and_bounded_by_what_is_owed(city: City, key: str) -> None:
    with refused() as told:
        propose(city, key, "waiver", amount="8083.34元", part="interest")
    agreed(city, key, "waiver", amount="8083.33元", part="interest")

    assert told.codes == {("change_above_owed", None)}
    after = state(key, TODAY)
    assert (after.interest_due, after.overdue_days) == (0, 0)
    assert booked(city, Account.WAIVERS) == 808_333
    assert books_hold(TODAY)
    assert journey_view(city.bank, key).journey.closes


def test_paused_days_need_the_bureau_and_do_not_count(city: City, key: str) -> None:
    number = propose(city, key, "pause", effective_on=date(2021, 3, 22), until=date(2021, 3, 27))
    assert not answer(checker(city), key, number)
    assert answer(city.bureau, key, number)

    assert state(key, TODAY).overdue_days == 5


def test_a_reversal_asks_whom_the_change_asked_and_leaves_no_trace(city: City, key: str) -> None:
    before = state(key, TODAY)
    number = agreed(city, key, "waiver", amount="100元", part="interest")
    back = propose(city, key, "reversal", reverses=number)
    assert answer(checker(city), key, back)

    assert state(key, TODAY) == before
    assert change_view(city.bank, key, number).status is ChangeStatus.REVERSED
    assert booked(city, Account.WAIVERS) == 0
    assert books_hold(TODAY)
    with refused() as told:
        propose(city, key, "reversal", reverses=number)
    assert told.codes == {("change_reversed_already", None)}
    with refused() as of_a_reversal:
        propose(city, key, "reversal", reverses=back)
    assert of_a_reversal.codes == {("change_not_reversible", None)}


def test_a_refusal_needs_grounds_and_ends_it(city: City, key: str) -> None:
    number = propose(city, key, "extension", due_on=date(2022, 9, 1))
    with bad_input_told():
        answer(city.guarantor, key, number, yes=False)
    answer(city.guarantor, key, number, yes=False, why="反担保不足")

    assert change_view(city.bank, key, number).status is ChangeStatus.REFUSED
    with refused() as told:
        answer(checker(city), key, number)
    assert told.codes == {("change_decided_already", None)}
    own = propose(city, key, "extension", due_on=date(2022, 9, 1))
    answer(city.bank, key, own, yes=False, why="企业撤回申请")
    assert change_view(city.bank, key, own).status is ChangeStatus.WITHDRAWN


def test_principal_is_written_off_after_the_claim_and_recovered(city: City, key: str) -> None:
    with refused() as too_early:
        propose(city, key, "write_off", amount="1元", part="principal")
    assert too_early.codes == {("write_off_before_claim", "7.2")}

    waiting = propose(city, key, "extension", due_on=date(2022, 9, 1))
    on(date(2021, 5, 20))
    start_claim(city.bank, key, key=fresh_key())
    with refused() as overtaken:
        answer(city.guarantor, key, waiting)
    assert overtaken.codes == {("change_after_claim", "7.2")}
    assert effect_of_change(city.guarantor, key, waiting)[1] is None
    with refused() as owed:
        propose(city, key, "write_off", amount="60万元", part="principal")
    assert owed.codes == {("write_off_while_payers_owe", "7.2")}
    with refused() as fixed:
        propose(city, key, "acceleration")
    assert fixed.codes == {("change_after_claim", "7.2")}
    pay_claim(city.guarantor, key, amount="210万元", key=fresh_key())
    pay_claim(city.appraiser, key, amount="30万元", key=fresh_key())
    agreed(city, key, "write_off", amount="60万元", part="principal")
    after = state(key, date(2021, 5, 20))
    assert (after.principal_balance, after.principal_written_off) == (0, from_fen(60_000_000))
    assert books_hold(date(2021, 5, 20))
    (line,) = loan_rows(city.bank, text=key)
    assert (line.risk_class, after.risk_class) == ("loss", RiskClass.LOSS)  # whatever the days
    receipt = {"gross": "100万元", "costs": "5万元", "source": "企业还款"}
    with refused() as same_day:  # money of a day comes before what is written off on it
        record_recovery(city.bank, key, **receipt, key=fresh_key())
    assert same_day.codes == {("money_before_change", None)}
    on(date(2021, 5, 21))
    record_recovery(city.bank, key, **receipt, key=fresh_key())

    later = state(key, date(2021, 5, 21))
    assert later.principal_written_off == from_fen(60_000_000 - 19_000_000)
    assert books_hold(date(2021, 5, 21))
    assert journey_view(city.bank, key).journey.closes


def test_an_answer_sent_twice_counts_once_and_nothing_is_ever_changed(city: City, key: str) -> None:
    number, sent = propose(city, key, "acceleration"), fresh_key()
    told = [
        decide_change(checker(city), key, number, is_given=True, grounds="", key=sent)
        for _ in range(2)
    ]

    assert told[0] == told[1]
    assert ChangeInForce.objects.filter(change_id=number).count() == 1
    for rows in (LoanChange.objects, ChangeConsent.objects, ChangeInForce.objects):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.all().delete()
    assert list(verify()) == []


def test_the_database_wants_every_consent(city: City, key: str) -> None:
    number = propose(city, key, "extension", due_on=date(2022, 9, 1))
    answer(checker(city), key, number)

    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeInForce.objects.create(
            change_id=number, effective_on=TODAY, recorded_at="2021-04-01T08:00:00+08:00"
        )
    now, then = effect_of_change(city.bank, key, number)
    assert (now.due_on, then and then.due_on) == (date(2022, 3, 1), date(2022, 9, 1))


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("gift", {}, "change_kind_unknown"),
        ("waiver", {"part": "interest"}, "change_amount_missing"),
        ("waiver", {"part": "fees", "amount": "1元"}, "change_part_unknown"),
        ("waiver", {"part": "interest", "amount": "0元"}, "amount_not_above_zero"),
        ("extension", {}, "change_day_missing"),
        ("pause", {"effective_on": TODAY}, "change_day_missing"),
        ("misuse", {"effective_on": TODAY}, "change_rate_missing"),
        ("extension", {"due_on": date(2022, 9, 1), "annual_rate": "5"}, "quantity_without_unit"),
        ("extension", {"due_on": date(2022, 9, 1), "annual_rate": "5.00001%"},
         "change_rate_too_fine"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(
    city: City, key: str, kind: str, more: dict[str, object], code: str
) -> None:
    with bad_input_told() as told:
        propose(city, key, kind, **more)

    assert {each for each, _ in told.codes} == {code}
    assert changes_of(city.bank, key) == ()


def test_days_that_cannot_be_are_refused(city: City, key: str) -> None:
    cases = [
        ("extension", {"due_on": date(2022, 3, 1)}, "change_extension_not_later"),
        ("misuse", {"effective_on": date(2021, 4, 2), "markup": "50%"}, "change_in_future"),
        ("misuse", {"effective_on": date(2021, 2, 28), "markup": "50%"}, "change_before_drawdown"),
        ("pause", {"effective_on": TODAY, "until": date(2021, 3, 31)}, "change_ends_before"),
    ]
    for kind, more, code in cases:
        with refused() as told:
            propose(city, key, kind, **more)
        assert {each for each, _ in told.codes} == {code}
    on(date(2022, 3, 2))
    with refused() as late:
        propose(city, key, "extension", due_on=date(2022, 9, 1))
    assert {each for each, _ in late.codes} == {"change_extension_too_late"}


def test_a_waiver_of_the_last_yuan_settles_the_loan(city: City, key: str) -> None:
    record_repayment(city.bank, key, amount="8083.33元", key=fresh_key())
    owed = state(key, TODAY)
    record_repayment(
        city.bank, key, amount=f"{owed.owed_to_bank - from_fen(100)}元", key=fresh_key()
    )
    propose(city, key, "acceleration")
    assert changes_to_answer(checker(city)) != ()
    agreed(city, key, "waiver", amount="1元", part="principal")

    row = loan(key)
    assert row.case.status == "closed"
    assert changes_to_answer(checker(city)) == ()
    assert books_hold(TODAY)


def test_whoever_shares_the_risk_is_told_of_misuse_with_the_proposal_once_for_a_day(
    city: City, key: str
) -> None:
    on(date(2021, 3, 1))
    new = NewChange(
        kind="misuse", grounds="挪作他用（虚构）", markup="50%", effective_on=date(2021, 3, 1)
    )
    change = propose_change(city.bank, key, new, key=fresh_key())["change"]

    (report,) = EventReport.objects.filter(case=loan(key).case, trigger="funds_misused")
    assert (report.happened_on, report.source) == (date(2021, 3, 1), "挪作他用（虚构）")
    assert open_warnings(city.guarantor) == 1
    assert open_warnings(city.enterprise1) == 0

    decide_change(city.bank, key, change, is_given=False, grounds="撤回", key=fresh_key())
    propose_change(city.bank, key, new, key=fresh_key())
    assert EventReport.objects.count() == 1
