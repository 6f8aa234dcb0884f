"""Which subsidies a loan has, and at which share: a scheme's tests asked of the case's facts.

What the parties answered in the case, what the platform knows of it, and the values of the
parameters on the day of the application. Missing is neither yes nor no: the claim is refused with
the name of the fact.
"""

from functools import cache

from zhidai.core.errors import reason
from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.evaluation import evaluate
from zhidai.core.policy.known import Known, Premises
from zhidai.core.policy.scheme import Test
from zhidai.core.policy.trace import Result
from zhidai.core.subsidies.applying import claim_clause
from zhidai.core.subsidies.settings import Holds
from zhidai.db.lending.models import Loan
from zhidai.services.cases.dossier import circumstances
from zhidai.services.refusal import Refused


def holds_for(loan: Loan) -> Holds:
    """Whether a test is met by the loan as it was drawn; the case is read when first asked."""

    @cache
    def known() -> Known:
        now = circumstances(loan.case, loan.drawn_on)
        premises = Premises(
            scheme=now.scheme,
            on=now.on,
            reference=now.reference,
            formulas=FORMULAS,
            values_on=now.values_on,
        )
        return Known(premises, now.facts.values)

    def holds(test: Test) -> bool:
        node = evaluate(test, known())
        if node.result is Result.NEEDS:
            scheme = known().premises.scheme
            raise Refused(
                tuple(
                    reason(
                        "subsidy_fact_missing", claim_clause(scheme), fact=scheme.facts[name].label
                    )
                    for name in node.needs
                )
            )
        return node.result is Result.MET

    return holds
