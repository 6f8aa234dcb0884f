"""The facts of one case as known: what was answered, by whom, and on which paper.

Missing is missing: a fact that nobody gave has no entry, and no rule takes it for zero or no.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from zhidai.core.evidence import FactValue

NOTHING: Mapping[str, FactValue] = MappingProxyType({})

ROUTE = "request.route"
PATENT_NUMBER = "patent.number"
PATENT_KIND = "patent.kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Facts by full name (`request.amount`); one map (`patent.kind`) for each patent."""

    values: Mapping[str, FactValue] = field(default_factory=lambda: NOTHING)
    patents: tuple[Mapping[str, FactValue], ...] = ()

    def get(self, name: str, patent: int | None = None) -> FactValue | None:
        """The fact of that full name, of the patent at that place where it is a patent's."""
        if patent is None:
            return self.values.get(name)
        return self.patents[patent].get(name)

    def with_fact(self, name: str, value: FactValue, patent: int | None = None) -> "CaseFacts":
        """The same facts with one of them given or replaced."""
        if patent is None:
            return CaseFacts(values={**self.values, name: value}, patents=self.patents)
        patents = [dict(facts) for facts in self.patents]
        patents[patent][name] = value
        return CaseFacts(values=self.values, patents=tuple(patents))

    def without_patent(self, patent: int) -> "CaseFacts":
        """The same facts with one patent left out."""
        left = self.patents[:patent] + self.patents[patent + 1 :]
        return CaseFacts(values=self.values, patents=left)


def patent_item(facts: Mapping[str, FactValue], place: int) -> str:
    """What a patent is called in findings: its number, or its place (#1) until it has one."""
    number = facts.get(PATENT_NUMBER)
    return f"#{place + 1}" if number is None else str(number.content)
