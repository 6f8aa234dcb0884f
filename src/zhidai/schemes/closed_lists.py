"""The names that scheme files may use but cannot define: each stands for code of the core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from zhidai.core.cases.conditions import CONDITIONS
from zhidai.core.cases.letters import LETTERS
from zhidai.core.cases.records import RECORDS
from zhidai.core.parties import OF_EVERY_SCHEME
from zhidai.core.policy import derivations, limits
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.readings import CARRIED_OUT

PLATFORM = "record"  # `answered_by` of what this platform itself knows

# The unit that each limit formula reads its parameter in.
LIMIT_UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "fixed_cap": Unit.YUAN,
        "yearly_room": Unit.YUAN,
        "lifetime_room": Unit.YUAN,
        "bank_year_room": Unit.YUAN,
        "scheme_year_room": Unit.YUAN,
        "pool_room": Unit.YUAN,
        "value_times_ratio": Unit.RATIO,
        "times_fact": Unit.RATIO,
    }
)

# What a limit formula is given, where that is not a parameter alone.
LIMIT_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "by_table": ("table",),
        "value_times_ratio_by_kind": (),
        "times_fact": ("parameter", "fact"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLists:
    """Names by what they name; `limit_units` says what unit a limit formula takes.

    `readings` has the readings that the code can run on, by question.
    """

    derivations: frozenset[str]
    limits: frozenset[str]
    conditions: frozenset[str]
    records: frozenset[str]
    letters: frozenset[str]
    parties: frozenset[str] = OF_EVERY_SCHEME
    limit_units: Mapping[str, Unit] = field(default_factory=lambda: LIMIT_UNITS)
    limit_keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: LIMIT_KEYS)
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: CARRIED_OUT)


def of_the_core() -> ClosedLists:
    """The lists as the core has them."""
    return ClosedLists(
        derivations=frozenset(derivations.FORMULAS),
        limits=frozenset(limits.FORMULAS),
        conditions=frozenset(CONDITIONS),
        records=frozenset(RECORDS),
        letters=frozenset(LETTERS),
    )
