"""An appraiser's report beside our own value of the same patent: the gap, cause by cause, in yuan.

The report's value is worked out anew from the parameters it states. What it says beyond that cannot
be explained from the report itself, and is named so. The rest of the gap is split among the
parameters that differ, by `shapley`, and rounded so that all parts add up to the gap to the fen.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import Reason
from zhidai.core.money import half_up_to_fen
from zhidai.core.valuation.appraisal_file import AppraisalReport, StatedParameters
from zhidai.core.valuation.appraisal_findings import Subject, findings
from zhidai.core.valuation.basis import Basis, Part, differing, mixed, worth
from zhidai.core.valuation.shapley import in_whole_fen, shapley

_SHOWN = Decimal("0.000001")


class Cause(StrEnum):
    """Why a report's value is another: a part of its basis, or what no basis tells."""

    INCOME = Part.INCOME
    REVENUE = Part.REVENUE
    ROYALTY = Part.ROYALTY
    TECHNOLOGY_SHARE = Part.TECHNOLOGY_SHARE
    TAX = Part.TAX
    GROWTH = Part.GROWTH
    OBSOLESCENCE = Part.OBSOLESCENCE
    DISCOUNT = Part.DISCOUNT
    LIFE = Part.LIFE
    CHANCES = Part.CHANCES
    TIMING = Part.TIMING
    METHOD = "method"  # by cost or market: nothing to set ours against, part by part
    NOT_IN_FORCE = "not_in_force"  # worth nothing to us
    UNEXPLAINED = "unexplained"  # what the report's own parameters do not give


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePart:
    """One cause: what we take and what the report states, its part of the gap, and what the
    report's own calculation would come to with this alone as ours; yuan. None: not a number.
    """

    cause: Cause
    internal: Decimal | None
    stated: Decimal | None
    amount: Decimal
    if_corrected: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A report and our value; gap = appraised - internal = sum of the parts, to the fen.

    reproduced: what the report's parameters come to; ratio: appraised over internal, None where
    ours is nothing. internal_p10 and internal_p90: our range.
    """

    appraiser: str
    report_number: str
    patent_number: str
    on: date
    method: str
    appraised: Decimal
    internal: Decimal
    internal_p10: Decimal
    internal_p90: Decimal
    ratio: Decimal | None
    gap: Decimal
    reproduced: Decimal | None
    parts: tuple[CausePart, ...]
    findings: tuple[Reason, ...]


def compare(report: AppraisalReport, subject: Subject) -> Comparison:
    """The comparison of one report with our value of its patent on the report's day."""
    parts, reproduced = _parts(report, subject)
    gap = report.value - subject.internal
    if sum((one.amount for one in parts), Decimal(0)) != gap:
        raise AssertionError("the parts of a gap do not add up to it")
    return Comparison(
        appraiser=report.appraiser,
        report_number=report.report_number,
        patent_number=str(report.patent),
        on=report.on,
        method=str(report.method),
        appraised=report.value,
        internal=subject.internal,
        internal_p10=subject.p10,
        internal_p90=subject.p90,
        ratio=_ratio(report.value, subject.internal),
        gap=gap,
        reproduced=reproduced,
        parts=parts,
        findings=findings(report, subject, reproduced),
    )


def stated_basis(stated: StatedParameters, *, first_year: float) -> Basis:
    """What a report's value rests on: every year of its life for sure."""
    return Basis(
        revenue=float(stated.revenue),
        royalty=float(stated.royalty_rate),
        technology_share=float(stated.technology_share),
        tax=float(stated.tax),
        growth=float(stated.growth),
        obsolescence=float(stated.obsolescence),
        discount=float(stated.discount),
        life=float(stated.life_years),
        chances=None,
        timing=stated.timing,
        first_year=first_year,
    )


def _parts(
    report: AppraisalReport, subject: Subject
) -> tuple[tuple[CausePart, ...], Decimal | None]:
    gap = report.value - subject.internal
    if subject.basis is None:
        return (_alone(Cause.NOT_IN_FORCE, gap),), None
    if report.parameters is None:
        return (_alone(Cause.METHOD, gap),), None
    ours = subject.basis
    theirs = stated_basis(report.parameters, first_year=ours.first_year)
    reproduced = _yuan(worth(theirs))
    amounts = _split(ours, theirs, reproduced - subject.internal)
    parts = [
        CausePart(
            cause=Cause(part),
            internal=_shown(ours, part),
            stated=_shown(theirs, part),
            amount=amount,
            if_corrected=_yuan(worth(mixed(theirs, ours, frozenset({part})))),
        )
        for part, amount in amounts.items()
    ]
    rest = report.value - reproduced
    return (*parts, *((_alone(Cause.UNEXPLAINED, rest),) if rest else ())), reproduced


def _split(ours: Basis, theirs: Basis, total: Decimal) -> dict[Part, Decimal]:
    causes = differing(ours, theirs)
    parts = shapley(causes, lambda chosen: worth(mixed(ours, theirs, chosen)))
    return in_whole_fen({one: Decimal(repr(part)) for one, part in parts.items()}, total)


def _alone(cause: Cause, amount: Decimal) -> CausePart:
    return CausePart(cause=cause, internal=None, stated=None, amount=amount, if_corrected=None)


def _shown(basis: Basis, part: Part) -> Decimal | None:
    """A parameter as a number; of chances the last, 1 where all is sure; of timing none."""
    if part is Part.TIMING:
        return None
    if part is Part.CHANCES:
        return Decimal(repr(basis.chances[-1] if basis.chances else 1.0)).quantize(_SHOWN)
    value = basis.yearly_income if part is Part.INCOME else getattr(basis, part)
    return Decimal(repr(float(value))).quantize(_SHOWN)


def _ratio(appraised: Decimal, internal: Decimal) -> Decimal | None:
    return (appraised / internal).quantize(Decimal("0.0001")) if internal else None


def _yuan(value: float) -> Decimal:
    return half_up_to_fen(Decimal(repr(value)))
