"""The list behind a figure, with what each line adds and what all add up to: a page, and a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhidai.core.statistics.contributions import Adding, Contribution, Totals, in_unit
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.documents.table_writing import Cell as FileCell
from zhidai.documents.table_writing import table_bytes
from zhidai.services.statistics.views import CaseBehind
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import Cell, Column, Content, SummaryRow, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.wording.contributions import (
    Counted,
    how_it_adds_up,
    part_name,
    part_text,
    part_unit,
    whole_name,
)

CSV = "text/csv; charset=utf-8"
_NO_TOTAL = frozenset({Adding.MEDIAN, Adding.MOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindList:
    """What stands behind one figure. day: what the day of a line is the day of."""

    counted: Counted
    day: Promise | str
    lines: Sequence[CaseBehind]
    contribution: Contribution
    totals: Totals

    @property
    def sides(self) -> tuple[tuple[str, FigureUnit, Decimal | None], ...]:
        """The columns of numbers with their units and totals: one, or the two of a ratio."""
        part, whole = self.contribution.part, self.contribution.whole
        is_added = self.contribution.adding not in _NO_TOTAL
        found = [
            (part_name(self.counted, language()), part, self.totals.part if is_added else None)
        ]
        if whole is not None:
            found.append((whole_name(self.counted, language()), whole, self.totals.whole))
        return tuple(found)

    def unit_of(self, unit: FigureUnit) -> str:
        """The name of a column's unit."""
        return part_unit(self.counted, unit, language())

    def numbers(self, line: CaseBehind) -> list[Decimal]:
        """What a line adds, in the order of the columns."""
        units = [unit for _name, unit, _total in self.sides]
        told = [line.part, line.whole]
        return [in_unit(n, unit) for n, unit in zip(told, units, strict=False) if n is not None]


def behind_row(behind: BehindList) -> SummaryRow:
    """How the lines make the figure."""
    said = how_it_adds_up(behind.counted, behind.contribution, behind.totals, language())
    return SummaryRow(label=_("How it adds up"), value=said)


def behind_table(behind: BehindList, shown: Sequence[CaseBehind]) -> Table:
    """One page of the list; the last row is the total of all lines, on whichever page they are."""
    sides = behind.sides
    texts = [part_text(total, unit) if total is not None else "" for _name, unit, total in sides]
    whole_list = _("Total of all {count} lines").format(count=len(behind.lines))
    return table(
        caption=_("Cases behind the figure"),
        is_caption_hidden=True,
        columns=[
            *(_("Case"), _("Loan contract"), _("Enterprise"), behind.day),
            *(
                Column(label=name, unit=behind.unit_of(unit), is_numeric=True)
                for name, unit, _total in sides
            ),
        ],
        rows=[_row(behind, line) for line in shown],
        total=[whole_list, "", "", "", *texts] if any(texts) and behind.lines else (),
        empty=_("No case stands behind this figure."),
    )


def _row(behind: BehindList, line: CaseBehind) -> list[Content]:
    units = [unit for _name, unit, _total in behind.sides]
    numbers = zip(behind.numbers(line), units, strict=True)
    return [
        Cell(text=line.case, url=reverse("cases:case", args=[line.case])),
        "" if line.loan is None else Cell(text=line.loan, url=loan_address(line.loan)),
        in_language(line.enterprise, line.enterprise_en),
        line.on,
        *(part_text(number, unit) for number, unit in numbers),
    ]


def behind_file(request: HttpRequest, name: str, behind: BehindList) -> HttpResponse:
    """All lines as CSV, the total in the last one."""
    heads = [_("Case"), _("Loan contract"), _("Enterprise"), str(behind.day)]
    sides = [f"{name} ({behind.unit_of(unit)})" for name, unit, _total in behind.sides]
    columns = [*heads, *sides]
    rows = (dict(zip(columns, cells, strict=True)) for cells in _cells(behind))
    return download(request, name, CSV, table_bytes(".csv", columns, rows))


def _cells(behind: BehindList) -> Iterator[list[FileCell]]:
    for line in behind.lines:
        enterprise = in_language(line.enterprise, line.enterprise_en)
        day = line.on.isoformat()
        yield [line.case, line.loan, enterprise, day, *behind.numbers(line)]
    totals = [total for _name, _unit, total in behind.sides]
    if any(total is not None for total in totals):
        said = _("Total of all {count} lines").format(count=len(behind.lines))
        yield [said, None, None, None, *totals]
