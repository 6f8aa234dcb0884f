"""Whether a loan meets a subsidy's tests (`when`, `instead`), asked of the facts of its case."""

from collections.abc import Callable
from datetime import date

from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.evaluation import evaluate
from zhidai.core.policy.known import Known, Premises
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme, Test
from zhidai.core.policy.trace import Node


def asked_of(
    scheme: Scheme,
    facts: CaseFacts,
    *,
    on: date,
    reference: ReferenceTables,
    values_on: date | None = None,
) -> Callable[[Test], Node]:
    """Answers a test: met, not met, or needs with the names of the facts that are missing.

    values_on: the day of acceptance, whose values of the parameters hold; None: `on`.
    """
    premises = Premises(
        scheme=scheme, on=on, reference=reference, formulas=FORMULAS, values_on=values_on
    )
    known = Known(premises, facts.values)
    return lambda test: evaluate(test, known)
