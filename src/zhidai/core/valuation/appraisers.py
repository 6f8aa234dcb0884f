"""Several reports side by side: by patent, how far they lie apart; by appraiser, how they lean."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, stdev

from zhidai.core.valuation.appraisal import Comparison

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraiserRecord:
    """What an appraiser's reports say of it. Ratios are appraised over internal value.

    spread: e to the standard deviation of ln ratio, the factor by which its reports usually lie
    apart from each other; None below two ratios. without_internal: reports on patents that are
    worth nothing to us.
    """

    appraiser: str
    reports: int
    without_internal: int
    median_ratio: Decimal | None
    lowest_ratio: Decimal | None
    highest_ratio: Decimal | None
    spread: Decimal | None
    findings: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentRecord:
    """All reports on one patent; apart: the highest value over the lowest, None for one report."""

    patent_number: str
    reports: int
    lowest: Decimal
    highest: Decimal
    apart: Decimal | None


def by_appraiser(compared: Iterable[Comparison]) -> tuple[AppraiserRecord, ...]:
    """One record each, by name."""
    groups = _grouped(compared, lambda one: one.appraiser)
    return tuple(_record(name, groups[name]) for name in sorted(groups))


def by_patent(compared: Iterable[Comparison]) -> tuple[PatentRecord, ...]:
    """One record each, by number."""
    groups = _grouped(compared, lambda one: one.patent_number)
    return tuple(_patent(number, groups[number]) for number in sorted(groups))


def _grouped(
    compared: Iterable[Comparison], key: Callable[[Comparison], str]
) -> dict[str, list[Comparison]]:
    groups: defaultdict[str, list[Comparison]] = defaultdict(list)
    for one in compared:
        groups[key(one)].append(one)
    return groups


def _record(name: str, reports: list[Comparison]) -> AppraiserRecord:
    ratios = [one.appraised / one.internal for one in reports if one.internal]
    counted = Counter(it.code for one in reports for it in one.findings)
    return AppraiserRecord(
        appraiser=name,
        reports=len(reports),
        without_internal=len(reports) - len(ratios),
        median_ratio=median(ratios).quantize(_PLACES) if ratios else None,
        lowest_ratio=min(ratios).quantize(_PLACES) if ratios else None,
        highest_ratio=max(ratios).quantize(_PLACES) if ratios else None,
        spread=_spread([float(ratio) for ratio in ratios if ratio > 0]),
        findings=dict(sorted(counted.items())),
    )


def _spread(ratios: list[float]) -> Decimal | None:
    if len(ratios) < 2:
        return None
    return Decimal(repr(math.exp(stdev(map(math.log, ratios))))).quantize(_PLACES)


def _patent(number: str, reports: list[Comparison]) -> PatentRecord:
    values = [one.appraised for one in reports]
    lowest, highest = min(values), max(values)
    apart = (highest / lowest).quantize(_PLACES) if len(values) > 1 and lowest else None
    return PatentRecord(
        patent_number=number,
        reports=len(values),
        lowest=lowest,
        highest=highest,
        apart=apart,
    )
