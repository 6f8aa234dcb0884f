"""A loan that is not paid any more: the claim of 7.2, its payments, what is recovered by 7.3."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.simulation.auditor import BANK, CLAIM_FROM_DAY, Loan
from tests.simulation.writing import yuan

from zhidai.services import business_date
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim

if TYPE_CHECKING:
    from tests.simulation.borrowers import Life

MOST_RECEIPTS = 5


def unpaid_told(life: "Life", loan: Loan) -> Iterator[date]:
    """Claimed on the first day or later; an attempt a day early is refused."""
    first = business_date.today()
    while loan.book(first).overdue_days < CLAIM_FROM_DAY:
        first += timedelta(days=1)
    if first - timedelta(days=1) > business_date.today():
        yield first - timedelta(days=1)
        _claim(life, loan, refused="claim_too_early")
    yield first + timedelta(days=life.random.choice((0, 0, 3)))
    _claim(life, loan)
    yield from _shares_paid(life, loan)
    yield from _recovered(life, loan)


def _claim(life: "Life", loan: Loan, *, refused: str = "") -> None:
    bank, key = life.officer("bank"), life.key()
    answer = life.desk.send("claim", lambda: start_claim(bank, loan.key, key=key), refused=refused)
    assert (answer is None) == bool(refused)
    if answer is not None:
        loan.start_claim(business_date.today())


def _shares_paid(life: "Life", loan: Loan) -> Iterator[date]:
    """Each payer at once, in two parts, or not before something was recovered."""
    claim = loan.claim
    assert claim is not None
    for role in claim.borne:
        ways = ("at once", "in parts", "never")
        way = life.random.choice(ways[:2] if life.quick else ways)
        if role == BANK or way == "never":
            continue
        yield business_date.today() + timedelta(days=life.random.randint(0, 14))
        owed = claim.still_owed(role)
        _pay_share(life, loan, role, owed + 1, refused="claim_payment_above_owed")
        first = owed if way == "at once" else life.random.randint(1, owed - 1)
        _pay_share(life, loan, role, first)
        if first < owed:
            yield business_date.today() + timedelta(days=life.random.randint(1, 30))
            _pay_share(life, loan, role, owed - first)


def _pay_share(life: "Life", loan: Loan, role: str, amount: int, *, refused: str = "") -> None:
    payer, key, today = life.officer(role), life.key(), business_date.today()
    answer = life.desk.send(
        "pay share",
        lambda: pay_claim(payer, loan.key, amount=yuan(amount), key=key),
        other=lambda: pay_claim(payer, loan.key, amount=yuan(amount + 1), key=key),
        refused=refused,
    )
    assert (answer is None) == bool(refused)
    if answer is not None and loan.claim is not None:
        loan.claim.paid.append((today, role, amount))


def _recovered(life: "Life", loan: Loan) -> Iterator[date]:
    """Several receipts, costs above a receipt among them, and more than was lost."""
    claim = loan.claim
    assert claim is not None
    for _ in range(life.random.randint(1, MOST_RECEIPTS)):
        yield business_date.today() + timedelta(days=life.random.randint(7, 60))
        lost = sum(claim.lacking().values())
        gross = life.random.choice((lost // 3 + 1, lost // 7 + 1, 30_000, lost + 4_567_891))
        costs = life.random.choice((0, gross // 50, gross + 1_000))
        _recover(life, loan, gross, costs)
        if loan.book(business_date.today()).closed_on is not None:
            return


def _recover(life: "Life", loan: Loan, gross: int, costs: int) -> None:
    today, key = business_date.today(), life.key()
    role = life.random.choice(("bank", "guarantor"))
    who = life.officer(role)
    answer = life.desk.send(
        "recover",
        lambda: record_recovery(
            who, loan.key, gross=yuan(gross), costs=yuan(costs), source="回款（虚构）", key=key
        ),
    )
    if answer is not None:
        loan.recover(today, gross=gross, costs=costs, costs_by=role)
        is_closed = loan.book(today).closed_on is not None
        assert answer["closed"] == is_closed, f"{loan.key} closed: {answer}"
