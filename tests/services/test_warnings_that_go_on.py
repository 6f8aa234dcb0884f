"""Warnings are not lost: of a loan settled by mistake, and to the late work of a past day."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, fresh_key, loan, on
from tests.services.test_corrections_of_settled_loans import take_back

from zhidai.core.money import format_yuan
from zhidai.db.early_warning.models import EarlyWarning, WarningClosing
from zhidai.db.history.models import BusinessDate
from zhidai.services import business_date, clock
from zhidai.services.acting import Acting
from zhidai.services.early_warning.commands import close_warning, report_event
from zhidai.services.early_warning.daily import tell_warnings
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.sweep.commands import move_business_date, sweep

pytestmark = pytest.mark.django_db
DRAWN, SETTLED, ENDED = date(2021, 3, 1), date(2021, 3, 15), date(2021, 3, 16)
Turn = Callable[[date], None]


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        return drawn_loan(city)


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """A deployment that follows the clock, which stands at ten in the morning of a day."""
    BusinessDate.objects.all().delete()

    def turn(day: date) -> None:
        read = datetime(day.year, day.month, day.day, 10, tzinfo=business_date.SHANGHAI)
        monkeypatch.setattr(clock, "now", lambda: read)

    return turn


def report(acting: Acting, key: str, trigger: str, *, amount: str = "") -> str:
    case, day = loan(key).case, business_date.today()
    right = case.rights.get().right.number
    answer = report_event(
        acting, case.number, trigger=trigger, right=right, happened_on=day, source="公告（虚构）",
        amount=amount, key=fresh_key(),
    )  # fmt: skip
    return str(answer["warnings"][-1])


def settled_by_mistake(city: City, key: str) -> None:
    on(SETTLED)
    owed = state_of(loan(key), SETTLED).owed_to_bank
    record_repayment(city.bank, key, amount=f"{format_yuan(owed)}元", key=fresh_key())
    move_business_date(ENDED)


def told() -> list[tuple[str, str | None]]:
    rows = EarlyWarning.objects.select_related("closing").order_by("id")
    return [(row.trigger, outcome_of(row)) for row in rows]


def outcome_of(warning: EarlyWarning) -> str | None:
    closing: WarningClosing | None = getattr(warning, "closing", None)
    return None if closing is None else closing.outcome


def test_a_loan_opened_again_has_the_warnings_that_its_mistaken_settling_ended(
    city: City, key: str
) -> None:
    report(city.bank, key, "revalued_below_loan", amount="2999999.99元")
    report(city.bank, key, "litigation")
    remedied = report(city.bank, key, "invalidation")
    close_warning(city.bank, remedied, outcome="remedied", grounds="已撤回", key=fresh_key())
    settled_by_mistake(city, key)
    ended = [("revalued_below_loan", "loan_ended"), ("litigation", "loan_ended"),
             ("invalidation", "remedied")]  # fmt: skip
    assert told() == ended

    take_back(city, key)

    back = [("litigation", None), ("revalued_below_loan", None)]
    assert told()[:3] == ended
    assert sorted(told()[3:]) == back
    move_business_date(date(2021, 3, 18))
    assert sorted(told()[3:]) == back
    days = EarlyWarning.objects.filter(again=1).values_list("raised_on", flat=True)
    assert set(days) == {ENDED}


def test_a_warning_that_a_mistaken_payment_ended_is_raised_again_when_that_is_put_right(
    city: City, key: str
) -> None:
    report(city.bank, key, "revalued_below_loan", amount="2999999.99元")
    on(SETTLED)
    interest = state_of(loan(key), SETTLED).interest_due
    too_much = f"{format_yuan(interest + 1_000_000)}元"
    record_repayment(city.bank, key, amount=too_much, key=fresh_key())
    move_business_date(ENDED)
    assert told() == [("revalued_below_loan", "no_longer_so")]

    take_back(city, key)
    move_business_date(date(2021, 3, 18))

    assert told() == [("revalued_below_loan", "no_longer_so"), ("revalued_below_loan", None)]


def test_what_is_closed_after_it_came_back_stays_closed(city: City, key: str) -> None:
    report(city.bank, key, "litigation")
    settled_by_mistake(city, key)
    take_back(city, key)
    number = EarlyWarning.objects.get(again=1).number
    close_warning(city.bank, number, outcome="not_true", grounds="误传", key=fresh_key())

    move_business_date(date(2021, 3, 18))

    assert told() == [("litigation", "loan_ended"), ("litigation", "not_true")]
    again = EarlyWarning.objects.get(again=1)
    again.pk, again.number = None, "YJ-x"
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_the_work_of_a_day_before_the_settling_raises_nothing_of_an_ended_loan(
    city: City, key: str
) -> None:
    report(city.bank, key, "litigation")
    settled_by_mistake(city, key)

    tell_warnings(loan(key).case.scheme, date(2021, 3, 10))

    assert told() == [("litigation", "loan_ended")]


def test_days_caught_up_with_end_no_warning_that_holds_today(
    city: City, key: str, turn: Turn
) -> None:
    """The annual fee of 2022-07-21: payable from 21 June, in grace from 22 July."""
    turn(date(2022, 7, 19))
    sweep(date(2022, 7, 19))
    turn(date(2022, 7, 23))
    report(city.bank, key, "litigation")
    fees = [("annual_fee_payable", "no_longer_so"), ("annual_fee_in_grace", None)]
    assert [each for each in told() if each[0].startswith("annual_fee")] == fees

    for day in (20, 21, 22, 23):
        sweep(date(2022, 7, day))

        assert [each for each in told() if each[0].startswith("annual_fee")] == fees


def test_no_warning_is_closed_before_it_was_raised(city: City, key: str, turn: Turn) -> None:
    turn(date(2022, 7, 19))
    sweep(date(2022, 7, 19))
    turn(date(2022, 7, 23))
    report(city.bank, key, "litigation")

    for day in (20, 21, 22, 23):
        sweep(date(2022, 7, day))

    for closing in WarningClosing.objects.select_related("warning"):
        assert closing.closed_on >= closing.warning.raised_on
