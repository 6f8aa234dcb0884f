"""The same figures as an auditor would find them with a ruler and the raw list, a loop each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from statistics import median

from zhidai.core.statistics.facts import DrawnLoan, Facts, Registration
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The raw list, the period, and what of the list is asked for."""

    facts: Facts
    period: Period
    by: str | None
    name: str

    def ours(self, one) -> bool:  # type: ignore[no-untyped-def]
        return self.by is None or getattr(one.places, self.by) == self.name

    def inside(self, day: date) -> bool:
        return self.period.first_on <= day <= self.period.last_on

    @property
    def registered(self) -> list[Registration]:
        listed = self.facts.registrations
        return [one for one in listed if self.ours(one) and self.inside(one.registered_on)]

    @property
    def drawn(self) -> list[DrawnLoan]:
        return [one for one in self.facts.loans if self.ours(one) and self.inside(one.drawn_on)]

    def owed(self, loan: DrawnLoan) -> Decimal:
        if loan.drawn_on > self.period.last_on:
            return Decimal(0)
        left = loan.amount
        for payment in loan.repayments:
            if payment.on <= self.period.last_on:
                left -= payment.principal
        return left


def naive(facts: Facts, metric: Metric, period: Period, by: str | None, name: str) -> object:
    """One figure; a metric that nobody counted here is a KeyError."""
    return _LOOPS[metric](Raw(facts=facts, period=period, by=by, name=name))


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(Decimal("0.000001"), ROUND_DOWN) if whole else None


def _registered_amount(raw: Raw) -> object:
    stated = [one.amount for one in raw.registered if one.amount is not None]
    return sum(stated) if stated or not raw.registered else None


def _in_force(raw: Raw) -> object:
    count = 0
    for one in raw.facts.registrations:
        if raw.ours(one) and one.registered_on <= raw.period.last_on:
            count += not (one.released_on is not None and one.released_on <= raw.period.last_on)
    return count


def _first_time_pledgors(raw: Raw) -> object:
    count = 0
    for one in raw.registered:
        count += all(
            (other.registered_on, other.id) >= (one.registered_on, one.id)
            for other in raw.facts.registrations
            if other.pledgor == one.pledgor
        )
    return count


def _applications(raw: Raw) -> object:
    return sum(raw.ours(one) and raw.inside(one.applied_on) for one in raw.facts.applications)


def _balance(raw: Raw) -> object:
    return sum(raw.owed(one) for one in raw.facts.loans if raw.ours(one))


def _average_rate(raw: Raw) -> object:
    priced = [one for one in raw.drawn if one.rate is not None]
    weighted = sum((one.amount * (one.rate or 0) for one in priced), Decimal(0))
    return _share(weighted, sum((one.amount for one in priced), Decimal(0)))


def _pledge_ratio(raw: Raw) -> object:
    valued = [one for one in raw.drawn if one.collateral_value is not None]
    value = sum((one.collateral_value or 0 for one in valued), Decimal(0))
    return _share(sum((one.amount for one in valued), Decimal(0)), value)


def _days_to_drawdown(raw: Raw) -> object:
    days = [(one.drawn_on - one.applied_on).days for one in raw.drawn if one.applied_on]
    return Decimal(str(median(days))) if days else None


def _small_loan_share(raw: Raw) -> object:
    small = [one for one in raw.drawn if one.amount <= 10_000_000]
    return _share(Decimal(len(small)), Decimal(len(raw.drawn)))


def _financing_coverage(raw: Raw) -> object:
    end = raw.period.last_on
    active = [
        one.id
        for one in raw.facts.enterprises
        if raw.ours(one)
        and one.active_from <= end
        and (one.active_until is None or one.active_until >= end)
    ]
    owing = {one.borrower for one in raw.facts.loans if raw.owed(one) > 0}
    return _share(Decimal(len(set(active) & owing)), Decimal(len(active)))


_LOOPS: Mapping[Metric, Callable[[Raw], object]] = {
    Metric.REGISTRATIONS: lambda raw: len(raw.registered),
    Metric.REGISTERED_AMOUNT: _registered_amount,
    Metric.REGISTRATIONS_IN_FORCE: _in_force,
    Metric.FIRST_TIME_PLEDGORS: _first_time_pledgors,
    Metric.APPLICATIONS: _applications,
    Metric.LOANS_DISBURSED: lambda raw: len(raw.drawn),
    Metric.AMOUNT_DISBURSED: lambda raw: sum(one.amount for one in raw.drawn),
    Metric.BORROWERS: lambda raw: len({one.borrower for one in raw.drawn}),
    Metric.BALANCE: _balance,
    Metric.AVERAGE_RATE: _average_rate,
    Metric.PLEDGE_RATIO: _pledge_ratio,
    Metric.DAYS_TO_DRAWDOWN: _days_to_drawdown,
    Metric.SMALL_LOAN_SHARE: _small_loan_share,
    Metric.FINANCING_COVERAGE: _financing_coverage,
}
