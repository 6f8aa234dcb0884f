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
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.guarantees.standing import standing_recoveries
from zhidai.services.valuation.queries import newest_values

_INTERNAL = (Measure.INTERNAL, Measure.INTERNAL_RATIO)
_OF_THE_PLEDGE = (RecoveryKind.AUCTION, RecoveryKind.TRANSFER)


def values_panel(look: Look) -> PanelView:
    """By appraiser, over every loan ever drawn; the internal value is the acting party's own, and
    is left out where it has none.
    """
    loans = look.loans.filter(pl.col("appraiser").is_not_null())
    internal, realised = _internal(look), _realised(look)
    values = loans.select(
        loan="key",
        appraiser=pl.col("appraiser").cast(pl.String),
        appraised="appraised",
        accepted="accepted",
        internal=_looked_up("case", internal),
        realised=_looked_up("loan", realised),
    )
    figures = values_by_appraiser(values)
    return PanelView(
        panel=Panel.VALUES,
        figures=figures if internal else tuple(f for f in figures if f.measure not in _INTERNAL),
        names={str(one.pk): Label(zh=one.name, en=one.name_en) for one in _appraisers(look)},
    )


def _looked_up(name: str, values: Mapping[int, Decimal]) -> pl.Expr:
    """Fen by the id in a column; null where there is no value."""
    fen = [to_fen(each) for each in values.values()]
    return pl.col(name).replace_strict(list(values), fen, default=None, return_dtype=pl.Int64)


def _appraisers(look: Look) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=look.facts["appraiser"].unique().drop_nulls().to_list())


def _realised(look: Look) -> Mapping[int, Decimal]:
    """Loan -> what auctions and transfers of its pledge brought, gross."""
    rows = standing_recoveries().filter(
        claim__loan__case__in=look.cases.values("pk"),
        kind__in=[str(kind) for kind in _OF_THE_PLEDGE],
    )
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for loan, gross in rows.values_list("claim__loan", "gross"):
        found[loan] += from_fen(gross)
    return found


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
