"""What a change of a scheme does to the money: two x-rays of the reference loan, side by side.

Each scheme is taken with its own highest rate, because a margin that moves is part of the change,
and on every route by which it shares losses or pays claims. The reference loan is cut to what both
plans lend. Only figures that differ are said; where an x-ray cannot be taken, that is said instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput, Reason
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.bounds import largest_loan, longest_days
from zhidai.core.xray.defaults import highest_rate, lpr_five_years_of, lpr_of
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyChange:
    """One figure before and after; None: the scheme has no such figure.

    figure: its kind, in the words of `_figures`; of: the party, subsidy, clauses or reading that it
    is of. Yuan, days or fractions of one, by the kind.
    """

    figure: str
    of: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEffect:
    """The figures that differ; not_computed: why an x-ray of either scheme could not be taken."""

    changes: tuple[MoneyChange, ...] = ()
    not_computed: tuple[Reason, ...] = ()


def money_effect(
    old: Scheme, new: Scheme, *, reference: ReferenceTables, working_days: WorkingDays
) -> MoneyEffect:
    """What differs once every value that only one of the two has is in force."""
    day = max(old.in_force_from, new.in_force_from, *_days_of_other_values(old, new))
    changes: dict[MoneyChange, None] = {}
    refusals: list[Reason] = []
    for route in dict.fromkeys((*_routes(old), *_routes(new))):
        try:
            sides = [
                dict(_figures(_taken(one, day, reference, working_days, route, (old, new))))
                if route in _routes(one)
                else {}
                for one in (old, new)
            ]
        except BadInput as refused:  # such as a number that is not in force on the day
            refusals += [one for one in refused.reasons if one not in refusals]
        else:
            changes |= dict.fromkeys(_differing(*sides))
    return MoneyEffect(changes=tuple(changes), not_computed=tuple(refusals))


def _differing(before: dict[Key, Decimal], after: dict[Key, Decimal]) -> Iterator[MoneyChange]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            figure, of = key
            yield MoneyChange(figure=figure, of=of, old=before.get(key), new=after.get(key))


def _routes(scheme: Scheme) -> tuple[str | None, ...]:
    """Those by which losses are shared or claims paid; None: the scheme without any."""
    shared = [route for one in scheme.loss_models for route in one.routes]
    claimed = [route for one in scheme.claim_triggers for route in one.routes]
    return tuple(dict.fromkeys((*shared, *claimed))) or (None,)


def _days_of_other_values(old: Scheme, new: Scheme) -> Iterator[date]:
    """From which days on a parameter has a value in one of the schemes and not in the other."""
    for name in old.parameters.keys() & new.parameters.keys():
        before, after = old.parameters[name].values, new.parameters[name].values
        for dated in (*before, *after):
            if (dated in before) != (dated in after) and dated.since <= new.in_force_until:
                yield dated.since


def _taken(
    scheme: Scheme,
    day: date,
    reference: ReferenceTables,
    working_days: WorkingDays,
    route: str | None,
    both: tuple[Scheme, Scheme],
) -> Xray:
    lpr = lpr_of(reference, day)
    usual = Premises(on=day)
    amounts = (usual.amount, *(largest_loan(one, usual) for one in both))
    terms = (usual.days, *(longest_days(one, usual) for one in both))
    premises = Premises(
        on=day,
        amount=min(one for one in amounts if one is not None),
        days=min(one for one in terms if one is not None),
        rate=highest_rate(scheme, day, lpr),
        lpr=lpr,
        lpr_five_years=lpr_five_years_of(reference, day),
    )
    return xray(scheme, premises, route=route, working_days=working_days)


def _figures(found: Xray) -> Iterator[tuple[Key, Decimal]]:
    yield ("highest_rate", ""), found.premises.rate
    yield ("net_cost", ""), found.reference.yearly
    for bound in fields(found.bounds):
        value = getattr(found.bounds, bound.name)
        if value is not None:
            yield (bound.name, ""), Decimal(value)
    yield from _of_subsidies(found)
    yield from _of_parties(found)
    if found.line is not None:
        yield ("line", ""), found.line
    yield from _of_tensions(found)
    yield from _of_readings(found)


def _of_subsidies(found: Xray) -> Iterator[tuple[Key, Decimal]]:
    for one in found.subsidies:
        yield ("granted", one.id), one.amount
        if one.binds_from_amount is not None:
            yield ("cap_binds", one.id), one.binds_from_amount


def _of_parties(found: Xray) -> Iterator[tuple[Key, Decimal]]:
    """The results at the line and by recovery follow from share, income and line."""
    for one in found.parties:
        yield ("share", one.party), one.share
        yield ("income", one.party), one.income
        value = one.break_even[0].value
        if value is not None:
            yield ("break_even", one.party), value


def _of_tensions(found: Xray) -> Iterator[tuple[Key, Decimal]]:
    """The money between the clauses; where there is none, the figures by themselves."""
    for one in found.tensions:
        value = one.money
        if value is None:
            value = Decimal(next(iter(one.figures.values())))
        yield (one.code, ", ".join(one.clauses)), value


def _of_readings(found: Xray) -> Iterator[tuple[Key, Decimal]]:
    """What every other reading of an open question would move."""
    for question in found.questions:
        for reading in question.readings:
            for effect in reading.effects:
                value = effect.money if effect.money is not None else Decimal(effect.days or 0)
                yield (f"reading.{effect.of}", f"{question.id}/{reading.id}"), value
