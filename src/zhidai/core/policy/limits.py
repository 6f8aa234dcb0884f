"""How much may be lent at most, and which clause says so.

Every limit of the scheme gives a candidate by a formula of the closed list below; the lowest
binds, and among equals the one whose clause comes first. A request above it is refused with that
clause and never trimmed. A limit that cannot be computed leaves the answer open: `amount` is then
None and `at_most` the lowest of what is known.

A room (of the enterprise's year or life, of a bank's or the programme's year, of a fund) needs to
be told what was taken of it already. The platform always knows; elsewhere it is an explicit need,
because taking silence for "nothing yet" would lend the same room twice.

Where a table or the kind of right decides which number holds, the parameter is picked first; until
the fact is known the candidate has none. The kinds are those of the patents that are pledged,
whatever kind was declared, and beside them a declared kind that is no patent's. There is one value
for all that is pledged together, so the lowest ratio of its kinds holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.evidence import FactValue
from zhidai.core.money import down_to_fen
from zhidai.core.policy.case_facts import PATENT_KIND
from zhidai.core.policy.common_fractions import share_of
from zhidai.core.policy.evaluation import input_node
from zhidai.core.policy.known import Known, Missing, decimal_of, missing
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Label, Limit, Scheme, Strength
from zhidai.core.policy.table_lookup import pick
from zhidai.core.policy.trace import Node
from zhidai.core.registers.patent_numbers import PatentKind

COLLATERAL_VALUE: Final = "valuation.collateral_value"
USED_THIS_YEAR: Final = (
    "record.drawn_this_year",
    "record.granted_this_year",
    "record.pending_this_year",
)
NOTHING: Final = Decimal("0.00")
RIGHT_KIND: Final = "request.right_kind"
BY_KIND: Final = "value_times_ratio_by_kind"
KINDS_OF_PATENT: Final = frozenset(str(kind) for kind in PatentKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCandidate:
    """What one limit allows, in yuan, or the facts it needs to say so.

    parameter, value, since: None where a table or a kind has to be known to pick the parameter.
    """

    id: str
    clause: str
    label: Label
    formula: str
    parameter: str | None
    value: Quantity | None
    since: date | None
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


Formula = Callable[[Known, Quantity, Limit], Decimal | Missing]


def fixed_cap(known: Known, value: Quantity, limit: Limit) -> Decimal | Missing:
    """The parameter itself, in yuan."""
    return down_to_fen(value.amount)


def room(*used: str) -> Formula:
    """cap less what was taken of it, in yuan, never below zero."""

    def left(known: Known, value: Quantity, limit: Limit) -> Decimal | Missing:
        found = [known.get(name) for name in used]
        taken = [decimal_of(one) for one in found if not isinstance(one, Missing)]
        return missing(*found) or max(down_to_fen(value.amount - sum(taken)), NOTHING)

    return left


def rooms_of(scheme: Scheme) -> frozenset[str]:
    """The limits that are rooms."""
    return frozenset(one.id for one in scheme.limits if one.formula in ROOMS)


def with_rooms_untouched(scheme: Scheme, given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Facts as if nothing was taken of a room of which they do not tell: the most that is left."""
    nothing = FactValue(content=NOTHING)
    taken = {name: nothing for name in TAKEN_OF_ROOMS if name in scheme.facts}
    return {**taken, **given}


def value_times_ratio(known: Known, value: Quantity, limit: Limit) -> Decimal | Missing:
    """collateral value × ratio, cut to whole fen: a ceiling is not exceeded by rounding."""
    return _times(known, COLLATERAL_VALUE, value)


def times_fact(known: Known, value: Quantity, limit: Limit) -> Decimal | Missing:
    """A fact in yuan × ratio (revenue × 30 %), cut to whole fen."""
    if limit.fact is None:
        raise TypeError(f"the limit {limit.id} names no fact")
    return _times(known, limit.fact, value)


def _times(known: Known, fact: str, value: Quantity) -> Decimal | Missing:
    found = known.get(fact)
    if isinstance(found, Missing):
        return found
    return down_to_fen(share_of(decimal_of(found), value.amount))


# What was taken already of the room that each formula is about.
_ROOMS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "yearly_room": USED_THIS_YEAR,
        "lifetime_room": ("record.drawn_in_life", *USED_THIS_YEAR[1:]),
        "bank_year_room": ("record.bank_drawn_this_year",),
        "scheme_year_room": ("record.scheme_drawn_this_year",),
        "pool_room": ("record.pool_committed",),
    }
)
ROOMS: Final = frozenset(_ROOMS)
TAKEN_OF_ROOMS: Final = frozenset(name for taken in _ROOMS.values() for name in taken)
_READ: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **_ROOMS,
        "value_times_ratio": (COLLATERAL_VALUE,),
        "value_times_ratio_by_kind": (COLLATERAL_VALUE,),
    }
)

FORMULAS: Final[Mapping[str, Formula]] = MappingProxyType(
    {
        "fixed_cap": fixed_cap,
        "by_table": fixed_cap,
        **{formula: room(*used) for formula, used in _ROOMS.items()},
        "value_times_ratio": value_times_ratio,
        "value_times_ratio_by_kind": value_times_ratio,
        "times_fact": times_fact,
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


def facts_read(scheme: Scheme, limit: Limit) -> tuple[str, ...]:
    """The facts that a limit is worked out from: what its trace shows."""
    picked = (RIGHT_KIND,) if limit.formula == BY_KIND else ()
    if limit.table is not None:
        picked = (scheme.tables[limit.table].fact,)
    if limit.fact is not None:
        return (*picked, limit.fact)
    return (*picked, *_READ.get(limit.formula, ()))


def worked_out_from(scheme: Scheme, limit: Limit, known: Known) -> tuple[Node, ...]:
    """What a limit is worked out from; with a ratio by kind the kind of each patent too."""
    patents = known.patents if limit.formula == BY_KIND else ()
    return (
        *(input_node(PATENT_KIND, known.of_patent(one)) for one in patents),
        *(input_node(fact, known) for fact in facts_read(scheme, limit)),
    )


def parameters_of(scheme: Scheme, limit: Limit) -> tuple[str, ...]:
    """Every parameter that a limit may come to read."""
    if limit.table is not None:
        return tuple(dict.fromkeys(row.value for row in scheme.tables[limit.table].rows))
    if limit.formula == BY_KIND:
        return tuple(
            one.pledge_ratio_max for one in scheme.collateral if one.pledge_ratio_max is not None
        )
    return () if limit.parameter is None else (limit.parameter,)


def _picked(scheme: Scheme, limit: Limit, known: Known) -> str | Missing | None:
    """The parameter that holds for this case; None where no row or kind of the scheme fits."""
    if limit.table is not None:
        return pick(scheme.tables[limit.table], known)
    return _lowest_ratio(scheme, known) if limit.formula == BY_KIND else limit.parameter


def _lowest_ratio(scheme: Scheme, known: Known) -> str | Missing | None:
    """The lowest of the ratios of the kinds pledged; None where a kind of them has none."""
    pledged = _kinds_pledged(known)
    if isinstance(pledged, Missing):
        return pledged
    ratios = [one.pledge_ratio_max for one in scheme.collateral if str(one.kind) in pledged]
    named = [one for one in ratios if one is not None]
    if len(named) < len(pledged):
        return None
    return min(named, key=lambda name: known.parameter(name).value.amount)


def _kinds_pledged(known: Known) -> frozenset[str] | Missing:
    """The kinds of the patents named, and the declared kind where it is none of a patent.

    Beside what is no patent a thing named without its kind is that very thing: a trade secret.
    """
    declared = known.get(RIGHT_KIND)
    if isinstance(declared, Missing):
        return declared
    found = [known.of_patent(one).get(PATENT_KIND) for one in known.patents]
    kinds = frozenset(str(one.content) for one in found if not isinstance(one, Missing))
    if declared.content not in KINDS_OF_PATENT:
        return kinds | {str(declared.content)}
    return missing(*found) or kinds or frozenset({str(declared.content)})


def _candidate(
    scheme: Scheme, limit: Limit, known: Known, set_aside: frozenset[str]
) -> LimitCandidate:
    picked = _picked(scheme, limit, known)
    name = picked if isinstance(picked, str) else None
    dated = None if name is None else known.parameter(name)
    found: Decimal | Missing = NOTHING  # nothing may be lent where no row or kind fits
    if isinstance(picked, Missing):
        found = picked
    elif dated is not None:
        found = FORMULAS[limit.formula](known, dated.value, limit)
    return LimitCandidate(
        id=limit.id,
        clause=limit.clause,
        label=limit.label,
        formula=limit.formula,
        parameter=name,
        value=None if dated is None else dated.value,
        since=None if dated is None else dated.since,
        strength=Strength.MUST if name is None else scheme.parameters[name].strength,
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
