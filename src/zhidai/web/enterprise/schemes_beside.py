"""Schemes beside each other in plain words, for an enterprise that may apply under several.

What all of them say in the same words is left out: the table shows what to choose by.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.policy.fact_tests import parameters_of
from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Rule, Scheme, Strength, Subject
from zhidai.web.shared.components import Cell, Table, table
from zhidai.wording.scheme_parts import party_label

Lines = Iterator[str]


def beside(schemes: Sequence[Scheme], on: date, language: str) -> Table:
    """One column for each scheme, one row for each thing in which they differ."""
    rows: list[list[Cell | str]] = [
        [Cell(text=topic, keeps_line=True), *cells]
        for topic, said in _TOPICS.items()
        if any(cells := _differing([tuple(said(each, on, language)) for each in schemes], language))
    ]
    return table(
        caption=_("What sets them apart"),
        columns=[_("What"), *_heads(schemes, language)],
        rows=rows,
    )


def _heads(schemes: Sequence[Scheme], language: str) -> list[str]:
    """Places where they tell the schemes apart: a phone repeats the head at each row."""
    places = [each.place.in_language(language) for each in schemes]
    apart = len(set(places)) == len(places)
    return places if apart else [each.title.in_language(language) for each in schemes]


def _differing(said: Sequence[tuple[str, ...]], language: str) -> list[str]:
    shared = set(said[0]).intersection(*said[1:])
    between = "; " if language == "en" else "；"
    return [between.join(line for line in lines if line not in shared) for lines in said]


def _with_numbers(
    label: str, parameters: Sequence[str], scheme: Scheme, on: date, language: str
) -> str:
    numbers = [format_quantity(scheme.value(name, on), language) for name in parameters]
    return f"{label} {', '.join(numbers)}" if numbers else label


def _amounts(scheme: Scheme, on: date, language: str) -> Lines:
    for limit in scheme.limits:
        named = [name for name in (limit.parameter,) if name is not None]
        yield _with_numbers(limit.label.in_language(language), named, scheme, on, language)
    for each in scheme.tables.values():
        named = [row.value for row in each.rows]
        yield _with_numbers(each.label.in_language(language), named, scheme, on, language)


def _rules_of(subject: Subject) -> Callable[[Scheme, date, str], Lines]:
    def lines(scheme: Scheme, on: date, language: str) -> Lines:
        for rule in scheme.rules:
            if rule.subject is subject and rule.strength is not Strength.MAY:
                yield _rule(rule, scheme, on, language)

    return lines


def _rule(rule: Rule, scheme: Scheme, on: date, language: str) -> str:
    named = tuple(parameters_of(rule.test))
    return _with_numbers(rule.label.in_language(language), named, scheme, on, language)


def _rates(scheme: Scheme, on: date, language: str) -> Lines:
    for one in scheme.rate_ceilings:
        label = one.label.in_language(language)
        yield _with_numbers(label, (one.parameter,), scheme, on, language)


def _ratios(scheme: Scheme, on: date, language: str) -> Lines:
    named = [one.pledge_ratio_max for one in scheme.collateral if one.pledge_ratio_max is not None]
    for name in dict.fromkeys(named):
        label = scheme.parameters[name].label.in_language(language)
        yield _with_numbers(label, (name,), scheme, on, language)


def _subsidies(scheme: Scheme, on: date, language: str) -> Lines:
    for one in scheme.subsidies:
        shares = (one.share, *(part.share for part in one.parts))
        caps = (cap.parameter for cap in one.caps)
        named = tuple(name for name in (*shares, *caps) if name is not None)
        yield _with_numbers(one.label.in_language(language), named, scheme, on, language)


def _losses(scheme: Scheme, on: date, language: str) -> Lines:
    for model in scheme.loss_models:
        shares = (
            f"{party_label(role, scheme, language)} "
            f"{format_quantity(scheme.value(name, on), language)}"
            for role, name in model.shares.items()
        )
        yield f"{model.label.in_language(language)}: {', '.join(shares)}"


def _routes(scheme: Scheme, on: date, language: str) -> Lines:
    for route in scheme.routes.values():
        yield route.label.in_language(language)


def _place(scheme: Scheme, on: date, language: str) -> Lines:
    yield scheme.title.in_language(language)
    yield f"{scheme.in_force_from} – {scheme.in_force_until}"


_TOPICS: Mapping[str | Promise, Callable[[Scheme, date, str], Lines]] = {
    gettext_lazy("The scheme, and until when"): _place,
    gettext_lazy("Routes"): _routes,
    gettext_lazy("How much"): _amounts,
    gettext_lazy("Conditions on the loan"): _rules_of(Subject.REQUEST),
    gettext_lazy("Highest rate"): _rates,
    gettext_lazy("Pledge ratio"): _ratios,
    gettext_lazy("Who may apply"): _rules_of(Subject.ENTERPRISE),
    gettext_lazy("Which patents"): _rules_of(Subject.PATENT),
    gettext_lazy("Subsidies"): _subsidies,
    gettext_lazy("Who bears a loss"): _losses,
}
