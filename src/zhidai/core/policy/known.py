"""What is known in one assessment: given facts, and facts derived from them when asked for.

Each derived fact is computed once and remembers what it was computed from, which is what the
trace shows under it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.evidence import Evidence, FactContent, FactValue
from zhidai.core.policy.case_facts import NOTHING
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import DatedValue, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A fact that is not known, with the full names of those that would have to be given."""

    names: tuple[str, ...]


Formula = Callable[["Known"], FactValue | Missing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What an assessment is made under, besides the facts.

    values_on: the day whose values of the parameters hold, the day of acceptance; None: `on`.
    """

    scheme: Scheme
    on: date
    reference: ReferenceTables
    formulas: Mapping[str, Formula]
    values_on: date | None = None


class Known:
    """The facts of a case, or of one of its patents (which also sees those of the case)."""

    __slots__ = (
        "_asked",
        "_case",
        "_found",
        "_given",
        "_inputs",
        "parameters",
        "patents",
        "premises",
    )

    def __init__(
        self,
        premises: Premises,
        given: Mapping[str, FactValue],
        case: "Known | None" = None,
        *,
        patents: tuple[Mapping[str, FactValue], ...] = (),
    ) -> None:
        self.premises = premises
        self.patents = patents
        self._given = given
        self._case = case
        self._found: dict[str, FactValue | Missing] = {}
        self._inputs: dict[str, tuple[str, ...]] = {}
        self._asked: list[list[str]] = []
        self.parameters: dict[str, DatedValue] = {} if case is None else case.parameters

    def of_patent(self, given: Mapping[str, FactValue] = NOTHING) -> "Known":
        """The view from one patent; without facts, the view from a patent not yet named."""
        return Known(self.premises, given, self)

    @property
    def on(self) -> date:
        """The day that is asked about."""
        return self.premises.on

    def get(self, name: str) -> FactValue | Missing:
        """The fact of that full name, derived if need be, or what is missing for it."""
        if self._asked:
            self._asked[-1].append(name)
        found = self._given.get(name) or self._found.get(name)  # a given one is by far the most
        if found is None:
            found = self._found[name] = self._find(name)
        return found

    def given(self, name: str) -> FactValue | None:
        """The fact as given, never derived."""
        return self._given.get(name)

    def content(self, name: str) -> FactContent | None:
        """What a given fact says, of this patent or the case; None where it is not given."""
        found = self._given.get(name)
        if found is not None:
            return found.content
        return None if self._case is None else self._case.content(name)

    def suppose(self, name: str, value: FactValue) -> FactValue:
        """Takes a fact from the reference tables where the case does not give it."""
        if self._asked:
            self._asked[-1].append(name)
        self._found[name] = value
        return value

    def inputs(self, name: str) -> tuple[str, ...]:
        """What a derived fact was computed from; nothing for a given one."""
        if name in self._given:
            return ()
        if self._inputs and (found := self._inputs.get(name)) is not None:
            return found
        return () if self._case is None else self._case.inputs(name)

    def parameter(self, name: str) -> DatedValue:
        """The parameter's value in force on the day of acceptance, where that is another day."""
        dated = self.parameters.get(name)
        if dated is None:
            dated = self.premises.scheme.parameters[name].in_force(
                self.premises.values_on or self.on
            )
            self.parameters[name] = dated
        return dated

    def _find(self, name: str) -> FactValue | Missing:
        if self._case is not None and not name.startswith("patent."):
            return self._case.get(name)
        fact = self.premises.scheme.facts.get(name)
        if fact is None or fact.formula is None:
            return Missing(names=(name,))
        return self._derive(name, fact.formula)

    def _derive(self, name: str, formula: str) -> FactValue | Missing:
        if len(self._asked) > len(self.premises.formulas):
            raise bad_input("fact_derived_from_itself", fact=name)
        self._asked.append([])
        try:
            return self.premises.formulas[formula](self)
        finally:
            self._inputs[name] = tuple(dict.fromkeys(self._asked.pop()))


def derived(content: FactContent) -> FactValue:
    """A fact computed from other facts."""
    return FactValue(content=content, evidence=Evidence.DERIVED)


def missing(*found: FactValue | Missing) -> Missing | None:
    """All that is missing among these, or None if nothing is."""
    names = [name for one in found if isinstance(one, Missing) for name in one.names]
    return Missing(names=tuple(dict.fromkeys(names))) if names else None


def decimal_of(value: FactValue) -> Decimal:
    """The number of a fact that the scheme declares as one."""
    if not isinstance(value.content, Decimal):
        raise TypeError(f"a formula reads a number from {value.content!r}")
    return value.content


def day_of(value: FactValue) -> date:
    """The day of a fact that the scheme declares as one."""
    if not isinstance(value.content, date):
        raise TypeError(f"a formula reads a day from {value.content!r}")
    return value.content
