"""How a scheme has its subsidies applied for: under which clause, with which papers, from whom.

Where a plan states the enterprise's duty to apply, its clause and papers are the duty's. Where it
states none, like the Ganzhou plan, the clause is that of the first subsidy (9.3), and the
enterprise applies with the receipts of the interest it paid and the proof that it repaid; where
half of a fee is claimed, also with the invoice of that fee.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Duty, Paper, Scheme

APPLICATION = "subsidy_application"
ALWAYS = (APPLICATION, "interest_receipts", "repayment_proof")
INVOICES: Mapping[str, str] = MappingProxyType(
    {"guarantee_fee": "guarantee_fee_invoice", "appraisal_fee": "appraisal_fee_invoice"}
)


def claim_clause(scheme: Scheme) -> str | None:
    """The clause under which subsidies are claimed; None of a scheme without subsidies."""
    duty = _duty_to_apply(scheme)
    if duty is not None:
        return duty.clause
    return next((one.clause for one in scheme.subsidies), None)


def clauses_of_amounts(scheme: Scheme) -> tuple[str, ...]:
    """The clauses that say how much is paid, in the order of their numbers."""
    own = {one.clause for one in scheme.subsidies}
    return tuple(sorted(own | {cap.clause for cap in scheme.subsidy_caps}))


def papers_asked(scheme: Scheme, items: Collection[str]) -> tuple[Paper, ...]:
    """The papers that a claim for these items needs, in the order of the form."""
    duty = _duty_to_apply(scheme)
    asked = (
        (*ALWAYS, *(paper for fee, paper in INVOICES.items() if fee in items))
        if duty is None
        else duty.papers
    )
    return tuple(scheme.papers[paper] for paper in asked if paper in scheme.papers)


def paying_levels(scheme: Scheme) -> Mapping[str, Label]:
    """The levels that pay a subsidy, in the order in which the scheme names its levels."""
    paying = {one.level for one in scheme.subsidies}
    return {name: level.label for name, level in scheme.levels.items() if name in paying}


def _duty_to_apply(scheme: Scheme) -> Duty | None:
    return next(
        (
            duty
            for duty in scheme.duties
            if duty.owed_by == PartyKind.ENTERPRISE and APPLICATION in duty.papers
        ),
        None,
    )
