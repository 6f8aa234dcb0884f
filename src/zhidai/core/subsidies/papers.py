"""The papers that a subsidy claim rests on (Ganzhou plan 9.3).

The enterprise applies with the receipts of the interest it paid and the proof that it repaid; where
half of a fee is claimed, also with the invoice of that fee.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

ALWAYS = ("subsidy_application", "interest_receipts", "repayment_proof")
INVOICES: Mapping[str, str] = MappingProxyType(
    {"guarantee_fee": "guarantee_fee_invoice", "appraisal_fee": "appraisal_fee_invoice"}
)


def papers_asked(items: Collection[str]) -> tuple[str, ...]:
    """Ids of the papers that a claim for these items needs, in the order of the form."""
    return (*ALWAYS, *(paper for fee, paper in INVOICES.items() if fee in items))
