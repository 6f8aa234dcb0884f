"""Sums of parameters that must hold on every day from a first one on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.core.policy.common_fractions import exact, exact_sum, quotient
from zhidai.core.policy.quantity import Quantity, Unit, in_both_languages
from zhidai.core.policy.scheme import Parameter
from zhidai.schemes.fields import Loading
from zhidai.schemes.problems import Place

WHOLE = Decimal(1)


def hold_sum(
    id_: str,
    names: Sequence[str],
    equals: str | Quantity,
    *,
    place: Place,
    loading: Loading,
    since: date,
) -> None:
    """Notes each day on which the parameters do not add up to another, or to a quantity."""
    named = [equals] if isinstance(equals, str) else []
    parameters = [loading.parameters.get(name) for name in (*names, *named)]
    sound = [parameter for parameter in parameters if parameter is not None]
    if len(sound) < len(parameters) or not names:
        return  # a name or value is wrong already
    for on in days_of_change(sound, since=since):
        values = [parameter.in_force(on).value for parameter in sound]
        wanted = equals if isinstance(equals, Quantity) else values.pop()
        _hold_on(id_, values, wanted, on=on, place=place, loading=loading)


def days_of_change(parameters: list[Parameter], *, since: date) -> list[date]:
    """The days from which on all parameters have a value and one of them changes."""
    first = max(parameter.values[0].since for parameter in parameters)
    start = max(first, since)
    changes = {dated.since for parameter in parameters for dated in parameter.values}
    return sorted({start, *(day for day in changes if day > start)})


def _hold_on(
    id_: str,
    values: list[Quantity],
    wanted: Quantity,
    *,
    on: date,
    place: Place,
    loading: Loading,
) -> None:
    units = {value.unit for value in (*values, wanted)}
    total = exact_sum(value.amount for value in values)
    if len(units) == 1 and total == exact(wanted.amount):
        return
    labels = [in_both_languages(value) for value in values]
    written = Label(
        zh=" + ".join(one.zh for one in labels), en=" + ".join(one.en for one in labels)
    )
    loading.problems.add(
        "scheme_sum_differs",
        place,
        id=id_,
        on=on,
        sum=written,
        total=_shown(quotient(total), units),
        wanted=in_both_languages(wanted),
    )


def _shown(total: Decimal, units: set[Unit]) -> str | Label:
    if len(units) > 1:
        return "/".join(sorted(units))
    return in_both_languages(Quantity(amount=total, unit=next(iter(units)), text=""))
