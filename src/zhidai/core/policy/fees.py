"""The highest fee that may be charged, as a scheme states it."""

from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.core.policy.subsidies import SubsidyItem


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCeiling:
    """parameter: a rate; the fee may be at most the loan amount x rate, a year."""

    id: str
    label: Label
    clause: str
    item: SubsidyItem
    parameter: str
