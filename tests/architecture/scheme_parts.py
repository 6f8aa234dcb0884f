"""The messages that name the families of a scheme and the fields of their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum

from zhidai.core.lending.conventions import Repayment
from zhidai.core.parties import PartyKind
from zhidai.core.policy import (
    breakers,
    caps,
    claim_triggers,
    collateral,
    losses,
    rates,
    sanctions,
    subsidies,
)
from zhidai.core.policy.families import FAMILIES
from zhidai.core.policy.levels import OwnPartyKind
from zhidai.core.policy.limits import FORMULAS
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Coverage, FactType, Nature, Scheme
from zhidai.core.policy.strength import Comparison, Strength
from zhidai.schemes.reader import shipped, shipped_schemes

_NOT_SHOWN = {"name", "steps", "zh", "en", "wording", "encoding"}
_OF_THE_IDENTITY = {"title", "issuers", "documents", "in_force_from", "in_force_until", "place",
                    "currency", "nature",
                    "version"}  # fmt: skip


def scheme_part_messages() -> frozenset[str]:
    """`part: family` and `field: name` for all that a difference of shipped schemes can name."""
    schemes = [shipped(scheme_id) for scheme_id in shipped_schemes()]
    families, names = (
        {"identity", "order", "steps", "tasks", *FAMILIES},
        {*_OF_THE_IDENTITY, "tasks"},
    )
    for scheme in schemes:
        for family, part in _parts(scheme):
            families.add(family)
            names |= {one.name for one in fields(part)}  # type: ignore[arg-type]
    return frozenset(
        {f"part: {name}" for name in families} | {f"field: {name}" for name in names - _NOT_SHOWN}
    )


def _parts(scheme: Scheme) -> Iterator[tuple[str, object]]:
    """Each part with its family; the steps of a route hold tasks, which are parts of their own."""
    for family in fields(scheme):
        value = getattr(scheme, family.name)
        parts = list(value.values()) if isinstance(value, Mapping) else value
        if family.name in {"issuers", "seals"} or not isinstance(parts, list | tuple):
            continue
        yield from ((family.name, part) for part in parts if hasattr(part, "__slots__"))
    for route in scheme.routes.values():
        yield from (("tasks", task) for step in route.steps for task in step.tasks)


def closed_words() -> frozenset[str]:
    """`word: x` for every word of the closed lists that parts are written in."""
    modules = (caps, losses, claim_triggers, breakers, sanctions, rates, subsidies, collateral)
    lists = {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
    } | {Strength, Comparison, OwnPartyKind, PartyKind, Unit, Coverage, Nature, FactType, Repayment}
    return frozenset(f"word: {word}" for one in (*lists, FORMULAS) for word in one)


def words_of_schemes() -> frozenset[str]:
    """`word: x` for the routes and levels of the shipped schemes, which parts name by their ids."""
    schemes = [shipped(scheme_id) for scheme_id in shipped_schemes()]
    return frozenset(f"word: {name}" for one in schemes for name in (*one.routes, *one.levels))
