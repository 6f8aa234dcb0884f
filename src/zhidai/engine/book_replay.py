"""A whole book of loans on one day: `core.lending.replay` on columns, in whole fen.

Loans are taken in slices that fit the processor's cache, by as many threads as asked; each loan's
figures depend on its own row alone, so that neither changes the result. What a slice finds wrong
(more paid than owed, more drawn than agreed, an event before the first drawdown) is only marked:
the scalar replay says why.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np

from zhidai.core.lending.events import EventKind
from zhidai.engine import book_money
from zhidai.engine.book_account import BookAccount
from zhidai.engine.book_columns import BookColumns
from zhidai.engine.book_dues import Flags, Ints

SLICE = 32_768
# Their place is their code, and the order within a day; other kinds are for the scalar replay.
KINDS = (
    EventKind.DRAWDOWN,
    EventKind.REPAYMENT,
    EventKind.CLAIM_PAYMENT,
    EventKind.RECOVERY,
)
NEVER = np.iinfo(np.int64).max
MONEY = (
    "principal_balance",
    "interest_due",
    "interest_accrued",
    "interest_paid",
    "interest_in_advance",
    "principal_repaid",
    "principal_overdue",
    "claims_paid",
    "recovered",
    "subrogated",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """Money that moved, by loan, then day, then kind; `begins[i]:begins[i + 1]` are of loan i."""

    begins: Ints
    day: Ints
    kind: Ints  # place in KINDS
    amount: Ints
    to_bank: Ints  # of a recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class BookStates:
    """Each loan at the end of the day, as `core.lending.state.LoanState` has it; fen and days.

    overdue_since is NEVER where nothing is overdue, closed_on where the loan is not closed.
    """

    principal_balance: Ints
    interest_due: Ints
    interest_accrued: Ints
    interest_paid: Ints
    interest_in_advance: Ints
    principal_repaid: Ints
    principal_overdue: Ints
    claims_paid: Ints
    recovered: Ints
    subrogated: Ints
    overdue_since: Ints
    overdue_days: Ints
    closed_on: Ints
    is_wrong: Flags


def replay_book(
    loans: BookColumns,
    events: EventColumns,
    *,
    on: int,
    threads: int = 1,
    after_each: Callable[[int], None] = lambda _loans: None,
    principal: Ints | None = None,
) -> BookStates:
    """The states of all loans at the end of day `on`; every loan is drawn by then.

    principal: one place for each event, filled with what it took off the principal balance.
    """
    bounds = [(start, min(start + SLICE, len(loans))) for start in range(0, len(loans), SLICE)]

    def one(bound: tuple[int, int]) -> BookStates:
        states = _slice(loans, events, bound, on=on, principal=principal)
        after_each(bound[1] - bound[0])
        return states

    with ThreadPoolExecutor(max_workers=threads) as pool:
        parts = list(pool.map(one, bounds))
    if not parts:
        parts = [_slice(loans, events, (0, 0), on=on, principal=principal)]
    return BookStates(
        **{
            name: np.concatenate([getattr(part, name) for part in parts])
            for name in (each.name for each in fields(BookStates))
        }
    )


@dataclass(slots=True, kw_only=True)
class _Totals:
    """What only the way there can tell."""

    principal_repaid: Ints
    claims_paid: Ints
    recovered: Ints
    closed_on: Ints
    is_wrong: Flags
    by_event: Ints | None  # principal, where it is asked for


def _slice(
    loans: BookColumns,
    events: EventColumns,
    bound: tuple[int, int],
    *,
    on: int,
    principal: Ints | None,
) -> BookStates:
    start, end = bound
    part = BookColumns(
        **{each.name: getattr(loans, each.name)[start:end] for each in fields(BookColumns)}
    )
    account = BookAccount.drawn(part)
    size = end - start
    totals = _Totals(
        principal_repaid=np.zeros(size, np.int64),
        claims_paid=np.zeros(size, np.int64),
        recovered=np.zeros(size, np.int64),
        closed_on=np.full(size, NEVER, np.int64),
        is_wrong=account.plan.too_many.copy(),
        by_event=principal,
    )
    begins = events.begins[start : end + 1]
    counts = np.diff(begins)
    for rank in range(int(counts.max()) if size else 0):
        which = np.flatnonzero(counts > rank)
        _take(account, totals, events, which=which, at=begins[which] + rank, on=on, part=part)
    everyone = np.arange(size)
    account.bring_to(everyone, np.full(size, on, np.int64))
    return _states(account, totals, part, on=on)


def _take(
    account: BookAccount,
    totals: _Totals,
    events: EventColumns,
    *,
    which: Ints,
    at: Ints,
    on: int,
    part: BookColumns,
) -> None:
    """The next event of each of these loans."""
    day = events.day[at]
    totals.is_wrong[which] |= day < part.drawn_on[which]
    counts = (day <= on) & (day >= part.drawn_on[which])
    which, at, day = which[counts], at[counts], day[counts]
    if not which.size:
        return
    account.bring_to(which, day)
    kind, amount = events.kind[at], events.amount[at]
    excess = np.zeros_like(amount)
    before = account.balance[which]
    for code, move in enumerate((_drawn, _repaid, _claim_paid, _recovered)):
        of = np.flatnonzero(kind == code)
        if of.size:
            excess[of] = move(account, totals, which[of], amount[of], events.to_bank[at[of]])
    if totals.by_event is not None:
        totals.by_event[at] = np.maximum(before - account.balance[which], 0)
    totals.is_wrong[which] |= excess > 0
    closed = account.is_settled(which) & (totals.closed_on[which] == NEVER)
    totals.closed_on[which[closed]] = day[closed]


def _drawn(
    account: BookAccount, totals: _Totals, which: Ints, amount: Ints, _to_bank: Ints
) -> Ints:
    totals.closed_on[which] = NEVER
    return book_money.draw(account, which, amount)


def _repaid(
    account: BookAccount, totals: _Totals, which: Ints, amount: Ints, _to_bank: Ints
) -> Ints:
    principal, excess = book_money.repay(account, which, amount)
    totals.principal_repaid[which] += principal
    return excess


def _claim_paid(
    account: BookAccount, totals: _Totals, which: Ints, amount: Ints, _to_bank: Ints
) -> Ints:
    totals.claims_paid[which] += amount
    excess = book_money.pay_claim(account, which, amount)
    totals.principal_repaid[which] += book_money.release(account, which)
    return excess


def _recovered(
    account: BookAccount, totals: _Totals, which: Ints, amount: Ints, to_bank: Ints
) -> Ints:
    totals.recovered[which] += amount
    excess = book_money.recover(account, which, to_bank=to_bank, to_payers=amount - to_bank)
    totals.principal_repaid[which] += book_money.release(account, which)
    return excess


def _states(account: BookAccount, totals: _Totals, part: BookColumns, *, on: int) -> BookStates:
    everyone = np.arange(len(part))
    unpaid = account.balance + account.subrogated
    repaid = account.lent - unpaid
    overdue_by = account.plan.due_by(everyone, on - 1 + part.due_day_counts_as)
    oldest = account.oldest_unpaid()
    of_principal = account.plan.oldest_unpaid(repaid)
    oldest = np.where(unpaid > 0, np.minimum(oldest, of_principal), oldest)
    since = np.where(oldest == NEVER, NEVER, oldest + 1 - part.due_day_counts_as)
    since = np.where(since <= on, since, NEVER)
    return BookStates(
        principal_balance=account.balance,
        interest_due=account.interest_due(everyone),
        interest_accrued=account.accrued(everyone, account.fen_units),
        interest_paid=account.paid_total,
        interest_in_advance=account.in_advance,
        principal_repaid=totals.principal_repaid,
        principal_overdue=np.maximum(overdue_by - repaid, 0),
        claims_paid=totals.claims_paid,
        recovered=totals.recovered,
        subrogated=account.subrogated,
        overdue_since=since,
        overdue_days=np.where(since == NEVER, 0, on - since + 1),
        closed_on=np.where(account.is_settled(everyone), totals.closed_on, NEVER),
        is_wrong=totals.is_wrong,
    )


def interest_to_maturity(loans: BookColumns) -> Ints:
    """Fen: all interest of each contract, of what is drawn at first, if everything is paid on its
    due day.

    As `core.lending.schedule` has it for one loan.
    """
    account = BookAccount.drawn(loans)
    left = np.arange(len(loans))
    while left.size:
        due_on = account.days.next_due[left]
        account.bring_to(left, due_on)
        account.balance[left] = account.lent[left] - account.plan.due_by(left, due_on)
        left = left[due_on < loans.matures[left]]
    return account.due_total
