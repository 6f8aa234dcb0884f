"""Values that are made by the hundred for each answer: frozen to the type checker, quick to make.

A frozen dataclass sets each field through `object.__setattr__`, which made a third of the time of a
traced assessment (`run.py bench`). These are set plainly; `mypy` refuses to change a field all the
same, and the values are compared by content like every other.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=True)
def quick_value(kind: type[Made]) -> type[Made]:
    """A dataclass with slots and keyword-only fields that nothing changes once it is made."""
    return dataclass(slots=True, kw_only=True)(kind)
