"""The cases or loans behind a figure, in the order of their days; read page by page."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import DEFINITIONS, Counted
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.engine.statistics.counting import CountedColumns
from zhidai.engine.statistics.measured import Ids, ids_of
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_among
from zhidai.services.paging import RowsByKey
from zhidai.services.statistics.views import CaseBehind

Dated = Mapping[str, tuple[date, int | None]]


def cases_behind(acting: Acting, figure: Figure, facts: CountedColumns) -> Sequence[CaseBehind]:
    """Each fact counted, with its own day and amount, as far as the party sees them: all."""
    match DEFINITIONS[figure.metric].counted:
        case Counted.REGISTRATIONS:
            frame = facts.registrations.select("id", "amount", on="registered_on")
        case Counted.APPLICATIONS:
            frame = facts.applications.select("id", amount=pl.lit(None, pl.Int64), on="applied_on")
        case Counted.LOANS | Counted.ENTERPRISES:
            frame = facts.loans.select("id", "amount", on="drawn_on")
            lines = _counted(frame, figure)
            return RowsByKey(keys=_ids(lines), told=lambda keys: _loans(acting, keys, lines))
    lines = _counted(frame, figure)
    return RowsByKey(keys=_ids(lines), told=lambda keys: _cases(acting, keys, lines))


def _counted(frame: pl.DataFrame, figure: Figure) -> pl.DataFrame:
    counted = ids_of(figure.counted)
    return frame.filter(pl.col("id").is_in(counted.implode())).sort("on", "id")


def _ids(lines: pl.DataFrame) -> Ids:
    return Ids(length=len(lines), read=lambda: lines["id"])


def _cases(acting: Acting, numbers: Sequence[str], lines: pl.DataFrame) -> list[CaseBehind]:
    found, dated = cases_named(acting, numbers), _dated(lines, numbers)
    return [_line(found[number], None, dated[number]) for number in numbers]


def _loans(acting: Acting, keys: Sequence[str], lines: pl.DataFrame) -> list[CaseBehind]:
    found, dated = loans_named(acting, keys), _dated(lines, keys)
    return [_line(found[key].case, key, dated[key]) for key in keys]


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


def _dated(lines: pl.DataFrame, keys: Sequence[str]) -> Dated:
    wanted = lines.filter(pl.col("id").is_in(list(keys))).select("id", "on", "amount")
    return {key: (on, amount) for key, on, amount in wanted.iter_rows()}


def _line(case: Case, loan: str | None, dated: tuple[date, int | None]) -> CaseBehind:
    on, amount = dated
    return CaseBehind(
        case=case.number,
        loan=loan,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        on=on,
        amount=amount,
    )
