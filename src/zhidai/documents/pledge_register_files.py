"""The files of a register's report, made in memory; and the column file that comes back."""

import json
from datetime import date
from typing import Any

from zhidai.core.pledge_register.columns import (
    FORMAT,
    RegisterMap,
    read_register_map,
    written_register_map,
)
from zhidai.core.pledge_register.report import RegisterReport
from zhidai.documents.ledger_files import json_bytes
from zhidai.documents.ledger_workbooks import workbook_of
from zhidai.documents.letters.bulletin import bulletin_paper, bulletin_workbook
from zhidai.wording.bulletin import told
from zhidai.wording.pledge_register import register_workbooks
from zhidai.wording.speech import CHINESE, ENGLISH

COLUMNS = "REGISTER-COLUMNS.json"
_LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


def register_files(
    report: RegisterReport, language: str, *, dated: date, fictional: bool
) -> dict[str, bytes]:
    """Name -> content: the bulletin in both languages, a workbook for each part, the columns."""
    found: dict[str, bytes] = {}
    for short, spoken in _LANGUAGES.items():
        words = told(report.bulletin, spoken)
        name = f"bulletin-{report.quarter}.{short}"
        found[f"{name}.pdf"] = bulletin_paper(words, dated=dated, fictional=fictional)
        found[f"{name}.xlsx"] = bulletin_workbook(words, dated=dated)
    for name, sections in register_workbooks(report, language).items():
        if sections:
            found[f"{name}.xlsx"] = workbook_of(sections)
    layouts = [layout for one in report.registers for _sheet, layout in one.layouts]
    return found | {COLUMNS: json_bytes(written_register_map(layouts))}


def register_map_of(content: bytes) -> RegisterMap:
    """The map of a column file. Bad input: `column_file_unreadable`, `column_file_unknown`."""
    return read_register_map(_written(content))


def register_entries_of(content: bytes) -> list[dict[str, object]]:
    """The entries of a column file, which are sound. Bad input as for `register_map_of`."""
    written = _written(content)
    read_register_map(written)
    return list(written["columns"])


def _written(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return f"not {FORMAT}"
