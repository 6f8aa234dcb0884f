"""A loan by two measures side by side: its scheme's own, and the five classes of 2023 No. 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.lending.classification import Credit, RiskClass, debtor_class
from zhidai.core.lending.state import LoanState


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeMeasure:
    """Whether a scheme counts the loan's balance as non-performing, and from which overdue day."""

    scheme: str
    clause: str
    from_overdue_day: int
    is_non_performing: bool

    @classmethod
    def of(
        cls, state: LoanState, *, scheme: str, clause: str, from_overdue_day: int
    ) -> "SchemeMeasure":
        return cls(
            scheme=scheme,
            clause=clause,
            from_overdue_day=from_overdue_day,
            is_non_performing=state.overdue_days >= from_overdue_day,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanClasses:
    """The two measures; they are never mixed. debtor_*: yuan owed to the bank in all."""

    by_scheme: SchemeMeasure | None
    by_days: RiskClass
    by_debtor: RiskClass
    debtor_non_performing: Decimal
    debtor_total: Decimal
    is_non_performing: bool


def classes_of(
    state: LoanState, other_credits: Sequence[Credit], *, measure: SchemeMeasure | None
) -> LoanClasses:
    """The loan's classes; its own share of the debtor's credit is principal on the books."""
    own = Credit(balance=state.principal_balance, risk_class=state.risk_class)
    debtor = debtor_class((own, *other_credits))
    found = debtor.of(state.risk_class)
    return LoanClasses(
        by_scheme=measure,
        by_days=state.risk_class,
        by_debtor=found,
        debtor_non_performing=debtor.non_performing,
        debtor_total=debtor.total,
        is_non_performing=found.is_non_performing,
    )
