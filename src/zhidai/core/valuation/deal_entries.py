"""What is entered in a kept deal, and how its entries become the deal that a sheet is made of.

Entries are only added. The newest of a kind holds, for the deal or for one of its patents; reports
stand side by side until one is withdrawn. Their contents are the parts of a written deal
(`deal_file`, `appraisal_file`, `approaches_file`), so that what a page takes and what a file holds
are read by the same strict readers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zhidai.core.valuation.written_fields import (
    fields_of,
    out_of_range,
    percent_of,
    text_of,
    yuan_of,
)


class EntryKind(StrEnum):
    """What an entry holds."""

    TERMS = "terms"  # of the deal: loan, loss shares
    FACTS = "facts"  # that registration turns on
    ECONOMICS = "economics"  # what the patent's products earn
    REPORT = "report"
    WITHDRAWAL = "withdrawal"  # of a report
    SCORES = "scores"
    APPROACHES = "approaches"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; patent is empty for the deal as a whole. withdrawn: the report's entry."""

    id: int
    kind: EntryKind
    patent: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEconomics:
    """What the products of a patent earn; yuan a year, rates as fractions of one."""

    revenue: Decimal
    royalty: Decimal | None
    growth: Decimal | None
    source: str


def newest(entries: Iterable[Entry], kind: EntryKind, patent: str = "") -> Entry | None:
    """The entry of a kind that holds."""
    return max(
        (one for one in entries if one.kind is kind and one.patent == patent),
        key=lambda one: one.id,
        default=None,
    )


def standing_reports(entries: Iterable[Entry], patent: str) -> tuple[Entry, ...]:
    """The reports on a patent that nobody has withdrawn, in the order of entry."""
    known = tuple(entries)
    gone = {int(one.content["entry"]) for one in known if one.kind is EntryKind.WITHDRAWAL}
    found = (one for one in known if one.kind is EntryKind.REPORT and one.patent == patent)
    return tuple(sorted((one for one in found if one.id not in gone), key=lambda one: one.id))


def read_economics(written: object) -> StatedEconomics:
    """Bad input: those of `written_fields`, and money."""
    place = "economics"
    fields = fields_of(
        written, place, needed=("revenue", "source"), optional=("royalty_rate", "growth")
    )
    revenue = yuan_of(fields, "revenue", place)
    growth = None
    if "growth" in fields:
        growth = percent_of(fields, "growth", place, may_fall=True)
        if abs(growth) > _STEEPEST:
            raise out_of_range("growth", place, text_of(fields, "growth", place), "-90% – 90%")
    return StatedEconomics(
        revenue=revenue,
        royalty=percent_of(fields, "royalty_rate", place) if "royalty_rate" in fields else None,
        growth=growth,
        source=text_of(fields, "source", place),
    )


_STEEPEST = Decimal("0.9")  # a year, as in a book of patents


def written_deal(
    head: Mapping[str, Any], entries: Iterable[Entry], *, patent: str, on: str
) -> dict[str, Any]:
    """The deal on one of its patents as `deal_file.read_deal` reads it. head: its `deal`."""
    known = tuple(entries)
    terms = newest(known, EntryKind.TERMS)
    written: dict[str, Any] = {"deal": dict(head), "on": on, "patent_number": patent}
    written |= {} if terms is None else dict(terms.content)
    for kind in (EntryKind.FACTS, EntryKind.OVERRIDE):
        found = newest(known, kind, patent)
        if found is not None:
            written[str(kind)] = dict(found.content)
    reports = [dict(one.content) for one in standing_reports(known, patent)]
    return written | ({"reports": reports} if reports else {})


def written_approaches(
    content: Mapping[str, Any], *, income: Decimal, source: str, on: str
) -> dict[str, Any]:
    """Approaches as `approaches_file.read_approaches` reads them, ours by income put in."""
    return {"on": on, **content, "income": {"value": f"{income:.2f}", "source": source}}
