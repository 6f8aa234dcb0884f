"""Size of an enterprise by 工信部联企业〔2011〕300号: micro, small, medium or large.

An enterprise is large only if every measure of its industry reaches the upper limit (either one
below it is enough for medium and down). Medium and small each need *both* lower limits; with one
of them missed the enterprise is one class down. In this standard 以下 excludes the number and
及以上 includes it, unlike the Civil Code (art. 1259).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SizeClass(StrEnum):
    """The four classes, smallest first."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class SizeMeasure(StrEnum):
    """What the standard measures; money in yuan."""

    EMPLOYEES = "employees"  # 从业人员
    REVENUE = "revenue"  # 营业收入
    ASSETS = "assets"  # 资产总额


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLimits:
    """The limits of one measure in one industry; each class begins at its limit."""

    large_from: Decimal
    medium_from: Decimal
    small_from: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeStandard:
    """One industry's row of the standard."""

    industry: str
    limits: Mapping[SizeMeasure, SizeLimits]  # one or two measures
    confirmed: bool = True  # whether the row was held against the published text


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeAnswer:
    """The class, or the measures that must be known to tell it."""

    size: SizeClass | None
    missing: tuple[SizeMeasure, ...] = ()
    confirmed: bool = True


def size_class(
    standard: SizeStandard, measures: Mapping[SizeMeasure, Decimal | None]
) -> SizeAnswer:
    """The size class of an enterprise; missing measures are asked for only if they matter.

    A missing measure is tried at nothing and beyond every limit: the class rises with each
    measure, so if both ends give the same class every value between them does. Money in yuan.
    """
    missing = tuple(measure for measure in standard.limits if measures.get(measure) is None)
    least = _class(standard, measures, unknown=Decimal(0))
    most = _class(standard, measures, unknown=Decimal("Infinity"))
    if least is not most:
        return SizeAnswer(size=None, missing=missing, confirmed=standard.confirmed)
    return SizeAnswer(size=least, confirmed=standard.confirmed)


def _class(
    standard: SizeStandard, measures: Mapping[SizeMeasure, Decimal | None], *, unknown: Decimal
) -> SizeClass:
    known = []
    for measure, limits in standard.limits.items():
        value = measures.get(measure)
        known.append((unknown if value is None else value, limits))
    if all(value >= limits.large_from for value, limits in known):
        return SizeClass.LARGE
    if all(value >= limits.medium_from for value, limits in known):
        return SizeClass.MEDIUM
    if all(value >= limits.small_from for value, limits in known):
        return SizeClass.SMALL
    return SizeClass.MICRO
