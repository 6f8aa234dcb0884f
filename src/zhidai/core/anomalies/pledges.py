"""Anomalies of pledges: rights pledged and released again and again, pledges without a loan."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.anomalies.book import (
    AnomalyKind,
    AnomalyParameters,
    BookPledge,
    EvidenceLine,
    Finding,
)


def short_cycles(pledges: Iterable[BookPledge], limits: AnomalyParameters) -> Iterator[Finding]:
    """Rights with so many short pledges within the window; the window with most counts.

    A pledge from 1 March to 30 May lasted 90 days.
    """
    by_right: defaultdict[str, list[BookPledge]] = defaultdict(list)
    for pledge in pledges:
        if pledge.released_on is not None and _days(pledge) <= limits.cycle_days:
            by_right[pledge.right].append(pledge)
    for right, short in sorted(by_right.items()):
        most = _fullest(sorted(short, key=lambda each: each.registered_on), limits)
        if len(most) >= limits.cycle_times:
            yield Finding(
                kind=AnomalyKind.SHORT_CYCLES,
                subject=right,
                measured=Decimal(len(most)),
                threshold=Decimal(limits.cycle_times),
                evidence=tuple(_line(each, Decimal(_days(each))) for each in most),
            )


def registrations_without_loan(
    pledges: Iterable[BookPledge], limits: AnomalyParameters, *, on: date
) -> Iterator[Finding]:
    """Registrations with no drawdown within the days allowed, released meanwhile or not.

    One case is one finding, however many rights it pledges. Days run from the registration to the
    drawdown, to the release, or to the day of the search.
    """
    by_case: defaultdict[str, list[BookPledge]] = defaultdict(list)
    for pledge in pledges:
        if _waited(pledge, on) > limits.loan_within_days:
            by_case[pledge.case].append(pledge)
    for case, without in sorted(by_case.items()):
        yield Finding(
            kind=AnomalyKind.REGISTRATION_WITHOUT_LOAN,
            subject=case,
            measured=Decimal(max(_waited(each, on) for each in without)),
            threshold=Decimal(limits.loan_within_days),
            evidence=tuple(_line(each, Decimal(_waited(each, on))) for each in without),
        )


def _waited(pledge: BookPledge, on: date) -> int:
    return ((pledge.drawn_on or pledge.released_on or on) - pledge.registered_on).days


def _days(pledge: BookPledge) -> int:
    if pledge.released_on is None:
        raise AssertionError("a pledge that goes on has no length")
    return (pledge.released_on - pledge.registered_on).days


def _fullest(pledges: list[BookPledge], limits: AnomalyParameters) -> list[BookPledge]:
    """Of all windows that begin with a registration, the one that holds most."""
    within = timedelta(days=limits.cycle_within_days)
    windows = (
        [
            each
            for each in pledges
            if first.registered_on <= each.registered_on <= first.registered_on + within
        ]
        for first in pledges
    )
    return max(windows, key=len, default=[])


def _line(pledge: BookPledge, measured: Decimal) -> EvidenceLine:
    return EvidenceLine(
        case=pledge.case,
        loan=pledge.loan,
        right=pledge.right,
        on=pledge.registered_on,
        until=pledge.released_on,
        measured=measured,
    )
