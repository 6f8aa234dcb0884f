"""What the core says when it cannot or will not: codes with parameters, never sentences.

Surfaces turn a `Reason` into one sentence in the reader's language (`zhidai.wording`).
An expected refusal is a *value* (`tuple[Reason, ...]`); bad input is `BadInput`, raised
where something is read and caught at the edge, where it becomes exit code 2 or a 422 page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.labels import Label

ReasonParameter = str | int | Decimal | date | Label
STANDS_IN = "stands_in"  # parameter that any reason may have: its sentence begins with the place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: a code of `zhidai.wording`, its parameters, and its clause if it has one."""

    code: str
    clause: str | None = None
    parameters: Mapping[str, ReasonParameter] = field(default_factory=lambda: MappingProxyType({}))


def reason(code: str, /, clause: str | None = None, **parameters: ReasonParameter) -> Reason:
    """A `Reason` written on one line."""
    return Reason(code=code, clause=clause, parameters=MappingProxyType(parameters))


class BadInput(ValueError):
    """Something read from outside cannot be used; nothing has been changed."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__("; ".join(f"{r.code} {dict(r.parameters)}" for r in reasons))
        self.reasons = reasons


def standing_in(place: str, refused: BadInput) -> BadInput:
    """The same refusal with where in what was read its text stands: `overrides[3].value`."""
    return BadInput(
        *(
            replace(one, parameters=MappingProxyType({**one.parameters, STANDS_IN: place}))
            for one in refused.reasons
        )
    )


def bad_input(code: str, /, **parameters: ReasonParameter) -> BadInput:
    """A `BadInput` with one reason."""
    return BadInput(Reason(code=code, parameters=MappingProxyType(parameters)))
