"""Where the ceiling of one year holds down a subsidy of several, among the loans of an x-ray."""

from collections.abc import Iterable

from zhidai.core.errors import Reason
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.yearly_ceilings import bearing, labels_of
from zhidai.core.xray.costs import BorrowerMoney
from zhidai.core.xray.fees import fees_of
from zhidai.core.xray.premises import TERMS_IN_DAYS, Premises
from zhidai.core.xray.statement import statement_of


def held_by_one_year(
    scheme: Scheme, settings: SubsidySettings, premises: Premises, shown: Iterable[BorrowerMoney]
) -> tuple[Reason, ...]:
    """Each such ceiling once. shown: the loans whose cost the x-ray gives."""
    labels, found = labels_of(scheme), []
    for one in shown:
        if one.days <= max(TERMS_IN_DAYS):  # a year at most
            continue
        terms = premises.loan(amount=one.amount, days=one.days)
        fees = fees_of(settings, premises, amount=one.amount, days=one.days)
        lines = statement_of(settings, premises, terms, fees).lines
        found += [each for each in bearing(lines, settings, terms, labels) if each not in found]
    return tuple(found)
