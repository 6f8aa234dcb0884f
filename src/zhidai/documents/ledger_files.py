"""The files of a ledger's report, made in memory; and the column file that comes back."""

import json
from collections.abc import Mapping
from typing import Any

from zhidai.core.ledger.columns import FORMAT, ColumnMap, read_column_map, written_column_map
from zhidai.core.ledger.report import LedgerReport
from zhidai.documents.ledger_page import page_of
from zhidai.documents.ledger_workbooks import workbook_of
from zhidai.wording.ledger.sections import Section

COLUMNS = "COLUMNS.json"
PAGE = "report.html"


def report_files(
    report: LedgerReport, parts: Mapping[str, tuple[Section, ...]], language: str
) -> dict[str, bytes]:
    """Name -> content: a workbook for each part, the page, and the columns as understood."""
    sections = [one for part in parts.values() for one in part]
    columns = [one.columns for one in report.ledger.sheets if one.columns is not None]
    return {
        **{f"{name}.xlsx": workbook_of(part) for name, part in parts.items()},
        PAGE: page_of(report, sections, language),
        COLUMNS: json_bytes(written_column_map(columns)),
    }


def json_bytes(value: object) -> bytes:
    """JSON as people read it, in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def column_map_of(content: bytes) -> ColumnMap:
    """The map of a column file. Bad input: `ledger_map_unreadable` and those of its entries."""
    return read_column_map(_written(content))


def column_entries_of(content: bytes) -> list[dict[str, object]]:
    """The entries of a column file, which are sound. Bad input as for `column_map_of`."""
    written = _written(content)
    read_column_map(written)
    return list(written["columns"])


def _written(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return f"not {FORMAT}"
