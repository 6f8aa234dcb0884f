"""What a change of a scheme does to the money: two x-rays of the reference loan, side by side.

Each scheme is taken with its own highest rate, because a margin that moves is part of the change.
Only figures that differ are said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import BadInput
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.defaults import highest_rate, lpr_five_years_of, lpr_of
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyChange:
    """One figure before and after; None: the scheme has no such figure.

    figure: highest_rate, net_cost (a year, fraction), granted (yuan), break_even (loss rate), line;
    of: the party or subsidy that it is of.
    """

    figure: str
    of: str
    old: Decimal | None
    new: Decimal | None


def money_effect(
    old: Scheme, new: Scheme, *, reference: ReferenceTables
) -> tuple[MoneyChange, ...]:
    """The figures that differ, once every value that only one of the two has is in force."""
    day = max(old.in_force_from, new.in_force_from, *_days_of_other_values(old, new))
    before, after = (dict(_figures(_taken(one, day, reference))) for one in (old, new))
    return tuple(
        MoneyChange(figure=figure, of=of, old=before.get(key), new=after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
        for figure, of in (key,)
    )


def _days_of_other_values(old: Scheme, new: Scheme) -> Iterator[date]:
    """From which days on a parameter has a value in one of the schemes and not in the other."""
    for name in old.parameters.keys() & new.parameters.keys():
        before, after = old.parameters[name].values, new.parameters[name].values
        for dated in (*before, *after):
            if (dated in before) != (dated in after) and dated.since <= new.in_force_until:
                yield dated.since


def _taken(scheme: Scheme, day: date, reference: ReferenceTables) -> Xray | None:
    lpr = lpr_of(reference, day)
    try:
        premises = Premises(
            on=day,
            rate=highest_rate(scheme, day, lpr),
            lpr=lpr,
            lpr_five_years=lpr_five_years_of(reference, day),
        )
        return xray(scheme, premises)
    except BadInput:
        return None  # a number that is not in force on the day: the part itself stands in the diff


def _figures(found: Xray | None) -> Iterator[tuple[tuple[str, str], Decimal]]:
    if found is None:
        return
    yield ("highest_rate", ""), found.premises.rate
    for one in found.borrower:
        if (one.amount, one.days) == (found.premises.amount, found.premises.days):
            yield ("net_cost", ""), one.yearly
    for subsidy in found.subsidies:
        yield ("granted", subsidy.id), subsidy.amount
    for party in found.parties:
        value = party.break_even[0].value
        if value is not None:
            yield ("break_even", party.party), value
    if found.line is not None:
        yield ("line", ""), found.line
