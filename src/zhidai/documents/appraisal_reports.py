"""Appraisers' reports out of a file: JSON in the form of `core.valuation.appraisal_file`, or rows.

A table has one report a row, its columns by our names or as reports call them. Cells are taken as
they are written, with their units; the core reads them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from zhidai.core.errors import STANDS_IN, BadInput, Reason, bad_input, reason
from zhidai.core.labels import Label
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReports:
    """Reports as they are written. rows: in which row of a table each stands, none for JSON;
    headings: under which heading of it each of our names.
    """

    reports: list[dict[str, Any]]
    rows: tuple[int, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def by_row(self) -> Iterator[None]:
        """What is said of a report that is read in it names the row and heading of a table."""
        try:
            yield
        except BadInput as refused:
            raise BadInput(*map(self._at_row, refused.reasons)) from None

    def _at_row(self, one: Reason) -> Reason:
        said = dict(one.parameters)
        found = _PLACE.match(str(said.get(STANDS_IN, said.get("place", ""))))
        if found is None or not self.rows:
            return one
        row = self.rows[int(found["at"])]
        if STANDS_IN in said:
            return replace(one, parameters=said | {STANDS_IN: self._cell(row, found["name"])})
        column = str(said.get("field", ""))
        if one.code in _EMPTY:
            return reason("appraisal_cell_empty", place=self._cell(row, column))
        whole = Label(zh=f"第 {row} 行", en=f"Row {row}")
        return replace(
            one, parameters=said | {"place": whole, "field": self.headings.get(column, column)}
        )

    def _cell(self, row: int, column: str) -> Label:
        heading = self.headings.get(column, column)
        return Label(zh=f"第 {row} 行“{heading}”", en=f"Row {row}, {heading}")


# Where the core says that it stands: reports[3] (PG-2024-001).parameters.life
_PLACE = re.compile(r"reports\[(?P<at>\d+)\].*?(?:\.parameters)?(?:\.(?P<name>\w+))?$", re.DOTALL)
_EMPTY = frozenset({"valuation_field_missing", "valuation_field_not_text"})


def reports_in(content: bytes, *, name: str) -> WrittenReports:
    """The reports of a file.

    Bad input: `table_...`, `appraisal_file_not_json`, `appraisal_column_missing`.
    """
    if len(content) > LARGEST_BYTES:
        raise too_large(name, LARGEST_BYTES)
    if name.lower().endswith(".json"):
        return WrittenReports(reports=_of_json(content, name))
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
    names = (*(_REPORT | _PARAMETERS).items(), ("parameters", _PARAMETERS["revenue"]))
    return WrittenReports(
        reports=[_of_cells(row.cells, columns) for row in table.rows],
        rows=tuple(row.number for row in table.rows),
        headings={ours: columns.get(ours) or others[0] for ours, others in names},
    )


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
