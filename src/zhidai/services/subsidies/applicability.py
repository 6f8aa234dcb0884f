"""Which subsidies a loan has, and at which share: a scheme's tests asked of the case's facts.

What the parties answered in the case, what the platform knows of it, and the values of the
parameters on the day of the application. Missing is neither yes nor no: the claim is refused with
the name of the fact.
"""

from collections.abc import Callable
from functools import cache

from zhidai.core.errors import Reason, reason
from zhidai.core.policy.scheme import Test
from zhidai.core.policy.trace import Node, Result
from zhidai.core.subsidies.applicability import asked_of
from zhidai.core.subsidies.applying import claim_clause
from zhidai.core.subsidies.settings import Holds
from zhidai.db.lending.models import Loan
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.refusal import Refused


def holds_for(loan: Loan) -> Holds:
    """Whether a test is met by the loan as it was drawn; the case is read when first asked."""

    @cache
    def case() -> Callable[[Test], Node]:
        now = circumstances(loan.case, loan.drawn_on)
        return asked_of(
            now.scheme, now.facts, on=now.on, reference=now.reference, values_on=now.values_on
        )

    def holds(test: Test) -> bool:
        node = case()(test)
        if node.result is Result.NEEDS:
            raise Refused(_missing(loan, node.needs))
        return node.result is Result.MET

    return holds


def _missing(loan: Loan, facts: tuple[str, ...]) -> tuple[Reason, ...]:
    scheme = scheme_of(loan.case)
    return tuple(
        reason("subsidy_fact_missing", claim_clause(scheme), fact=scheme.facts[name].label)
        for name in facts
    )
