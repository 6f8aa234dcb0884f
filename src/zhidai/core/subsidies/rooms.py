"""What is used of a year's ceiling that a bank's loans, or all loans of a scheme, share.

A claim takes its part when it is made, as it does of an enterprise's own ceilings; the year is that
of the loan's drawdown (`CapScope`).
"""

from collections import defaultdict
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


class GrantsOfBanks:
    """What everybody was granted or has claimed, added up as ceilings count it."""

    __slots__ = ("_by_bank", "_of_all")

    def __init__(self, grants: Iterable[GrantOfBank] = ()) -> None:
        self._of_all: defaultdict[tuple[int, Place], Decimal] = defaultdict(lambda: ZERO)
        self._by_bank: defaultdict[tuple[str, int, Place], Decimal] = defaultdict(lambda: ZERO)
        for each in grants:
            self.add(each.grant, bank=each.bank)

    def add(self, grant: EarlierGrant, *, bank: str) -> None:
        """One more grant, for a loan of a bank."""
        year, place = grant.drawn_on.year, (grant.level, grant.item)
        self._of_all[year, place] += grant.amount
        self._by_bank[bank, year, place] += grant.amount

    def taken(
        self, settings: SubsidySettings, *, bank: str, drawn_on: date
    ) -> Mapping[tuple[str, CapScope], Decimal]:
        """Yuan by ceiling and scope, for a loan of a bank drawn on a day that is none of these."""
        year = drawn_on.year
        found = {
            (name, CapScope.SCHEME_YEAR): sum(
                (self._of_all.get((year, place), ZERO) for place in places), ZERO
            )
            for name, places in _ceilings(settings, CapScope.SCHEME_YEAR)
        }
        for name, places in _ceilings(settings, CapScope.BANK_YEAR):
            of_bank = (self._by_bank.get((bank, year, place), ZERO) for place in places)
            found[name, CapScope.BANK_YEAR] = sum(of_bank, ZERO)
        return found or NOTHING_TAKEN


def _ceilings(settings: SubsidySettings, scope: CapScope) -> Iterator[tuple[str, frozenset[Place]]]:
    """Each ceiling of a scope, with what counts towards it."""
    for one in settings.subsidies:
        if any(cap.scope is scope for cap in one.caps):
            yield one.id, frozenset({(one.level, str(one.item))})
    for shared in settings.shared:
        if shared.scope is scope:
            yield shared.id, shared.places
