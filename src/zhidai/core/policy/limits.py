"""How much may be lent at most, and which clause says so.

Every limit of the scheme gives a candidate by a formula of the closed list below; the lowest
binds, and among equals the one whose clause comes first. A request above it is refused with that
clause and never trimmed. A limit that cannot be computed leaves the answer open: `amount` is then
None and `at_most` the lowest of what is known.

The year's room needs to be told what the enterprise has drawn, been granted and applied for in
the year. The platform always knows; elsewhere it is an explicit need, because taking silence for
"nothing yet" would lend the same room twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.money import down_to_fen
from zhidai.core.policy.known import Known, Missing, decimal_of, missing
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Label, Limit, Scheme, Strength

COLLATERAL_VALUE: Final = "valuation.collateral_value"
USED_THIS_YEAR: Final = (
    "record.drawn_this_year",
    "record.granted_this_year",
    "record.pending_this_year",
)
NOTHING: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCandidate:
    """What one limit allows, in yuan, or the facts it needs to say so."""

    id: str
    clause: str
    label: Label
    formula: str
    parameter: str
    value: Quantity
    since: date
    strength: Strength  # of the parameter: in_principle may be exceeded with a recorded exception
    amount: Decimal | None = None
    needs: tuple[str, ...] = ()
    set_aside: bool = False  # an exception has been recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitAnswer:
    """The limit in yuan with the limit that binds."""

    amount: Decimal | None  # None: a candidate still needs facts
    at_most: Decimal | None  # the lowest candidate known so far; equals amount once all are known
    binding: str | None  # id of the limit behind `at_most`
    candidates: tuple[LimitCandidate, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts without which the limit is not known."""
        open_ones = (one for one in self.candidates if not one.set_aside)
        return tuple(dict.fromkeys(name for one in open_ones for name in one.needs))

    @property
    def binding_candidate(self) -> LimitCandidate | None:
        """The candidate that binds."""
        return next((one for one in self.candidates if one.id == self.binding), None)


def fixed_cap(known: Known, value: Quantity) -> Decimal | Missing:
    """The parameter itself, in yuan."""
    return down_to_fen(value.amount)


def yearly_room(known: Known, value: Quantity) -> Decimal | Missing:
    """cap less drawn, granted and pending of the year, in yuan, never below zero."""
    found = [known.get(name) for name in USED_THIS_YEAR]
    used = [decimal_of(one) for one in found if not isinstance(one, Missing)]
    return missing(*found) or max(down_to_fen(value.amount - sum(used)), NOTHING)


def value_times_ratio(known: Known, value: Quantity) -> Decimal | Missing:
    """collateral value × ratio, cut to whole fen: a ceiling is not exceeded by rounding."""
    collateral = known.get(COLLATERAL_VALUE)
    if isinstance(collateral, Missing):
        return collateral
    return down_to_fen(decimal_of(collateral) * value.amount)


FORMULAS: Final[Mapping[str, Callable[[Known, Quantity], Decimal | Missing]]] = MappingProxyType(
    {
        "fixed_cap": fixed_cap,
        "yearly_room": yearly_room,
        "value_times_ratio": value_times_ratio,
    }
)


def answer_limits(
    scheme: Scheme, known: Known, *, set_aside: frozenset[str] = frozenset()
) -> LimitAnswer:
    """The limit on the day; limits with a recorded exception (`set_aside`) do not bind."""
    candidates = tuple(_candidate(scheme, limit, known, set_aside) for limit in scheme.limits)
    open_ones = [one for one in candidates if not one.set_aside]
    lowest = _lowest(scheme, open_ones)
    at_most = lowest.amount if lowest else None
    return LimitAnswer(
        amount=None if any(one.needs for one in open_ones) else at_most,
        at_most=at_most,
        binding=lowest.id if lowest else None,
        candidates=candidates,
    )


def _candidate(
    scheme: Scheme, limit: Limit, known: Known, set_aside: frozenset[str]
) -> LimitCandidate:
    dated = known.parameter(limit.parameter)
    found = FORMULAS[limit.formula](known, dated.value)
    return LimitCandidate(
        id=limit.id,
        clause=limit.clause,
        label=limit.label,
        formula=limit.formula,
        parameter=limit.parameter,
        value=dated.value,
        since=dated.since,
        strength=scheme.parameters[limit.parameter].strength,
        amount=None if isinstance(found, Missing) else found,
        needs=found.names if isinstance(found, Missing) else (),
        set_aside=limit.id in set_aside,
    )


def _lowest(scheme: Scheme, candidates: list[LimitCandidate]) -> LimitCandidate | None:
    """The lowest known candidate; among equals the one whose clause stands first in the plan."""
    amounts = [one.amount for one in candidates if one.amount is not None]
    if not amounts:
        return None
    lowest = min(amounts)
    equals = [one for one in candidates if one.amount == lowest]
    if len(equals) == 1:
        return equals[0]
    order = {clause: place for place, clause in enumerate(scheme.clauses)}
    return min(equals, key=lambda one: order.get(one.clause, len(order)))
