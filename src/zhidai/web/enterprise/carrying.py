"""What a self-check has answered, carried in the address into the application: asked once."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.scheme import Fact, Scheme
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services import business_date
from zhidai.web.self_check.answers import Answers
from zhidai.web.self_check.choice import address_of, given_answers
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.fact_form import PATENTS
from zhidai.web.shared.typed_answers import as_typed
from zhidai.wording.explanation import content_text

AMOUNT, ROUTE = "amount", "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The answers, by subject as an application takes them; query: the same as an address."""

    scheme: Scheme
    declared: dict[str, Any]
    facts: CaseFacts
    query: str

    @property
    def amount(self) -> str:
        """As its field shows it."""
        typed = self.declared.get("request", {}).get(AMOUNT)
        return "".join(as_typed(self.scheme.facts[ASKED_AMOUNT], typed, language()))

    @property
    def route(self) -> str:
        return str(self.declared.get("request", {}).get(ROUTE, ""))

    @property
    def patent(self) -> dict[str, Any]:
        """What was said of the patent; a new one begins with it."""
        found = self.declared.get(PATENTS, [])
        return dict(found[0]) if found else {}

    def asked_first(self, route: str) -> dict[str, dict[str, Any]]:
        """The answers that the route's first task asks for, without those about patents."""
        asked = self.scheme.routes[route].steps[0].tasks[0].facts_in
        found: dict[str, dict[str, Any]] = {}
        for subject, answers in self.declared.items():
            if subject == PATENTS:
                continue
            kept = {name: each for name, each in answers.items() if f"{subject}.{name}" in asked}
            if kept:
                found[subject] = kept
        return found

    def rows(self) -> tuple[SummaryRow, ...]:
        """What is taken over, in words."""
        routes = self.scheme.routes
        route = self.route if self.route in routes else next(iter(routes))
        return tuple(
            self._row(self.scheme.facts[f"{subject}.{name}"])
            for subject, answers in self.asked_first(route).items()
            for name in answers
        )

    def _row(self, fact: Fact) -> SummaryRow:
        """A fact as it was read: what was typed may be in the words of the other language."""
        spoken, found = language(), self.facts.get(fact.full_name)
        return SummaryRow(
            label=fact.label.in_language(spoken),
            value="" if found is None else content_text(fact, found.content, spoken),
        )


def carried(query: QueryDict, scheme: Scheme) -> Carried:
    """The answers in an address; none where it holds none or they cannot be read."""
    today, given = business_date.today(), given_answers(query)
    answers = Answers(
        scheme,
        on=today,
        reference=reference_tables(),
        language=language(),
        data=given,
    )
    address = address_of(scheme, answers.query) if query else ""
    facts = (answers.facts() if given else None) or CaseFacts()
    return Carried(scheme=scheme, declared=answers.declared(), facts=facts, query=address)
