"""Finds the columns of a patent list, in English or under their usual Chinese names."""

from collections.abc import Mapping, Sequence

from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise
from zhidai.core.registers.patent_list import PatentRow
from zhidai.documents.tables import Table

_NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "application_number", "patent_number", "number",
        "专利号", "申请号", "专利申请号", "专利号码",
        "专利号/申请号", "申请号/专利号", "申请（专利）号",
    ),
    "kind": ("kind", "type", "patent_type", "类型", "专利类型", "专利类别", "类别", "种类"),
    "filed_on": ("filing_date", "application_date", "filed_on", "申请日", "申请日期"),
    "granted_on": (
        "grant_date", "granted_on",
        "授权公告日", "授权日", "授权日期", "授权公告日期", "授权时间",
    ),
    "lapse_gazetted_on": (
        "lapse_date", "lapse_gazetted_on",
        "失效日", "终止日", "失效公告日", "终止公告日", "失效日期", "终止日期",
    ),
    "paid_through_year": ("paid_through_year", "已缴年度", "已缴费年度", "年费缴至年度"),
}  # fmt: skip


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
    for column in headings:
        plain = normalise(column).lower()
        for field, names in _NAMES.items():
            if plain not in {normalise(known) for known in names}:
                continue
            if field in found:
                raise bad_input(
                    "patent_list_column_twice", file=name, first=found[field], second=column
                )
            found[field] = column
    return found
