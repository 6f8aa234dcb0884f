"""Why a row of a book was not valued: the word of `reading` for it as a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.registers import patent_columns
from zhidai.engine.valuation import names

KIND_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "invention": Label(zh="发明", en="invention"),
        "utility_model": Label(zh="实用新型", en="utility model"),
        "design": Label(zh="外观设计", en="design"),
    }
)
_NEEDED = (patent_columns.KIND, patent_columns.FILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The rows as they stood in the book, by known column; under which heading each stood; and why
    a row has no number, by its place.
    """

    cells: pl.DataFrame
    headings: Mapping[str, str]
    wrong_numbers: Mapping[int, tuple[Reason, ...]]


def reasons_of(row: Mapping[str, object], written: Written, *, on: date) -> tuple[Reason, ...]:
    """row: as it was parsed, with its `problem` as a word and its `place` in the part."""
    word, number, place = str(row["problem"]), str(row["patent_number"]), int(str(row["place"]))
    if word == "number":
        return written.wrong_numbers[place]
    if word == "twice":
        return (reason("valuation_patent_twice", number=number),)
    if word in _NEEDED and _is_empty(written, place, word):
        return (reason("valuation_cell_empty", column=written.headings.get(word, word)),)
    if word == "granted_too":
        return (reason("valuation_application_granted", number=number),)
    if word == "kind":
        return (reason("valuation_kind_unknown", text=_cell(written, place, "kind")),)
    if word == "kind_differs":
        stated = str(row["number_kind"])
        kind = KIND_LABELS.get(str(row["kind"]), str(row["kind"]))
        stated_kind = KIND_LABELS.get(stated, stated)
        return (reason("valuation_kind_differs", kind=kind, stated=stated_kind),)
    if word == "before_law":
        return (reason("valuation_before_law", filed_on=str(row["filing_date"])),)
    if word == "after_number":
        return (
            reason("valuation_filed_after_number", filed_on=str(row["filing_date"]), number=number),
        )
    if word == "after":
        return (reason("valuation_filed_later", filed_on=str(row["filing_date"]), on=on),)
    if word == "lapse_before_grant":
        return (
            reason(
                "valuation_lapse_before_grant",
                lapsed_on=str(row["lapse_date"]),
                granted_on=str(row["grant_date"]),
            ),
        )
    if word.endswith("_to_come"):
        name = word.removesuffix("_to_come")
        heading = written.headings.get(name, name)
        return (reason("valuation_day_to_come", column=heading, day=str(row[name])),)
    if word.endswith("_before_filing"):
        name = word.removesuffix("_before_filing")
        return (
            reason(
                "valuation_day_before_filing",
                column=written.headings.get(name, name),
                day=str(row[name]),
                filed_on=str(row["filing_date"]),
            ),
        )
    return (
        reason(
            "valuation_cell_unreadable",
            column=written.headings.get(word, word),
            text=_cell(written, place, word),
        ),
    )


def _is_empty(written: Written, place: int, name: str) -> bool:
    text = written.cells[name][place]
    return text is None or str(text).strip().lower() in ("", *names.BLANKS)


def _cell(written: Written, place: int, name: str) -> str:
    """What stands there; a dash for nothing."""
    text = written.cells[name][place]
    return "–" if text is None else str(text)[:40]
