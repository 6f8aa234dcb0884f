"""A table of renewals as its owner keeps it: headings, words, days and counts of a book of patents,
and a few more that only renewals have.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.registers import patent_columns
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.engine.valuation import names
from zhidai.engine.valuation.cells import count_of, day_of, owner_of, text_of, word_of
from zhidai.engine.valuation.headings import SHOWN, found_columns
from zhidai.engine.valuation.numbers import read_numbers
from zhidai.engine.valuation.reading import FIRST_ROW

_OF_OWNERS = ("university_applicants", "individual_applicants")
ALSO: Mapping[str, tuple[str, ...]] = {
    "lapse_date": ("lapse_gazetted_on", "失效公告日", "终止公告日"),
    "university_applicants": ("university_applicants", "高校申请人数量"),
    "individual_applicants": ("individual_applicants", "个人申请人数量"),
}
_DAYS = ("filing_date", "grant_date", "lapse_date")
_COUNTS = ("applicants", "inventors", "claims", "domestic", *_OF_OWNERS)
_COLUMNS = (
    patent_columns.NUMBER, patent_columns.KIND, "main_ipc", *_DAYS, "owner_type", *_COUNTS,
)  # fmt: skip
_TOO_MANY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalRow:
    """A row: its number in the file, its days where they can be read, its counts (None: not told),
    and why it cannot be used, where that shows in the row itself.
    """

    row: int
    filed_on: date | None
    granted_on: date | None
    lapsed_on: date | None
    counts: Mapping[str, float | None]
    section: str
    reasons: tuple[Reason, ...]

    def days(self) -> tuple[date, date]:
        """Filing and grant. Bad input: the reasons of the row."""
        if self.reasons:
            raise BadInput(*self.reasons)
        if self.filed_on is None or self.granted_on is None:
            raise AssertionError("a row without reasons has its days")
        return self.filed_on, self.granted_on


def columns_used(present: Sequence[str]) -> dict[str, str]:
    """Known name -> heading, of what a calibration reads.

    Bad input: `renewals_column_missing`, `valuation_column_twice`.
    """
    found = found_columns(present, needed=(), also=ALSO)
    for name in _DAYS:
        if name not in found:
            raise _missing(name, present)
    if patent_columns.NUMBER not in found and patent_columns.KIND not in found:
        raise _missing(patent_columns.NUMBER, present)
    return {name: written for name, written in found.items() if name in _COLUMNS}


def columns_unused(present: Sequence[str]) -> tuple[str, ...]:
    """Headings that a calibration passes over."""
    used = set(columns_used(present).values())
    return tuple(written for written in present if written not in used)


def _missing(name: str, present: Sequence[str]) -> BadInput:
    known = (name, *patent_columns.ALIASES.get(name, ()), *ALSO.get(name, ()))
    return bad_input(
        "renewals_column_missing",
        column=name,
        known=", ".join(known),
        present=", ".join(present[:SHOWN]) or "–",
    )


def read_rows(frame: pl.DataFrame) -> Iterator[RenewalRow]:
    """The rows in their order. Bad input: `renewals_column_missing`, `valuation_column_twice`."""
    found = columns_used(frame.columns)
    empty = (name for name in _COLUMNS if name not in found)
    known = frame.select(
        *(pl.col(written).alias(name) for name, written in found.items()),
        *(pl.lit(None, pl.String).alias(name) for name in empty),
    )
    texts = known.select(text_of(name) for name in _COLUMNS)
    numbers, wrong = read_numbers(known[patent_columns.NUMBER])
    parsed = known.select(
        kind=word_of(patent_columns.KIND, names.KINDS),
        owner=owner_of(known),
        section=text_of("main_ipc").str.head(1).str.to_uppercase().fill_null(""),
        **{name: day_of(known, name) for name in _DAYS},
        **{name: count_of(known, name) for name in _COUNTS},
    ).with_columns(number=numbers["number"], number_kind=numbers["number_kind"])
    seen: set[str] = set()
    cells = zip(texts.iter_rows(named=True), parsed.iter_rows(named=True), strict=True)
    for place, (written, row) in enumerate(cells):
        reasons = wrong.get(place, ()) if patent_columns.NUMBER in found else ()
        reasons = reasons or _reasons(written, row, found) or _again(row["number"], seen)
        yield _row(place + FIRST_ROW, row, reasons)


def _again(number: str | None, seen: set[str]) -> tuple[Reason, ...]:
    if number is None:
        return ()
    if number in seen:
        return (reason("renewals_patent_twice", number=number),)
    seen.add(number)
    return ()


def _reasons(
    written: Mapping[str, str | None], row: Mapping[str, Any], found: Mapping[str, str]
) -> tuple[Reason, ...]:
    if written["kind"] is not None and row["kind"] is None:
        return (reason("valuation_kind_unknown", text=written["kind"][:40]),)
    if row["kind"] and row["number_kind"] and row["kind"] != row["number_kind"]:
        return (reason("valuation_kind_differs", kind=row["kind"], stated=row["number_kind"]),)
    kind = row["number_kind"] or row["kind"]
    if kind != PatentKind.INVENTION:
        return (reason("renewals_kind_outside", kind=str(kind or "–")),)
    for name in _DAYS:
        text = written[name]
        if row[name] is None and (text is not None or name != "lapse_date"):
            return (reason("renewals_day_unreadable", column=found[name], text=(text or "–")[:40]),)
    for name in _COUNTS:
        count, text = row[name], written[name]
        if text is not None and (count is None or not 0 <= count < _TOO_MANY):
            return (reason("renewals_number_unreadable", column=found[name], text=text[:40]),)
    return ()


def _row(place: int, row: Mapping[str, Any], reasons: tuple[Reason, ...]) -> RenewalRow:
    owner = row["owner"]
    by_type = {
        "owner_university": None if owner is None else float(owner in ("university", "institute")),
        "owner_individual": None if owner is None else float(owner == "individual"),
    }
    by_count = {
        name: None if row[counted] is None else float(row[counted] > 0)
        for name, counted in zip(by_type, _OF_OWNERS, strict=True)
    }
    return RenewalRow(
        row=place,
        filed_on=row["filing_date"],
        granted_on=row["grant_date"],
        lapsed_on=row["lapse_date"],
        counts={
            **{name: row[name] for name in ("applicants", "inventors", "claims", "domestic")},
            **{
                name: by_type[name] if by_count[name] is None else by_count[name]
                for name in by_type
            },
        },
        section=row["section"],
        reasons=reasons,
    )
