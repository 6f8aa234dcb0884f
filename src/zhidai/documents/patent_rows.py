"""Finds the columns of a patent list, in English or under their usual Chinese names."""

from collections.abc import Mapping, Sequence

from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise
from zhidai.core.registers.patent_columns import FILED, KIND, NUMBER, meaning_of
from zhidai.core.registers.patent_list import PatentRow
from zhidai.documents.tables import Table

_FIELDS: Mapping[str, str] = {
    NUMBER: "number",
    KIND: "kind",
    FILED: "filed_on",
    "grant_date": "granted_on",
    "lapse_date": "lapse_gazetted_on",
}
_PAID_THROUGH = ("paid_through_year", "已缴年度", "已缴费年度", "年费缴至年度")


def patent_rows(table: Table, *, name: str) -> list[tuple[int, PatentRow]]:
    """Row numbers and rows; bad input if no column holds the numbers, or two hold the same."""
    columns = patent_columns(table.columns, name=name)
    if "number" not in columns:
        raise bad_input("patent_list_without_numbers", file=name)
    return [
        (row.number, PatentRow(**{field: row.cells.get(it, "") for field, it in columns.items()}))
        for row in table.rows
    ]


def patent_columns(headings: Sequence[str], *, name: str) -> dict[str, str]:
    """Our field -> the heading of the column that holds it; bad input if two hold the same."""
    found: dict[str, str] = {}
    for heading in headings:
        field = _field(heading)
        if field is None:
            continue
        if field in found:
            raise bad_input(
                "patent_list_column_twice", file=name, first=found[field], second=heading
            )
        found[field] = heading
    return found


def _field(heading: str) -> str | None:
    if normalise(heading).lower() in _PAID_THROUGH:
        return "paid_through_year"
    meaning = meaning_of(heading)
    return None if meaning is None else _FIELDS.get(meaning.column)
