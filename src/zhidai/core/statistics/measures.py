"""How each metric is computed from the facts of one group in one period.

Each measure takes the facts that belong to the period (for a stock: all of the group) and gives
value, facts left out for want of a datum, and the ids counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.statistics.facts import Application, DrawnLoan, Registration
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period

# 单户授信1000万元以下 (incl.), the size that inclusive-finance statistics of loans to small
# enterprises take; the plan's own ceiling for a loan (clause 1) is the same number.
SMALL_LOAN = Decimal("10000000.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value, exact or rounded as the measure says."""

    value: Decimal | None
    left_out: int = 0
    counted: Sequence[str] = ()


def number(facts: Sequence[Registration | DrawnLoan | Application]) -> Measured:
    """How many; none is zero."""
    return Measured(value=Decimal(len(facts)), counted=_ids(facts))


def registered_amount(facts: Sequence[Registration]) -> Measured:
    """The debt secured as registered, where it is stated; a registration that does not is left out.

    None where nothing that was registered states it.
    """
    stated = [one for one in facts if one.amount is not None]
    left_out = len(facts) - len(stated)
    if left_out and not stated:
        return Measured(value=None, left_out=left_out)
    value = sum((one.amount for one in stated if one.amount is not None), Decimal("0.00"))
    return Measured(value=value, left_out=left_out, counted=_ids(stated))


def amount_disbursed(facts: Sequence[DrawnLoan]) -> Measured:
    """The principal drawn."""
    value = sum((one.amount for one in facts), Decimal("0.00"))
    return Measured(value=value, counted=_ids(facts))


def borrowers(facts: Sequence[DrawnLoan]) -> Measured:
    """How many enterprises drew a loan, each once."""
    return Measured(value=Decimal(len({one.borrower for one in facts})), counted=_ids(facts))


def average_rate(facts: Sequence[DrawnLoan]) -> Measured:
    """Σ amount x rate / Σ amount of what was drawn, cut to the millionth."""
    priced = [(one, one.rate) for one in facts if one.rate is not None]
    amount = sum((one.amount for one, _rate in priced), Decimal(0))
    weighted = sum((one.amount * rate for one, rate in priced), Decimal(0))
    return _ratio(weighted, amount, kept=[one for one, _rate in priced], of=facts)


def pledge_ratio(facts: Sequence[DrawnLoan]) -> Measured:
    """Σ amount / Σ collateral value of the loans drawn that state one, to the millionth."""
    valued = [(one, one.collateral_value) for one in facts if one.collateral_value is not None]
    amount = sum((one.amount for one, _value in valued), Decimal(0))
    value = sum((value for _one, value in valued), Decimal(0))
    return _ratio(amount, value, kept=[one for one, _value in valued], of=facts)


def days_to_drawdown(facts: Sequence[DrawnLoan]) -> Measured:
    """The median of the days from application to drawdown; of two middle ones their mean."""
    timed = [(one, one.applied_on) for one in facts if one.applied_on is not None]
    days = sorted((one.drawn_on - applied_on).days for one, applied_on in timed)
    left_out = len(facts) - len(timed)
    if not days:
        return Measured(value=None, left_out=left_out)
    middle = days[(len(days) - 1) // 2] + days[len(days) // 2]
    counted = _ids([one for one, _applied_on in timed])
    return Measured(value=Decimal(middle) / 2, left_out=left_out, counted=counted)


def small_loan_share(facts: Sequence[DrawnLoan]) -> Measured:
    """Loans of at most 10,000,000 yuan (that amount included) over all loans drawn, by number."""
    small = Decimal(sum(one.amount <= SMALL_LOAN for one in facts))
    return _ratio(small, Decimal(len(facts)), kept=facts, of=facts)


def in_force(facts: Iterable[Registration], period: Period) -> Measured:
    """Registrations that stand at the end of the period: registered by then, not yet released."""
    day = period.last_on
    standing = [
        one
        for one in facts
        if one.registered_on <= day and (one.released_on is None or one.released_on > day)
    ]
    return number(standing)


def balance(facts: Iterable[DrawnLoan], period: Period) -> Measured:
    """The principal owed to the banks at the end of the period."""
    owed = [(one, one.balance_on(period.last_on)) for one in facts]
    running = [(one, amount) for one, amount in owed if amount > 0]
    value = sum((amount for _one, amount in running), Decimal("0.00"))
    return Measured(value=value, counted=_ids([one for one, _amount in running]))


def _ratio(
    part: Decimal, whole: Decimal, *, kept: Sequence[DrawnLoan], of: Sequence[DrawnLoan]
) -> Measured:
    """None where the whole is nothing: no loans are not a rate of zero."""
    left_out = len(of) - len(kept)
    if not whole:
        return Measured(value=None, left_out=left_out)
    return Measured(value=cut_to_millionth(part / whole), left_out=left_out, counted=_ids(kept))


def _ids(facts: Iterable[Registration | DrawnLoan | Application]) -> tuple[str, ...]:
    return tuple(one.id for one in facts)


# What flows is counted part by part, each on its own day; what a loan is like, by all that was
# drawn of it by the last day of which the facts tell.
BY_PARTS = frozenset({Metric.AMOUNT_DISBURSED, Metric.AVERAGE_RATE})
BY_ALL_DRAWN = frozenset({Metric.PLEDGE_RATIO, Metric.SMALL_LOAN_SHARE})
OF_LOANS: Mapping[Metric, Callable[[Sequence[DrawnLoan]], Measured]] = MappingProxyType(
    {
        Metric.LOANS_DISBURSED: number,
        Metric.AMOUNT_DISBURSED: amount_disbursed,
        Metric.BORROWERS: borrowers,
        Metric.AVERAGE_RATE: average_rate,
        Metric.PLEDGE_RATIO: pledge_ratio,
        Metric.DAYS_TO_DRAWDOWN: days_to_drawdown,
        Metric.SMALL_LOAN_SHARE: small_loan_share,
    }
)
OF_REGISTRATIONS: Mapping[Metric, Callable[[Sequence[Registration]], Measured]] = MappingProxyType(
    {
        Metric.REGISTRATIONS: number,
        Metric.REGISTERED_AMOUNT: registered_amount,
        Metric.FIRST_TIME_PLEDGORS: number,
    }
)
