"""A loan in default is not drawn further (ADR 14), day by day around each boundary."""

from datetime import date
from decimal import Decimal

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, codes, drawn_loan, due_days, fresh_key, loan, on

from zhidai.db.early_warning.models import EarlyWarning
from zhidai.documents.uploads import check_upload
from zhidai.services.early_warning.commands import close_warning
from zhidai.services.guarantees.commands import start_claim
from zhidai.services.lending.book import state_of
from zhidai.services.lending.changing import decide_change, propose_change
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.drawing import propose_drawdown
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import Refused

pytestmark = pytest.mark.django_db

DUE, OVERDUE_DAY_1 = date(2021, 5, 21), date(2021, 5, 22)
DAY_59, DAY_60 = date(2021, 7, 19), date(2021, 7, 20)
BETWEEN = date(2021, 5, 10)
VOUCHER = (("disbursement_voucher", check_upload("voucher.pdf", b"%PDF-1.7 second part")),)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """Drawn in part, the interest paid until April; that of 21 May is not."""
    with django_db_blocker.unblock():
        changed = {
            "contract.available_until": "2021-08-31",
            "disbursement.amount": "200万元",
        }
        key = drawn_loan(city, changed=changed)
        for day in due_days(key):
            if day < DUE:
                on(day)
                owed = state_of(loan(key), day).interest_due
                record_repayment(city.bank, key, amount=f"{owed}元", key=fresh_key())
        return key


def drawn(city: City, key: str, day: date) -> int:
    """The proposal's number; refused with its reasons."""
    on(day)
    answer = propose_drawdown(
        city.bank, key, amount="10万元", grounds="二期设备款", uploads=VOUCHER, key=fresh_key()
    )
    return int(answer["change"])


def refusal(city: City, key: str, day: date) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        drawn(city, key, day)
    return codes(refused.value)


def agreed(city: City, key: str, change: int) -> None:
    approver = city.households["bank"].approver
    decide_change(approver, key, change, is_given=True, grounds="", key=fresh_key())


def misuse(city: City, key: str, day: date, until: date | None = None) -> None:
    """Misuse from a day on, agreed to by the bank's approver on the same day."""
    on(day)
    new = NewChange(kind="misuse", grounds="转入理财", markup="50%", effective_on=day, until=until)
    agreed(city, key, int(propose_change(city.bank, key, new, key=fresh_key())["change"]))


def business_runs(key: str) -> None:
    """The city's only loan, overdue, tripped the breaker: not what is asked here."""
    breaker = locked_breaker(loan(key).case.scheme)
    breaker.is_tripped = False
    breaker.save()


def warning_closed(city: City, key: str) -> None:
    warning = EarlyWarning.objects.get(case=loan(key).case, trigger="funds_misused")
    close_warning(city.bank, warning.number, outcome="remedied", grounds="已归还", key=fresh_key())


def test_on_the_due_day_a_part_may_be_drawn_and_on_overdue_day_1_not(city: City, key: str) -> None:
    assert drawn(city, key, DUE)

    assert refusal(city, key, OVERDUE_DAY_1) == [("drawdown_while_overdue", "8.3")]


def test_a_part_proposed_in_time_is_not_agreed_to_once_the_loan_is_overdue(
    city: City, key: str
) -> None:
    change = drawn(city, key, DUE)
    on(OVERDUE_DAY_1)

    with pytest.raises(Refused) as refused:
        agreed(city, key, change)

    assert codes(refused.value) == [("drawdown_while_overdue", "8.3")]


def test_a_fen_that_is_overdue_stands_against_it_and_paid_it_does_not(city: City, key: str) -> None:
    on(OVERDUE_DAY_1)
    owed = state_of(loan(key), OVERDUE_DAY_1).interest_due
    fen = Decimal("0.01")
    record_repayment(city.bank, key, amount=f"{owed - fen}元", key=fresh_key())
    assert refusal(city, key, OVERDUE_DAY_1) == [("drawdown_while_overdue", "8.3")]

    record_repayment(city.bank, key, amount=f"{fen}元", key=fresh_key())
    business_runs(key)

    assert drawn(city, key, OVERDUE_DAY_1)


def test_from_the_claim_on_it_is_the_claim_that_stands_against_it(city: City, key: str) -> None:
    assert refusal(city, key, DAY_59) == [("drawdown_while_overdue", "8.3")]
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())

    assert refusal(city, key, DAY_60) == [("change_after_claim", "7.2")]


def test_a_misuse_that_is_proposed_stands_against_it_until_its_warning_is_closed(
    city: City, key: str
) -> None:
    on(BETWEEN)
    new = NewChange(kind="misuse", grounds="转入理财", markup="50%", effective_on=BETWEEN)
    change = int(propose_change(city.bank, key, new, key=fresh_key())["change"])
    assert refusal(city, key, BETWEEN) == [("drawdown_after_misuse", "8.3")]

    decide_change(city.bank, key, change, is_given=False, grounds="误报", key=fresh_key())
    assert refusal(city, key, BETWEEN) == [("drawdown_after_misuse", "8.3")]
    warning_closed(city, key)

    assert drawn(city, key, BETWEEN)


def test_a_misuse_rate_stands_against_it_up_to_its_last_day(city: City, key: str) -> None:
    misuse(city, key, BETWEEN, until=date(2021, 5, 15))
    warning_closed(city, key)

    assert refusal(city, key, date(2021, 5, 15)) == [("drawdown_after_misuse", "8.3")]
    assert drawn(city, key, date(2021, 5, 16))


def test_a_misuse_taken_back_by_two_people_is_none(city: City, key: str) -> None:
    misuse(city, key, BETWEEN)
    warning_closed(city, key)
    assert refusal(city, key, BETWEEN) == [("drawdown_after_misuse", "8.3")]
    number = loan(key).changes.get(kind="misuse").pk
    new = NewChange(kind="reversal", grounds="查无挪用", reverses=number)

    agreed(city, key, int(propose_change(city.bank, key, new, key=fresh_key())["change"]))

    assert drawn(city, key, BETWEEN)
