"""Where the ceiling of one year holds down a subsidy of several, among the loans of an x-ray."""

from collections.abc import Iterable

from zhidai.core.errors import Reason, reason
from zhidai.core.money import format_yuan
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
    """Each such ceiling once, with the first loan that it holds down. shown: the loans whose cost
    the x-ray gives.
    """
    labels, found = labels_of(scheme), dict[tuple[object, object], Reason]()
    for one in shown:
        if one.days <= max(TERMS_IN_DAYS):  # a year at most
            continue
        terms = premises.loan(amount=one.amount, days=one.days)
        fees = fees_of(settings, premises, amount=one.amount, days=one.days)
        lines = statement_of(settings, premises, terms, fees).lines
        for held in bearing(lines, settings, terms, labels):
            label = held.parameters["label"]
            found.setdefault(
                (held.clause, label),
                reason(
                    "xray_held_by_one_year",
                    held.clause,
                    label=label,
                    amount=format_yuan(one.amount),
                    days=one.days,
                ),
            )
    return tuple(found.values())
