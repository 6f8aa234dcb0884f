"""Everything a decision on a case is made from, besides the case itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from zhidai.core.evidence import FactContent
from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """The scheme the case is pinned to, its facts including this platform's record, and the day.

    accepted_on: the day of the application, whose values of the parameters hold for the case.
    """

    scheme: Scheme
    facts: CaseFacts
    reference: ReferenceTables
    on: date
    exceptions: tuple[AllowedException, ...] = ()
    accepted_on: date | None = None

    @property
    def values_on(self) -> date:
        """The day whose values hold: what is amended afterwards does not touch a running case."""
        return self.accepted_on or self.on

    @cached_property
    def assessment(self) -> Assessment:
        return assess(
            self.scheme,
            self.facts,
            on=self.on,
            reference=self.reference,
            exceptions=self.exceptions,
            values_on=self.values_on,
        )

    def content(self, fact: str) -> FactContent | None:
        """The content of a fact of the case, or None where it is missing."""
        value = self.facts.get(fact)
        return None if value is None else value.content

    def amount(self, fact: str) -> Decimal | None:
        """The content of a money or number fact, or None where it is missing."""
        content = self.content(fact)
        return content if isinstance(content, Decimal) else None

    def day(self, fact: str) -> date | None:
        """The content of a date fact, or None where it is missing."""
        content = self.content(fact)
        return content if isinstance(content, date) else None
