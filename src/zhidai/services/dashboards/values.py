"""Appraised, accepted, internal and realised values of what secures the acting party's loans."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import polars as pl
from django.db.models import QuerySet

from zhidai.core.dashboards.figures import Measure, Panel
from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.labels import Label
from zhidai.core.money import from_fen, to_fen
from zhidai.db.cases.models import CaseRight
from zhidai.db.parties.models import Party
from zhidai.engine.dashboards.pledge_values import values_by_appraiser
from zhidai.services.dashboards.figures_kept import kept_figures, kept_values
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.guarantees.standing import standing_recoveries
from zhidai.services.in_columns import in_columns
from zhidai.services.valuation.queries import newest_values

_INTERNAL = (Measure.INTERNAL, Measure.INTERNAL_RATIO)
_OF_LOAN = ("loan", "key", "case", "appraiser", "appraised", "accepted")
_OF_THE_PLEDGE = (RecoveryKind.AUCTION, RecoveryKind.TRANSFER)


def values_panel(look: Look) -> PanelView:
    """By appraiser, over every loan ever drawn; the internal value is the acting party's own, and
    is left out where it has none.
    """
    internal, realised = _internal(look), _realised(look)
    question = ("values", tuple(internal.items()), tuple(realised.items()))
    figures = kept_figures(
        look,
        question,
        lambda: values_by_appraiser(_values(look, internal, realised)),
        columns=(*_OF_LOAN, "drawn_on"),
    )
    return PanelView(
        panel=Panel.VALUES,
        figures=figures if internal else tuple(f for f in figures if f.measure not in _INTERNAL),
        names={str(one.pk): Label(zh=one.name, en=one.name_en) for one in _appraisers(look)},
    )


def _values(
    look: Look, internal: Mapping[int, Decimal], realised: Mapping[int, Decimal]
) -> pl.DataFrame:
    """As `PLEDGE_VALUES`."""
    kept = look.loans(*_OF_LOAN)
    loans = kept.filter(pl.col("appraiser").is_not_null())
    return loans.select(
        loan="key",
        appraiser=pl.col("appraiser").cast(pl.String),
        appraised="appraised",
        accepted="accepted",
        internal=_looked_up("case", internal),
        realised=_looked_up("loan", realised),
    )


def _looked_up(name: str, values: Mapping[int, Decimal]) -> pl.Expr:
    """Fen by the id in a column; null where there is no value."""
    fen = [to_fen(each) for each in values.values()]
    return pl.col(name).replace_strict(list(values), fen, default=None, return_dtype=pl.Int64)


def _appraisers(look: Look) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=list(filter(None, kept_values(look, "appraiser"))))


def _realised(look: Look) -> Mapping[int, Decimal]:
    """Loan -> what auctions and transfers of its pledge brought, gross; of everybody's loans."""
    found = in_columns(
        standing_recoveries().filter(kind__in=[str(kind) for kind in _OF_THE_PLEDGE]).order_by(),
        loan="claim__loan_id",
        gross="gross",
    )
    sums = found.group_by("loan").agg(pl.col("gross").sum()).sort("loan")
    return {loan: from_fen(gross) for loan, gross in sums.rows()}


def _internal(look: Look) -> Mapping[int, Decimal]:
    """Case -> the sum over its patents, where the party's newest book values every one of them."""
    values = newest_values(look.acting)
    if not values:
        return {}
    rights: defaultdict[int, list[str]] = defaultdict(list)
    rows = CaseRight.objects.filter(case__in=look.cases.values("pk"))
    for case, number in rows.values_list("case", "right__number"):
        rights[case].append(number)
    return {
        case: sum((values[number] for number in numbers), Decimal(0))
        for case, numbers in rights.items()
        if all(number in values for number in numbers)
    }
