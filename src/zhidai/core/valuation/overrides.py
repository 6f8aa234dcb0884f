"""Where an officer set another value than the model, with reason and name, and how that leans.

A person may know what no list tells. That it stays judgement and does not become habit is seen in
the whole of the overrides: which way each officer leans, how far, and with what reasons.

    {"overrides": [{"patent_number": "ZL201510000001.0", "on": "2024-06-30",
                    "internal": "676612.56元", "value": "60万元", "by": "赵一（虚构）",
                    "reason": "已有两家企业书面询价"}]}
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from zhidai.core.errors import Reason, reason
from zhidai.core.valuation.written_fields import (
    day_of,
    fields_of,
    list_of,
    out_of_range,
    patent_of,
    places_of,
    text_of,
    yuan_of,
)

MOST_OVERRIDES = 10_000
SHORTEST_REASON = 8  # characters of a reason that says something (ours)
LOWEST_RATIO, HIGHEST_RATIO = Decimal("0.5"), Decimal(2)  # beyond which an override is large (ours)
ONE_SIDED_FROM = 5  # overrides of an officer that all go one way (ours)
BOUNDS = tuple(map(Decimal, ("0.5", "0.8", "1", "1.25", "2")))  # of the distribution, by ratio
_PLACES = Decimal("0.0001")
_OVERRIDE = ("patent_number", "on", "internal", "value", "by", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One value set by a person; yuan. ratio: that over the internal value, above 0."""

    patent_number: str
    on: date
    internal: Decimal
    value: Decimal
    by: str
    reason: str

    @property
    def ratio(self) -> Decimal:
        """The value set over the internal one."""
        return self.value / self.internal


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRecord:
    """An officer's overrides: how many go which way, the middle and the ends, yuan added in all."""

    by: str
    overrides: int
    raised: int
    lowered: int
    median_ratio: Decimal
    lowest_ratio: Decimal
    highest_ratio: Decimal
    added: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioBand:
    """How many overrides lie from a ratio (inclusive) to another (exclusive); None: without end."""

    above: Decimal | None
    below: Decimal | None
    overrides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideReport:
    """All overrides: their distribution, by officer, and what asks for a second look."""

    overrides: int
    median_ratio: Decimal
    added: Decimal
    bands: tuple[RatioBand, ...]
    officers: tuple[OfficerRecord, ...]
    findings: tuple[Reason, ...]


def read_overrides(written: object) -> tuple[Override, ...]:
    """The overrides in JSON values. Bad input: those of `written_fields`, money, days, numbers."""
    fields = fields_of(written, "file", needed=("overrides",))
    listed = list_of(fields, "overrides", "file", most=MOST_OVERRIDES)
    places = places_of("overrides", listed, named_by="patent_number")
    return tuple(map(_override, listed, places))


def _override(written: object, place: str) -> Override:
    fields = fields_of(written, place, needed=_OVERRIDE)
    internal = yuan_of(fields, "internal", place)
    if not internal:
        raise out_of_range("internal", place, text_of(fields, "internal", place), "> 0元")
    return Override(
        patent_number=str(patent_of(fields, "patent_number", place)),
        on=day_of(fields, "on", place),
        internal=internal,
        value=yuan_of(fields, "value", place),
        by=text_of(fields, "by", place),
        reason=text_of(fields, "reason", place),
    )


def override_report(overrides: Sequence[Override]) -> OverrideReport:
    """The report; `overrides` are one at least."""
    groups: defaultdict[str, list[Override]] = defaultdict(list)
    for one in overrides:
        groups[one.by].append(one)
    officers = tuple(_officer(name, groups[name]) for name in sorted(groups))
    return OverrideReport(
        overrides=len(overrides),
        median_ratio=median(one.ratio for one in overrides).quantize(_PLACES),
        added=_added(overrides),
        bands=_bands(overrides),
        officers=officers,
        findings=(
            *(found for one in overrides for found in override_findings(one)),
            *(found for one in officers for found in _one_sided(one)),
        ),
    )


def override_findings(one: Override) -> tuple[Reason, ...]:
    """What asks for a second look at a single override."""
    found: list[Reason] = []
    if not LOWEST_RATIO <= one.ratio <= HIGHEST_RATIO:
        found.append(
            reason(
                "override_large",
                by=one.by,
                number=one.patent_number,
                ratio=one.ratio.quantize(_PLACES),
            )
        )
    if len(one.reason) < SHORTEST_REASON:
        found.append(
            reason("override_hardly_reasoned", by=one.by, number=one.patent_number, text=one.reason)
        )
    return tuple(found)


def _one_sided(officer: OfficerRecord) -> tuple[Reason, ...]:
    if officer.overrides < ONE_SIDED_FROM:
        return ()
    if officer.raised == officer.overrides:
        return (reason("override_always_up", by=officer.by, count=officer.overrides),)
    if officer.lowered == officer.overrides:
        return (reason("override_always_down", by=officer.by, count=officer.overrides),)
    return ()


def _officer(name: str, overrides: Sequence[Override]) -> OfficerRecord:
    ratios = [one.ratio for one in overrides]
    return OfficerRecord(
        by=name,
        overrides=len(overrides),
        raised=sum(ratio > 1 for ratio in ratios),
        lowered=sum(ratio < 1 for ratio in ratios),
        median_ratio=median(ratios).quantize(_PLACES),
        lowest_ratio=min(ratios).quantize(_PLACES),
        highest_ratio=max(ratios).quantize(_PLACES),
        added=_added(overrides),
    )


def _added(overrides: Iterable[Override]) -> Decimal:
    return sum((one.value - one.internal for one in overrides), Decimal(0))


def _bands(overrides: Sequence[Override]) -> tuple[RatioBand, ...]:
    ends = (None, *BOUNDS, None)
    return tuple(
        RatioBand(
            above=low,
            below=high,
            overrides=sum(
                (low is None or one.ratio >= low) and (high is None or one.ratio < high)
                for one in overrides
            ),
        )
        for low, high in pairwise(ends)
    )
