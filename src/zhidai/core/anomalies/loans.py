"""Anomalies of loans: amounts beside their value, loans kept under a cap, the ends of quarters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.anomalies.book import (
    AnomalyKind,
    AnomalyParameters,
    BookLoan,
    EvidenceLine,
    Finding,
)
from zhidai.core.calendar import add_months

_QUARTER = 3  # months
_STEP = Decimal("0.0001")  # of ratios shown; comparisons are exact


def amounts_out_of_line(loans: Iterable[BookLoan], limits: AnomalyParameters) -> Iterator[Finding]:
    """Loans above or far below the usual part of their collateral value (lower of both values).

    A loan without a value is not judged: missing is not zero.
    """
    for loan in sorted(loans, key=lambda each: each.loan):
        values = [each for each in (loan.appraised_value, loan.market_value) if each]
        if not values:
            continue
        value = min(values)
        if loan.principal > limits.ratio_high * value:
            threshold = limits.ratio_high
        elif loan.principal < limits.ratio_low * value:
            threshold = limits.ratio_low
        else:
            continue
        ratio = (loan.principal / value).quantize(_STEP)
        yield Finding(
            kind=AnomalyKind.AMOUNT_OUT_OF_LINE,
            subject=loan.loan,
            measured=ratio,
            threshold=threshold,
            evidence=(_line(loan, ratio, against=value),),
        )


def split_under_a_cap(loans: Iterable[BookLoan], limits: AnomalyParameters) -> Iterator[Finding]:
    """Several loans of an enterprise close together, each just within a cap, together above it.

    Just within: at most the margin below the cap, the cap itself included.
    """
    by_enterprise: defaultdict[str, list[BookLoan]] = defaultdict(list)
    for loan in loans:
        by_enterprise[loan.enterprise].append(loan)
    for enterprise, own in sorted(by_enterprise.items()):
        for cap in limits.caps:
            split = _largest_split(own, cap, limits)
            if len(split) > 1:
                yield Finding(
                    kind=AnomalyKind.SPLIT_UNDER_A_CAP,
                    subject=enterprise,
                    measured=sum((each.principal for each in split), Decimal(0)),
                    threshold=cap,
                    evidence=tuple(_line(each, each.principal) for each in split),
                )


def quarter_end_bunching(loans: Iterable[BookLoan], limits: AnomalyParameters) -> Iterator[Finding]:
    """Banks that draw most of their loans in the last days of quarters.

    With seven days about a thirteenth of all loans would fall there by chance.
    """
    by_bank: defaultdict[str, list[BookLoan]] = defaultdict(list)
    for loan in loans:
        by_bank[loan.bank].append(loan)
    for bank, own in sorted(by_bank.items()):
        late = [each for each in own if is_quarter_end(each.drawn_on, limits.quarter_end_days)]
        if len(own) < limits.bunching_loans or len(late) < limits.bunching_share * len(own):
            continue
        yield Finding(
            kind=AnomalyKind.QUARTER_END_BUNCHING,
            subject=bank,
            measured=(Decimal(len(late)) / len(own)).quantize(_STEP),
            threshold=limits.bunching_share,
            evidence=_lines(late),
        )


def is_quarter_end(day: date, days: int) -> bool:
    """Whether a day is one of the last so many of its quarter."""
    first = date(day.year, day.month - (day.month - 1) % _QUARTER, 1)
    return (add_months(first, _QUARTER) - day).days <= days


def _largest_split(own: list[BookLoan], cap: Decimal, limits: AnomalyParameters) -> list[BookLoan]:
    """Of all windows that begin with a drawdown, the one with the most such loans."""
    least, within = cap * (1 - limits.split_margin), timedelta(days=limits.split_within_days)
    near = sorted(
        (each for each in own if least <= each.principal <= cap),
        key=lambda each: (each.drawn_on, each.loan),
    )
    windows = (
        [each for each in near if first.drawn_on <= each.drawn_on <= first.drawn_on + within]
        for first in near
    )
    return max(windows, key=len, default=[])


def _lines(loans: Sequence[BookLoan]) -> tuple[EvidenceLine, ...]:
    ordered = sorted(loans, key=lambda each: (each.drawn_on, each.loan))
    return tuple(_line(each, each.principal) for each in ordered)


def _line(loan: BookLoan, measured: Decimal, *, against: Decimal | None = None) -> EvidenceLine:
    return EvidenceLine(
        case=loan.case,
        loan=loan.loan,
        right=None,
        on=loan.drawn_on,
        amount=loan.principal,
        against=against,
        measured=measured,
    )
