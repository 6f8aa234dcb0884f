"""What is used of a year's ceiling that a bank's loans, or all loans of a scheme, share.

A claim takes its part when it is made, as it does of an enterprise's own ceilings; the year is that
of the loan's drawdown (`CapScope`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.inputs import NOTHING_TAKEN, EarlierGrant
from zhidai.core.subsidies.settings import Place, SubsidySettings

SHARED_BY_LOANS = (CapScope.BANK_YEAR, CapScope.SCHEME_YEAR)
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantOfBank:
    """What any enterprise was granted or has claimed, for a loan of which bank."""

    bank: str
    grant: EarlierGrant


def are_shared_by_loans(settings: SubsidySettings) -> bool:
    """Whether any ceiling is shared by the loans of several enterprises."""
    return any(True for scope in SHARED_BY_LOANS for _ in _ceilings(settings, scope))


def untouched(settings: SubsidySettings) -> Mapping[tuple[str, CapScope], Decimal]:
    """Of a year in which nobody has claimed yet."""
    return {
        (name, scope): ZERO for scope in SHARED_BY_LOANS for name, _ in _ceilings(settings, scope)
    }


def rooms_taken(
    settings: SubsidySettings, others: Iterable[GrantOfBank], *, bank: str, drawn_on: date
) -> Mapping[tuple[str, CapScope], Decimal]:
    """Yuan by ceiling and scope, for a loan of a bank drawn on a day; others: without its own."""
    if not are_shared_by_loans(settings):
        return NOTHING_TAKEN
    same_year = [one for one in others if one.grant.drawn_on.year == drawn_on.year]
    same_bank = [one for one in same_year if one.bank == bank]
    sharing = {CapScope.SCHEME_YEAR: same_year, CapScope.BANK_YEAR: same_bank}
    return {
        (name, scope): sum(
            (
                one.grant.amount
                for one in sharing[scope]
                if (one.grant.level, one.grant.item) in places
            ),
            ZERO,
        )
        for scope in SHARED_BY_LOANS
        for name, places in _ceilings(settings, scope)
    }


def _ceilings(settings: SubsidySettings, scope: CapScope) -> Iterator[tuple[str, frozenset[Place]]]:
    """Each ceiling of a scope, with what counts towards it."""
    for one in settings.subsidies:
        if any(cap.scope is scope for cap in one.caps):
            yield one.id, frozenset({(one.level, str(one.item))})
    for shared in settings.shared:
        if shared.scope is scope:
            yield shared.id, shared.places
