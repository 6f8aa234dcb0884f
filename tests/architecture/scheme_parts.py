"""The messages that name the families of a scheme and the fields of their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.reader import shipped, shipped_schemes

_NOT_SHOWN = {"id", "name", "item", "steps", "zh", "en", "wording", "encoding"}
_OF_THE_IDENTITY = {"title", "issuers", "documents", "in_force_from", "in_force_until", "place",
                    "currency", "nature"}  # fmt: skip


def scheme_part_messages() -> frozenset[str]:
    """`part: family` and `field: name` for all that a difference of shipped schemes can name."""
    schemes = [shipped(scheme_id) for scheme_id in shipped_schemes()]
    families, names = {"identity", "tasks"}, set(_OF_THE_IDENTITY)
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
