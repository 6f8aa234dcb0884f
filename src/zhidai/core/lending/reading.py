"""An account read off at the end of a day: the state that pages and decisions see."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.interest import ZERO
from zhidai.core.lending.state import (
    Allocation,
    InstalmentStatus,
    InterestInstalment,
    LoanState,
    LoanStatus,
    PrincipalInstalment,
)

Unpaid = Sequence[tuple[date, Decimal]]  # due days of principal, with what is unpaid of each


@dataclass(slots=True, kw_only=True)
class Totals:
    """What only the way there can tell."""

    principal_repaid: Decimal = ZERO
    claims_paid: Decimal = ZERO
    recovered: Decimal = ZERO
    recovered_after_write_off: Decimal = ZERO
    closed_on: date | None = None
    allocations: list[Allocation] = field(default_factory=list)

    def copy(self) -> "Totals":
        return replace(self, allocations=list(self.allocations))


def state_of(account: LoanAccount, totals: Totals, *, on: date) -> LoanState:
    """The state at the end of `on`, to which the account has been brought; uses the account up."""
    unpaid = tuple(account.plan.unpaid_parts(account.principal_left))
    overdue_since = _overdue_since(account, unpaid, on=on)
    paused_days = _paused_days(account, overdue_since, on=on)
    closed_on = totals.closed_on if account.is_settled else None
    figures = {
        "interest_due": account.dues.unpaid,
        "interest_accrued": account.accrued.total,
        "interest_paid": sum((due.paid for due in account.dues), ZERO),
        "interest_in_advance": account.in_advance,
        "principal_balance": account.balance,
        "subrogated": account.subrogated,
        "principal_overdue": _principal_overdue(account, unpaid, on=on),
        "principal_lent": account.plan.lent,
        "principal_waived": account.waived_principal,
        "principal_written_off": account.written_off,
        "interest_waived": account.waived_interest,
        "interest_written_off": account.interest_written_off,
        "penalty_due": account.dues.left.penalty,
        "compound_due": account.dues.left.compound,
    }
    return LoanState(
        on=on,
        status=_status(closed_on=closed_on, overdue_since=overdue_since),
        terms=account.terms,
        principal_instalments=_principal_instalments(account, unpaid),
        instalments=_instalments(account, on=on),  # takes the account on to maturity: last
        principal_repaid=totals.principal_repaid,
        claims_paid=totals.claims_paid,
        recovered=totals.recovered,
        overdue_since=overdue_since,
        recovered_after_write_off=totals.recovered_after_write_off,
        overdue_days=(on - overdue_since).days + 1 - paused_days if overdue_since else 0,
        paused_days=paused_days,
        due_on=account.due_days.maturities[-1],
        closed_on=closed_on,
        allocations=tuple(totals.allocations),
        estimates=account.due_days.estimates(),
        rates=tuple(account.rates),
        **figures,
    )


def _status(*, closed_on: date | None, overdue_since: date | None) -> LoanStatus:
    if closed_on:
        return LoanStatus.CLOSED
    return LoanStatus.OVERDUE if overdue_since else LoanStatus.RUNNING


def _first_overdue_day(account: LoanAccount, due_on: date) -> date:
    """The first day that counts as overdue: not the due day by default, and none of a pause."""
    day = due_on + timedelta(days=1 - account.terms.due_day_counts_as)
    for first, last in account.pauses:
        if first <= day <= last:
            day = last + timedelta(days=1)
    return day


def _principal_overdue(account: LoanAccount, unpaid: Unpaid, *, on: date) -> Decimal:
    overdue = (amount for due_on, amount in unpaid if on >= _first_overdue_day(account, due_on))
    return sum(overdue, ZERO)


def _overdue_since(account: LoanAccount, unpaid: Unpaid, *, on: date) -> date | None:
    days = [due_on for due_on, _ in unpaid]
    if interest_on := account.dues.oldest_unpaid_on:
        days.append(interest_on)
    since = _first_overdue_day(account, min(days)) if days else None
    return since if since and since <= on else None


def _paused_days(account: LoanAccount, since: date | None, *, on: date) -> int:
    """Days since overdue day 1 that a pause takes out of the count; overlaps count once."""
    if since is None:
        return 0
    paused, counted_to = 0, since
    for first, last in account.pauses:
        begins, ends = max(first, counted_to), min(last, on)
        if begins <= ends:
            paused += (ends - begins).days + 1
            counted_to = ends + timedelta(days=1)
    return paused


def _principal_instalments(account: LoanAccount, parts: Unpaid) -> tuple[PrincipalInstalment, ...]:
    unpaid = dict(parts)
    return tuple(
        PrincipalInstalment(
            due_on=part.due_on, amount=part.amount, unpaid=unpaid.get(part.due_on, ZERO)
        )
        for part in account.plan.parts
    )


def _instalments(account: LoanAccount, *, on: date) -> tuple[InterestInstalment, ...]:
    """Settled periods as they are, and the rest up to maturity as expected without events."""
    settled, days = len(account.dues), account.terms.day_count.days
    account.bring_to(max(on, account.due_days.maturities[-1]))
    return tuple(
        [
            InterestInstalment(
                number=number,
                begins_on=begins_on,
                due_on=due_on,
                days=days(begins_on, due_on),
                interest=charge.interest,
                penalty=charge.penalty,
                compound=charge.compound,
                paid=paid,
                paid_interest=paid_interest,
                unpaid=(unpaid := left.total),
                paid_on=paid_on,
                status=_status_of(account, due_on, unpaid, on=on)
                if number <= settled
                else InstalmentStatus.EXPECTED,
            )
            for number, (
                begins_on,
                due_on,
                charge,
                left,
                paid,
                paid_interest,
                paid_on,
            ) in enumerate(account.dues, start=1)
        ]
    )


def _status_of(
    account: LoanAccount, due_on: date, unpaid: Decimal, *, on: date
) -> InstalmentStatus:
    """Where a settled period stands."""
    if not unpaid:
        return InstalmentStatus.PAID
    if on >= _first_overdue_day(account, due_on):
        return InstalmentStatus.OVERDUE
    return InstalmentStatus.DUE
