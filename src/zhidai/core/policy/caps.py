"""Caps: what an amount may come to for a loan, an enterprise, a bank, a programme or its fund.

Subsidies, compensation from a fund and loss sharing all use this one shape. Caps of several loans
are filled in the order of drawdown (`in_order_of_drawdown`), so that the order in which claims are
typed never decides who gets the last of a budget.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal("0.00")


class CapScope(StrEnum):
    """Over what the amounts that share a cap are added up."""

    LOAN = "loan"
    ENTERPRISE_YEAR = "enterprise_year"  # calendar year of the loan's drawdown
    ENTERPRISE_LIFE = "enterprise_life"
    BANK_YEAR = "bank_year"
    SCHEME_YEAR = "scheme_year"
    POOL_BALANCE = "pool_balance"  # what the fund still holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A cap of a scheme: yuan by a parameter, or what is left of a fund."""

    clause: str
    scope: CapScope
    parameter: str | None = None
    fund: str | None = None  # with the scope pool_balance


@dataclass(frozen=True, slots=True, kw_only=True)
class CapInForce:
    """A cap on a day, in yuan; `used` is what was taken of it already."""

    scope: CapScope
    clause: str
    most: Decimal
    used: Decimal = ZERO

    @property
    def room(self) -> Decimal:
        return max(self.most - self.used, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An amount asked for under caps, and whom it counts for."""

    id: str
    amount: Decimal
    drawn_on: date
    enterprise: str
    bank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given of an amount, and the cap that held it down."""

    id: str
    amount: Decimal
    cut: Decimal
    bound_by: CapScope | None


def in_order_of_drawdown(
    asked: Iterable[Asked], *, most: Mapping[CapScope, Decimal]
) -> tuple[Given, ...]:
    """Amounts given one after the other, by day of drawdown and id, each within every cap.

    most: scope -> yuan. Of caps that leave the same room the one named first binds.
    """
    used: dict[tuple[str, ...], Decimal] = {}
    given = []
    for one in sorted(asked, key=lambda each: (each.drawn_on, each.id)):
        rooms = [(cap - used.get(_pot(one, scope), ZERO), scope) for scope, cap in most.items()]
        amount, bound_by = _within(one.amount, rooms)
        for scope in most:
            pot = _pot(one, scope)
            used[pot] = used.get(pot, ZERO) + amount
        given.append(Given(id=one.id, amount=amount, cut=one.amount - amount, bound_by=bound_by))
    return tuple(given)


def _within(
    amount: Decimal, rooms: Sequence[tuple[Decimal, CapScope]]
) -> tuple[Decimal, CapScope | None]:
    if not rooms:
        return amount, None
    room, scope = min(rooms, key=lambda each: each[0])
    return (max(room, ZERO), scope) if room < amount else (amount, None)


def _pot(one: Asked, scope: CapScope) -> tuple[str, ...]:
    """The pot that an amount is taken from under a scope."""
    year = str(one.drawn_on.year)
    pots = {
        CapScope.LOAN: (one.id,),
        CapScope.ENTERPRISE_YEAR: (one.enterprise, year),
        CapScope.ENTERPRISE_LIFE: (one.enterprise,),
        CapScope.BANK_YEAR: (one.bank, year),
        CapScope.SCHEME_YEAR: (year,),
        CapScope.POOL_BALANCE: (),
    }
    return (scope, *pots[scope])
