"""The subsidies of a loan that is paid on its due days, with nothing granted before."""

from collections.abc import Mapping
from decimal import Decimal

from zhidai.core.lending.terms import LoanTerms
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import SubsidyRates
from zhidai.core.subsidies.planned import planned_inputs
from zhidai.core.subsidies.rooms import untouched
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.statement import SubsidyStatement
from zhidai.core.xray.premises import Premises


def statement_of(
    settings: SubsidySettings, premises: Premises, terms: LoanTerms, fees: Mapping[str, Decimal]
) -> SubsidyStatement:
    """The statement; yearly budgets of a bank or the programme count as untouched. fees: those that
    are not subsidised are left aside.
    """
    subsidised = {str(one.item) for one in settings.subsidies}
    inputs = planned_inputs(
        terms,
        fees_paid={fee: paid for fee, paid in fees.items() if fee in subsidised},
        rates=SubsidyRates(lpr=lambda _: premises.lpr, ceiling=premises.subsidised_rate),
        taken=untouched(settings),
    )
    return compute_subsidies(inputs, settings)
