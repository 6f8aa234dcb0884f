"""The cases or loans behind a figure, each with what it adds; read page by page.

What the lines add up to is computed on columns, so that a list of a million is never read whole.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from zhidai.core.statistics.contributions import Contribution, Totals, in_unit
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import DEFINITIONS, Counted
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.engine.statistics.lines import Ids, lines_of
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_among
from zhidai.services.paging import RowsOfFrame
from zhidai.services.statistics.views import CaseBehind

_OF_LOANS = frozenset({Counted.LOANS, Counted.ENTERPRISES})


def cases_behind(acting: Acting, figure: Figure) -> Sequence[CaseBehind]:
    """Each fact counted, in the order of days, as far as the party sees them: all."""
    lines = lines_of(figure.counted).sort("on", maintain_order=True)
    return rows_behind(acting, lines, are_loans=DEFINITIONS[figure.metric].counted in _OF_LOANS)


def rows_behind(acting: Acting, lines: pl.DataFrame, *, are_loans: bool) -> Sequence[CaseBehind]:
    """Lines as the engine has them, put into words of cases or loans where a page shows them."""
    told = _loans if are_loans else _cases
    return RowsOfFrame(frame=lines, told=lambda shown: told(acting, shown))


def totals_behind(
    counted: Sequence[str], contribution: Contribution, *, over: Decimal | None = None
) -> Totals:
    """What all lines add up to. over: the number beside them, where the lines do not bring it."""
    lines = lines_of(counted)
    if over is None and isinstance(counted, Ids) and counted.over is not None:
        over = Decimal(counted.over)
    whole = contribution.whole
    return Totals(
        part=in_unit(int(lines["part"].sum()), contribution.part),
        whole=None if whole is None else in_unit(int(lines["whole"].sum()), whole),
        over=over,
    )


def _cases(acting: Acting, shown: pl.DataFrame) -> list[CaseBehind]:
    found = cases_named(acting, shown["id"].to_list())
    return [_line(found[row["id"]], None, row) for row in shown.iter_rows(named=True)]


def _loans(acting: Acting, shown: pl.DataFrame) -> list[CaseBehind]:
    found = loans_named(acting, shown["id"].to_list())
    return [_line(found[row["id"]].case, row["id"], row) for row in shown.iter_rows(named=True)]


def cases_named(acting: Acting, numbers: Sequence[str]) -> Mapping[str, Case]:
    """The acting party's cases of one page of numbers."""
    rows = Case.objects.filter(number__in=list(numbers)).select_related("enterprise")
    own = visible_among(acting, [row.pk for row in rows])
    return {row.number: row for row in rows if row.pk in own}


def loans_named(acting: Acting, keys: Sequence[str]) -> Mapping[str, Loan]:
    """The acting party's loans of one page of keys."""
    rows = Loan.objects.filter(key__in=list(keys)).select_related("case__enterprise")
    own = visible_among(acting, [row.case_id for row in rows])
    return {row.key: row for row in rows if row.case_id in own}


def _line(case: Case, loan: str | None, row: Mapping[str, object]) -> CaseBehind:
    return CaseBehind(
        case=case.number,
        loan=loan,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        on=row["on"],  # type: ignore[arg-type]
        part=row["part"],  # type: ignore[arg-type]
        whole=row["whole"],  # type: ignore[arg-type]
    )
