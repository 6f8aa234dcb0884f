"""The subsidies of a loan that is paid on its due days, with nothing granted before."""

from collections.abc import Mapping
from decimal import Decimal

from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import SubsidyInputs, SubsidyRates
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.statement import SubsidyStatement
from zhidai.core.xray.premises import Premises


def statement_of(
    settings: SubsidySettings, premises: Premises, terms: LoanTerms, fees: Mapping[str, Decimal]
) -> SubsidyStatement:
    """The statement; yearly budgets of a bank or the programme count as untouched."""
    names = [*(one.id for one in settings.subsidies), *(cap.id for cap in settings.shared)]
    untouched = {(name, scope): Decimal(0) for name in names for scope in CapScope}
    inputs = SubsidyInputs(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        closed_on=terms.due_on,
        interest=tuple(
            PaidInterest(begins_on=due.begins_on, ends_on=due.due_on, paid=due.interest)
            for due in contract_schedule(terms)
        ),
        fees_paid=fees,
        rates=SubsidyRates(lpr=lambda _: premises.lpr),
        taken=untouched,
    )
    return compute_subsidies(inputs, settings)
