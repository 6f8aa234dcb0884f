"""Appraisers' reports out of a file: JSON in the form of `core.valuation.appraisal_file`, or rows.

A table has one report a row, its columns by our names or as reports call them. Cells are taken as
they are written, with their units; the core reads them.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from zhidai.core.errors import BadInput, bad_input
from zhidai.documents.table_limits import too_large
from zhidai.documents.tables import read_table

LARGEST_BYTES = 5 * 2**20
_REPORT = {
    "appraiser": ("评估机构",),
    "report_number": ("报告编号", "报告文号"),
    "patent_number": ("专利号", "申请号"),
    "on": ("评估基准日", "基准日"),
    "method": ("评估方法",),
    "value": ("评估值", "评估价值"),
}
_PARAMETERS = {
    "revenue": ("年收入", "收入"),
    "royalty_rate": ("提成率", "分成率"),
    "growth": ("增长率",),
    "technology_share": ("技术分成", "技术占比"),
    "life": ("收益年限",),
    "discount": ("折现率",),
    "tax": ("所得税率",),
    "obsolescence": ("技术衰减率", "衰减率"),
    "timing": ("收益时点",),
}
_WORDS = {
    "收益法": "income",
    "成本法": "cost",
    "市场法": "market",
    "年中": "mid_year",
    "年末": "year_end",
}


def reports_in(content: bytes, *, name: str) -> list[dict[str, Any]]:
    """The reports as they are written.

    Bad input: `table_...`, `appraisal_file_not_json`, `appraisal_column_missing`.
    """
    if len(content) > LARGEST_BYTES:
        raise too_large(name, LARGEST_BYTES)
    if name.lower().endswith(".json"):
        return _of_json(content, name)
    table = read_table(content, name=name)
    if not table.rows:
        raise bad_input("table_without_rows", file=name)
    columns = {
        ours: next((one for one in (ours, *others) if one in table.columns), None)
        for ours, others in (_REPORT | _PARAMETERS).items()
    }
    for ours, others in _REPORT.items():
        if columns[ours] is None:
            raise bad_input("appraisal_column_missing", column=ours, known=", ".join(others))
    return [_of_cells(row.cells, columns) for row in table.rows]


NUL_WRITTEN = "\\u0000"


def _of_json(content: bytes, name: str) -> list[dict[str, Any]]:
    def refuse(_: object) -> NoReturn:
        raise bad_input("appraisal_file_not_json", file=name)

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        return found if len(found) == len(pairs) else refuse(pairs)

    try:
        written = json.loads(content, object_pairs_hook=once, parse_constant=refuse)
        told = json.dumps(written, ensure_ascii=False)
        told.encode()  # half a character can be written in JSON and kept nowhere
    except BadInput:
        raise
    except (ValueError, RecursionError):
        refuse(name)
    if NUL_WRITTEN in told:  # PostgreSQL keeps no NUL
        refuse(written)
    reports = written.get("reports") if isinstance(written, dict) else None
    if not isinstance(reports, list) or not all(isinstance(one, dict) for one in reports):
        refuse(written)
    return reports


def _of_cells(cells: Mapping[str, str], columns: Mapping[str, str | None]) -> dict[str, Any]:
    def said(names: Mapping[str, object]) -> dict[str, str]:
        found = {ours: cells.get(columns[ours] or "", "").strip() for ours in names}
        return {ours: _WORDS.get(text, text) for ours, text in found.items() if text}

    report: dict[str, Any] = {**dict.fromkeys(_REPORT, ""), **said(_REPORT)}
    parameters = said(_PARAMETERS)
    return report | ({"parameters": parameters} if parameters else {})
