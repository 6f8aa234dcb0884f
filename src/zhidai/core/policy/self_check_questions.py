"""The questions that the self-check has for every scheme, as a table.

The table below refers to facts by name; of it a scheme is asked what its rules and limits read,
and always what the cost of the loan is worked out from. One question may stand for several facts in
two ways:

- the same answer is the content of each (the estimated value of the patents stands for the
  appraised value and for what the market accepts);
- it lists *conditions*, and the person names those that cannot be met. A condition is a rule of
  the scheme that asks for one content of one fact, so an unmet one leads to its own clause. Naming
  none and saying so is an answer; saying nothing leaves all of these facts missing.

No more than `MOST_ANSWERS` of them are put: the size standard measures an industry by two of
employees, revenue and assets at most, and only those are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zhidai.core.evidence import FactContent
from zhidai.core.policy.case_facts import ROUTE
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.registers.enterprise_size import SizeMeasure

MOST_ANSWERS: Final = 12
INDUSTRY: Final = "enterprise.industry"
TERM: Final = "request.term"
RATE: Final = "request.rate"
ENTERPRISE: Final = "enterprise"  # who answers the self-check


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and the facts that its answer stands for, the one shown first."""

    id: str
    facts: tuple[str, ...]
    of_conditions: bool = False
    measure: SizeMeasure | None = None  # asked only where the size standard measures by it


QUESTIONS: Final = (
    Question(id="route", facts=(ROUTE,)),
    Question(id="amount", facts=(ASKED_AMOUNT,)),
    Question(id="term", facts=(TERM,)),
    Question(id="rate", facts=(RATE,)),
    Question(id="industry", facts=(INDUSTRY,)),
    Question(id="employees", facts=("enterprise.employees",), measure=SizeMeasure.EMPLOYEES),
    Question(id="revenue", facts=("enterprise.revenue",), measure=SizeMeasure.REVENUE),
    Question(id="assets", facts=("enterprise.total_assets",), measure=SizeMeasure.ASSETS),
    Question(
        id="enterprise_conditions",
        of_conditions=True,
        facts=(
            "enterprise.registered_place",
            "enterprise.has_core_patented_technology",
            "enterprise.fixed_premises",
            "enterprise.operating_normally",
            "enterprise.sound_fundamentals",
            "enterprise.within_industrial_policy",
            "enterprise.good_prospects",
            "enterprise.steady_income",
            "enterprise.able_to_repay",
            "enterprise.good_credit",
            "enterprise.persons_of_good_conduct",
            "request.main_security_is_pledge",
            "request.purpose",
        ),
    ),
    Question(id="kind", facts=("patent.kind",)),
    Question(id="filing_date", facts=("patent.filing_date",)),
    Question(
        id="patent_conditions",
        of_conditions=True,
        facts=(
            "patent.in_force",
            "patent.annual_fee_current",
            "patent.clear_title",
            "patent.already_pledged",
            "patent.under_preservation",
            "patent.registrable",
            "patent.tradeable",
            "patent.core_technology",
            "patent.market_potential",
            "patent.annual_fee_proof",
            "patent.co_owner_consents",
            "patent.twin_application_declared",
            "patent.promise_to_add_invention",
            "patent.related_patents_pledged",
        ),
    ),
    Question(id="value", facts=("valuation.appraised_value", "valuation.market_value")),
)
OF_THE_LOAN: Final = frozenset({ROUTE, ASKED_AMOUNT, TERM, RATE})
MEASURES_AT_FIRST: Final = frozenset({SizeMeasure.EMPLOYEES, SizeMeasure.REVENUE})

# A rule that asks for the fact on the left applies only where the one on the right holds. It is
# taken to hold: a patent of one owner passes in the same way as one with every consent.
WHERE: Final[Mapping[str, tuple[str, FactContent]]] = MappingProxyType(
    {
        "patent.co_owner_consents": ("patent.co_owned", True),
        "patent.promise_to_add_invention": ("patent.twin_kind", "pending_invention"),
    }
)
# A fact that an application asks for and the self-check settles by another one.
STANDS_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {"patent.fee_paid_until": "patent.in_force", "patent.expiry_date": "patent.filing_date"}
)
