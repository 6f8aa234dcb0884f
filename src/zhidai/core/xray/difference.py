"""What a change of a scheme does to the money: two x-rays of the reference loan, side by side.

Each scheme is taken with its own highest rate, because a margin that moves is part of the change,
and on every route by which it shares losses or pays claims, beside the likest route of the other.
The reference loan is cut to what both plans lend. Only figures that differ are said; where an x-ray
cannot be taken, that is said instead.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput, Reason
from zhidai.core.policy.common_fractions import is_same
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.route_pairs import Pair, pairs_of
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.basis import of_breaker, of_model
from zhidai.core.xray.beside_the_loan import moved_most
from zhidai.core.xray.bounds import largest_loan, longest_days
from zhidai.core.xray.costs import ALONE
from zhidai.core.xray.defaults import highest_rate, quote_of
from zhidai.core.xray.parties import ModelMoney
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.tensions import Tension
from zhidai.core.xray.xray import Xray, xray


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRoutes:
    """A route of the old scheme and the one of the new that stands beside it. None: no routes."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyChange:
    """One figure before and after; None: the scheme has no such figure.

    figure: its kind, in the words of `_figures`; of: the party, subsidy, clauses, parameter,
    reading or loan (`<yuan>/<days>`) that it is of; under: the loss model or the breaker
    (`loss_models/<id>`, `breakers/<id>`), where either scheme has several. on: the routes compared,
    where it is not the same on all. Yuan, days, loans or fractions of one, by the kind.
    """

    figure: str
    of: str
    under: str
    on: OnRoutes | None
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComputed:
    """Why the x-rays of two routes could not be taken. on: as in `MoneyChange`."""

    on: OnRoutes | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEffect:
    """The figures that differ; not_computed: where an x-ray of either scheme could not be taken."""

    changes: tuple[MoneyChange, ...] = ()
    not_computed: tuple[NotComputed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Key:
    figure: str
    of: str = ""
    under: str = ""


_Figures = dict[_Key, Decimal]


@dataclass(slots=True, kw_only=True)
class _Comparing:
    """What was found, by pairs of routes in their order."""

    found: dict[Pair, list[MoneyChange]] = field(default_factory=dict)
    refused: dict[Pair, tuple[Reason, ...]] = field(default_factory=dict)

    def effect(self) -> MoneyEffect:
        """The same said once where it is so on every pair, else with its routes."""
        pairs = len(self.found) + len(self.refused)
        times = Counter(one for changes in self.found.values() for one in changes)
        changes = {
            one if times[one] == pairs else replace(one, on=_on(pair)): None
            for pair, changes in self.found.items()
            for one in changes
        }
        refused: list[NotComputed] = []
        for pair, reasons in self.refused.items():
            everywhere = list(self.refused.values()).count(reasons) == pairs
            one = NotComputed(on=None if everywhere else _on(pair), reasons=reasons)
            refused += [] if one in refused else [one]
        return MoneyEffect(changes=tuple(changes), not_computed=tuple(refused))


def _on(pair: Pair) -> OnRoutes:
    return OnRoutes(old=pair[0], new=pair[1])


def money_effect(
    old: Scheme, new: Scheme, *, reference: ReferenceTables, working_days: WorkingDays
) -> MoneyEffect:
    """What differs once every value that only one of the two has is in force."""
    day = max(old.in_force_from, new.in_force_from, *_days_of_other_values(old, new))
    comparing = _Comparing()
    for pair in pairs_of(old, new, _routes(old), _routes(new)):
        try:
            usual = _lent_by_both((old, new), pair, day)
            before, after = (
                _taken(one, usual, reference, working_days, route)
                for one, route in zip((old, new), pair, strict=True)
            )
        except BadInput as refused:  # such as a number that is not in force on the day
            comparing.refused[pair] = tuple(refused.reasons)
        else:
            comparing.found[pair] = list(_differing(*_figures_of(before, after)))
    return comparing.effect()


def _figures_of(before: Xray, after: Xray) -> tuple[_Figures, _Figures]:
    """Models and breakers are told apart by name only where one of the two has several."""
    models = len(before.models) > 1 or len(after.models) > 1
    stops = len(before.stops) > 1 or len(after.stops) > 1
    old, new = (dict(_figures(one, models=models, stops=stops)) for one in (before, after))
    moved = moved_most(before, after)
    if moved is not None:
        key = _Key("borrower_bears", f"{moved.amount}/{moved.days}")
        old[key], new[key] = moved.old, moved.new
    return old, new


def _differing(before: _Figures, after: _Figures) -> Iterator[MoneyChange]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if not is_same(old, new):
            yield MoneyChange(
                figure=key.figure, of=key.of, under=key.under, on=None, old=old, new=new
            )


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


def _lent_by_both(both: tuple[Scheme, Scheme], pair: Pair, day: date) -> Premises:
    """The usual reference loan, cut to what both plans lend on their routes."""
    usual = Premises(on=day)
    amounts = (usual.amount, *(largest_loan(one, usual) for one in both))
    terms = (
        usual.days,
        *(longest_days(one, usual, route) for one, route in zip(both, pair, strict=True)),
    )
    return replace(
        usual,
        amount=min(one for one in amounts if one is not None),
        days=min(one for one in terms if one is not None),
    )


def _taken(
    scheme: Scheme,
    usual: Premises,
    reference: ReferenceTables,
    working_days: WorkingDays,
    route: str | None,
) -> Xray:
    quote = quote_of(reference, usual.on)
    premises = replace(
        usual,
        rate=highest_rate(scheme, usual.on, quote, due_on=usual.due_on),
        lpr=quote.one_year,
        lpr_five_years=quote.over_five_years,
    )
    return xray(scheme, premises, route=route, working_days=working_days)


def _figures(found: Xray, *, models: bool, stops: bool) -> Iterator[tuple[_Key, Decimal]]:
    """models, stops: whether several are told apart by name."""
    yield _Key("net_cost"), found.reference.yearly
    if found.unconditional != found.reference:
        yield _Key("net_cost_unconditional"), found.unconditional.yearly
    yield from _of_bounds(found)
    yield from _of_subsidies(found)
    for model in found.models:
        under = of_model(model.model) if models else ""
        yield from _of_parties(model, under)
        yield from _of_sharing(model, under)
    for stop in found.stops:
        under = of_breaker(stop.rule) if stops else ""
        yield _Key("line", under=under), stop.threshold
        if stop.from_overdue_day is not None:
            yield _Key("counted_from_day", under=under), Decimal(stop.from_overdue_day)
    of_stops = {of_breaker(stop.rule) for stop in found.stops}
    for one in found.tensions:
        named = stops if one.of in of_stops else models
        yield _of_tension(one, one.of if named else "")
    yield from _of_readings(found)


def _of_bounds(found: Xray) -> Iterator[tuple[_Key, Decimal]]:
    bounds = found.bounds
    if found.premises.subsidised_rate is not None:
        yield _Key("subsidised_rate"), found.premises.subsidised_rate
    for name in (
        *("highest_rate", "largest_loan", "enterprise_year", "longest_days"),
        *("pledge_ratio", "claim_day", "days_to_pay"),
    ):
        value = getattr(bounds, name)
        if value is not None:
            yield _Key(name), Decimal(value)
    for name, rate in bounds.by_term.items():
        yield _Key("rate_ceiling", name), rate
    for one in bounds.by_case:
        yield _Key("ceiling" if one.unit is Unit.YUAN else "ceiling_ratio", one.parameter), one.most
    for one in bounds.rooms:
        yield _Key("room", one.parameter), one.most


def _of_subsidies(found: Xray) -> Iterator[tuple[_Key, Decimal]]:
    for one in found.subsidies:
        if one.is_known:
            yield _Key("granted", one.id), one.amount
        if one.of_paid is not None:
            yield _Key("of_paid", one.id), one.of_paid
        if one.binds_from_paid is not None:
            yield _Key("cap_binds_paid", one.id), one.binds_from_paid
        if one.binds_from_amount is not None:
            yield _Key("cap_binds", one.id), one.binds_from_amount
        if one.budget_loans is not None:
            yield _Key("budget_loans", one.id), Decimal(one.budget_loans)
    for shared in found.shared_caps:
        yield _Key("shared_cap", shared.id), shared.most
        if shared.binds_from_amount is not None:
            yield _Key("shared_cap_binds", shared.id), shared.binds_from_amount


def _of_parties(model: ModelMoney, under: str) -> Iterator[tuple[_Key, Decimal]]:
    """The results at the line and by recovery follow from share, income and line."""
    for one in model.parties:
        yield _Key("share", one.party, under), one.share
        yield _Key("bears", one.party, under), one.bears
        yield _Key("income", one.party, under), one.income
        value = one.break_even[0].value
        if value is not None:
            yield _Key("break_even", one.party, under), value


def _of_sharing(model: ModelMoney, under: str) -> Iterator[tuple[_Key, Decimal]]:
    """What is shared at all, how far caps reach, and what an agreement may make of a share."""
    yield _Key("shared", under=under), model.shared
    for cap in model.caps:
        if cap.covers is not None:
            figure = "cap_covers_alone" if cap.scope in ALONE else "cap_covers"
            yield _Key(figure, str(cap.scope), under), cap.covers
    for one in model.agreed:
        yield _Key(f"agreed_{one.end}", one.party, under), one.stated


def _of_tension(one: Tension, under: str) -> tuple[_Key, Decimal]:
    """The money between the clauses; where there is none, the first figure."""
    value = one.money
    if value is None:
        value = Decimal(next(iter(one.figures.values())))
    return _Key(one.code, ", ".join(one.clauses), under), value


def _of_readings(found: Xray) -> Iterator[tuple[_Key, Decimal]]:
    """What every other reading of an open question would move."""
    for question in found.questions:
        for reading in question.readings:
            for effect in reading.effects:
                value = effect.money if effect.money is not None else Decimal(effect.days or 0)
                of = f"{question.id}/{reading.id}"
                yield _Key(f"reading.{effect.of}", of, effect.under), value
