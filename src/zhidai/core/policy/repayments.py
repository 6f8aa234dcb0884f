"""In which way loans of a programme are repaid, where its plan says so."""

from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.core.lending.conventions import Repayment


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentTerms:
    """The ways of repayment that a clause leaves to the loan contract."""

    id: str
    label: Label
    clause: str
    kinds: tuple[Repayment, ...]
