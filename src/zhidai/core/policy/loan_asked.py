"""What of a scheme stands against a loan of which nothing but its terms is known.

A rule or limit that needs more facts says nothing here: a loan with nothing against it is not
eligible yet, only not ruled out by its amount, rate and term. Of a room (全部贷款余额不超过500万元)
no more is left than the plan states, so a larger amount is ruled out whatever was drawn before.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.evidence import FactValue
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.assessment import Finding, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.limits import rooms_of, with_rooms_untouched
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check_questions import RATE, TERM
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.policy.trace import Result


def against_loan(
    scheme: Scheme, terms: LoanTerms, *, reference: ReferenceTables
) -> tuple[Finding, ...]:
    """The rules and limits that its amount, rate and term break, asked on the day of drawdown.

    Bad input: `scheme_not_in_force_on`.
    """
    known = facts_of_loan(scheme, terms)
    rooms = rooms_of(scheme)

    def findings(given: Mapping[str, FactValue]) -> tuple[Finding, ...]:
        facts = CaseFacts(values=given)
        return assess(scheme, facts, on=terms.drawn_on, reference=reference).findings

    found = findings(known)
    if rooms:
        untouched = with_rooms_untouched(scheme, known)
        of_rooms = (one for one in findings(untouched) if one.rule in rooms)
        found = (*(one for one in found if one.rule not in rooms), *of_rooms)
    return tuple(
        one
        for one in found
        if one.result is Result.NOT_MET and (one.blocks or one.asks_for_exception)
    )


def facts_of_loan(scheme: Scheme, terms: LoanTerms) -> dict[str, FactValue]:
    """Amount, rate and term of a loan, where the scheme has such facts."""
    asked = {
        ASKED_AMOUNT: terms.principal,
        TERM: Decimal(_months_begun(terms.drawn_on, terms.due_on)),
        RATE: terms.annual_rate,
    }
    return {name: FactValue(content=value) for name, value in asked.items() if name in scheme.facts}


def _months_begun(drawn_on: date, due_on: date) -> int:
    """Whole months of a term, one that has begun counted in full: a year and a day is 13."""
    months = 0
    while add_months(drawn_on, months) < due_on:
        months += 1
    return months
