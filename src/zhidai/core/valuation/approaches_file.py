"""The approaches of a single deal written down as JSON values.

    {"on": "2024-06-30",
     "income": {"value": "676612.56元", "source": "zhidai value book, 2026-11"},
     "cost": {"spent": [{"what": "研发人员", "on": "2019-06-30", "amount": "80万元"}],
              "price_growth": "2%", "profit": "10%", "used": "6年", "left": "8年"},
     "market": {"comparables": [{"what": "示例一（虚构）", "on": "2023-05-10", "price": "60万元",
                                 "adjustments": {"time": "2%", "scope": "-5%"}}]},
     "weights": {"income": "60%", "cost": "10%", "market": "30%"}, "reason": "..."}

Approaches that are not there have no weight; each that is there has one, if only 0%.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.valuation.appraisal_file import LONGEST_LIFE, Method
from zhidai.core.valuation.approaches import (
    Comparable,
    CostInput,
    CostValue,
    MarketValue,
    Reconciled,
    Spent,
    cost_value,
    market_findings,
    market_value,
    reconcile,
)
from zhidai.core.valuation.written_fields import (
    Fields,
    day_of,
    fields_of,
    list_of,
    percent_of,
    places_of,
    text_of,
    years_of,
    yuan_of,
)

MOST_LINES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Approaches:
    """Each approach with what it comes to, and the one value by the stated weights with its reason.

    income_source: where the value by income comes from.
    """

    on: date
    income: Decimal | None
    income_source: str | None
    cost: CostValue | None
    market: MarketValue | None
    reconciled: Reconciled
    reason: str
    findings: tuple[Reason, ...]


def read_approaches(written: object) -> Approaches:
    """Read and worked out. Bad input: those of `written_fields` and `approaches`."""
    fields = fields_of(
        written,
        "file",
        needed=("on", "weights", "reason"),
        optional=("income", "cost", "market"),
    )
    on = day_of(fields, "on", "file")
    income = _income(fields["income"]) if "income" in fields else None
    cost = cost_value(_cost(fields["cost"]), on=on) if "cost" in fields else None
    comparables = _comparables(fields["market"]) if "market" in fields else ()
    market = market_value(comparables) if comparables else None
    values = {
        Method.INCOME: None if income is None else income[0],
        Method.COST: None if cost is None else cost.value,
        Method.MARKET: None if market is None else market.value,
    }
    known = {name: value for name, value in values.items() if value is not None}
    reconciled = reconcile(known, _weights(fields["weights"]))
    found = market_findings(comparables) if comparables else ()
    return Approaches(
        on=on,
        income=None if income is None else income[0],
        income_source=None if income is None else income[1],
        cost=cost,
        market=market,
        reconciled=reconciled,
        reason=text_of(fields, "reason", "file"),
        findings=(*found, *reconciled.findings),
    )


def _income(written: object) -> tuple[Decimal, str]:
    fields = fields_of(written, "income", needed=("value", "source"))
    return yuan_of(fields, "value", "income"), text_of(fields, "source", "income")


def _cost(written: object) -> CostInput:
    needed = ("spent", "price_growth", "profit", "used", "left")
    fields = fields_of(written, "cost", needed=needed)
    spent = list_of(fields, "spent", "cost", most=MOST_LINES)
    return CostInput(
        spent=tuple(map(_spent, spent, places_of("cost.spent", spent, named_by="what"))),
        price_growth=percent_of(fields, "price_growth", "cost", may_fall=True),
        profit=percent_of(fields, "profit", "cost"),
        used_years=years_of(fields, "used", "cost", most=LONGEST_LIFE),
        left_years=years_of(fields, "left", "cost", most=LONGEST_LIFE),
    )


def _spent(written: object, place: str) -> Spent:
    fields = fields_of(written, place, needed=("what", "on", "amount"))
    return Spent(
        what=text_of(fields, "what", place),
        on=day_of(fields, "on", place),
        amount=yuan_of(fields, "amount", place),
    )


def _comparables(written: object) -> tuple[Comparable, ...]:
    fields = fields_of(written, "market", needed=("comparables",))
    listed = list_of(fields, "comparables", "market", most=MOST_LINES)
    places = places_of("market.comparables", listed, named_by="what")
    return tuple(map(_comparable, listed, places))


def _comparable(written: object, place: str) -> Comparable:
    fields = fields_of(written, place, needed=("what", "on", "price", "adjustments"))
    return Comparable(
        what=text_of(fields, "what", place),
        on=day_of(fields, "on", place),
        price=yuan_of(fields, "price", place),
        adjustments=_adjustments(fields["adjustments"], f"{place}.adjustments"),
    )


def _adjustments(written: object, place: str) -> Mapping[str, Decimal]:
    names = tuple(written) if isinstance(written, Mapping) else ()
    fields: Fields = fields_of(written, place, needed=(), optional=names)
    return {name: percent_of(fields, name, place, may_fall=True) for name in fields}


def _weights(written: object) -> dict[Method, Decimal]:
    fields = fields_of(written, "weights", needed=(), optional=tuple(Method))
    return {Method(name): percent_of(fields, name, "weights") for name in fields}
