"""What is wrong or unusual in an appraiser's report, each finding a reason with its numbers.

The bounds are ours (assumed), wide enough that what lies beyond them wants an explanation from the
appraiser. A finding is not a proof of fault: it says where to ask.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.errors import Reason, reason
from zhidai.core.valuation.appraisal_file import (
    METHOD_NAMES,
    AppraisalReport,
    Method,
    StatedParameters,
)
from zhidai.core.valuation.basis import Basis

DISCOUNT_POINTS = Decimal("0.02")  # a discount may differ from ours by two points
GROWTH_POINTS = Decimal("0.05")
ROYALTY_LOW, ROYALTY_HIGH = Decimal("0.5"), Decimal("1.5")  # times the rate we take
REVENUE_SHARE = Decimal("0.2")  # of the revenue on record
REST_SHARE = Decimal("0.01")  # of the stated value, that its parameters need not give
VALID_MONTHS = 12  # a report is good for a year from its day (custom of appraisers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Our side: the value with its range, yuan in whole fen, and what it rests on.

    basis: None where the patent is not in force. royalty: the rate on record or of the industry;
    revenue: on record; both None where unknown. on: the day for which a loan is considered.
    """

    internal: Decimal
    p10: Decimal
    p90: Decimal
    basis: Basis | None
    royalty: Decimal | None
    revenue: Decimal | None
    expires_on: date
    term_months: int  # whole months of the legal term left on the report's day
    on: date


def findings(
    report: AppraisalReport, subject: Subject, reproduced: Decimal | None
) -> tuple[Reason, ...]:
    """All findings, the gravest kinds first."""
    found: list[Reason] = []
    if subject.basis is None:
        found.append(reason("appraisal_patent_not_in_force", on=report.on))
    if add_months(report.on, VALID_MONTHS) < subject.on:
        found.append(reason("appraisal_out_of_date", dated=report.on, on=subject.on))
    if report.parameters is not None:
        found += _by_life(report.parameters, subject)
        found += _by_income(report.parameters, subject)
        found += _by_rates(report.parameters, subject)
    if reproduced is not None:
        found += _by_rest(report, reproduced)
    if report.method is not Method.INCOME:
        found.append(reason("appraisal_not_by_income", method=METHOD_NAMES[report.method]))
    if subject.basis is not None and report.value > subject.p90:
        found.append(reason("appraisal_above_range", p90=subject.p90))
    return tuple(found)


def _by_life(stated: StatedParameters, subject: Subject) -> list[Reason]:
    if stated.life_years * 12 <= subject.term_months:
        return []
    return [
        reason(
            "appraisal_life_beyond_term",
            years=_plain(stated.life_years),
            term=_plain(Decimal(subject.term_months) / 12),
            expires_on=subject.expires_on,
        )
    ]


def _by_income(stated: StatedParameters, subject: Subject) -> list[Reason]:
    found: list[Reason] = []
    if subject.royalty is not None:
        low, high = subject.royalty * ROYALTY_LOW, subject.royalty * ROYALTY_HIGH
        if not low <= stated.royalty_rate <= high:
            found.append(
                reason(
                    "appraisal_royalty_outside_range",
                    royalty=percent(stated.royalty_rate),
                    low=percent(low),
                    high=percent(high),
                )
            )
    known = subject.revenue
    if known is not None and abs(stated.revenue - known) > known * REVENUE_SHARE:
        found.append(
            reason(
                "appraisal_revenue_differs",
                revenue=stated.revenue,
                known=known,
            )
        )
    if stated.tax == 0:
        found.append(reason("appraisal_before_tax"))
    return found


def _by_rates(stated: StatedParameters, subject: Subject) -> list[Reason]:
    if subject.basis is None:
        return []
    discount, growth = _rate(subject.basis.discount), _rate(subject.basis.growth)
    found: list[Reason] = []
    if abs(stated.discount - discount) > DISCOUNT_POINTS:
        code = "appraisal_discount_low" if stated.discount < discount else "appraisal_discount_high"
        found.append(
            reason(
                code,
                discount=percent(stated.discount),
                points=_plain(abs(stated.discount - discount) * 100),
                internal=percent(discount),
            )
        )
    if stated.growth - growth > GROWTH_POINTS:
        found.append(
            reason(
                "appraisal_growth_high",
                growth=percent(stated.growth),
                internal=percent(growth),
            )
        )
    return found


def _by_rest(report: AppraisalReport, reproduced: Decimal) -> list[Reason]:
    rest = report.value - reproduced
    if abs(rest) <= report.value * REST_SHARE:
        return []
    return [
        reason(
            "appraisal_not_reproducible",
            stated=report.value,
            reproduced=reproduced,
        )
    ]


def percent(ratio: Decimal) -> str:
    """3.75% for 0.0375."""
    return f"{_plain(ratio * 100)}%"


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.001')):f}"
    return text.rstrip("0").rstrip(".")


def _rate(value: float) -> Decimal:
    """A rate of the parameters, which have at most six places, without what binary adds."""
    return Decimal(repr(value)).quantize(Decimal("0.000001"))
