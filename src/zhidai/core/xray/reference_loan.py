"""What the reference loan of an x-ray meets: parts of a plan that hold only for some loans."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.evidence import FactContent, FactValue
from zhidai.core.policy.case_facts import ROUTE, CaseFacts
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check_questions import RATE, TERM
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.policy.trace import Result
from zhidai.core.subsidies.applicability import asked_of
from zhidai.core.xray.premises import Premises

_LONGEST_MONTHS = 120


def may_meet(scheme: Scheme, premises: Premises, route: str | None) -> Callable[[Test], bool]:
    """Whether a test may be met: amount, rate, term and route of the loan are known, and whatever
    else a test asks counts as answered for it.
    """
    asked = _asked(scheme, premises, _of_the_loan(premises, route))
    return lambda test: asked(test) is not Result.NOT_MET


def surely_meets(scheme: Scheme, premises: Premises, route: str | None) -> Callable[[Test], bool]:
    """Whether a test is met whatever else may be true of the loan."""
    asked = _asked(scheme, premises, _of_the_loan(premises, route))
    return lambda test: asked(test) is Result.MET


def on_every_loan_of(
    scheme: Scheme, premises: Premises, route: str | None
) -> Callable[[Test], bool]:
    """Whether a test is met by every loan of a route, whatever its amount, rate and term."""
    asked = _asked(scheme, premises, {ROUTE: route})
    return lambda test: asked(test) is Result.MET


def _of_the_loan(premises: Premises, route: str | None) -> Mapping[str, FactContent | None]:
    return {
        ASKED_AMOUNT: premises.amount,
        RATE: premises.rate,
        TERM: _whole_months(premises),
        ROUTE: route,
    }


def _asked(
    scheme: Scheme, premises: Premises, known: Mapping[str, FactContent | None]
) -> Callable[[Test], Result]:
    facts = CaseFacts(
        values={
            name: FactValue(content=content)
            for name, content in known.items()
            if content is not None and name in scheme.facts
        }
    )
    asked = asked_of(scheme, facts, on=premises.on, reference=ReferenceTables())
    return lambda test: asked(test).result


def _whole_months(premises: Premises) -> Decimal | None:
    """The term in months; None for days that make no whole months."""
    due_on = premises.on + timedelta(days=premises.days)
    months = next(
        (one for one in range(1, _LONGEST_MONTHS + 1) if add_months(premises.on, one) == due_on),
        None,
    )
    return None if months is None else Decimal(months)
