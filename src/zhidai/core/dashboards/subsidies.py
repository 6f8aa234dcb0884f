"""A treasury's year: the budget, what is used of it, and what running loans will still ask for.

The forecast supposes that each loan is paid on its due days and claimed for on the day on which it
is repaid (9.3), and keeps to the ceilings with what the enterprise was granted before (4.3).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.dashboards.figures import Figure, Measure, each_once, total
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.subsidies.expected_cost import expected_subsidies
from zhidai.core.subsidies.inputs import NO_RATES, EarlierGrant, SubsidyRates
from zhidai.core.subsidies.rooms import GrantOfBank, GrantsOfBanks
from zhidai.core.subsidies.settings import SubsidySettings


class Stage(StrEnum):
    """How far a subsidy is."""

    PAID = "paid"  # in this year
    APPROVED = "approved"
    CLAIMED = "claimed"
    EXPECTED = "expected"  # of a loan that runs


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyThen:
    """What one level pays for one loan, yuan, at a stage."""

    loan: str
    level: str
    amount: Decimal
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningLoan:
    """A loan that runs. fees: item -> yuan as invoiced; bank: where banks have ceilings.

    matures_on: the due day in force where it is not the contract's.
    """

    loan: str
    enterprise: str
    terms: LoanTerms
    fees: Mapping[str, Decimal]
    settings: SubsidySettings
    bank: str = ""
    rates: SubsidyRates = NO_RATES
    matures_on: date | None = None

    @property
    def maturity(self) -> date:
        return self.matures_on or self.terms.due_on


_STAGES = {
    Stage.PAID: Measure.SUBSIDY_PAID,
    Stage.APPROVED: Measure.SUBSIDY_APPROVED,
    Stage.CLAIMED: Measure.SUBSIDY_CLAIMED,
    Stage.EXPECTED: Measure.SUBSIDY_EXPECTED,
}


def forecast(
    loans: Iterable[RunningLoan],
    granted: Mapping[str, Sequence[EarlierGrant]],
    of_all: Iterable[GrantOfBank] = (),
) -> tuple[SubsidyThen, ...]:
    """What each loan will ask for, in the order of due days, so that ceilings fill up in turn.

    granted: enterprise -> what it was granted or has claimed already. of_all: the same of everybody
    under the scheme, for the ceilings that their loans share.
    """
    others = GrantsOfBanks(of_all)
    earlier = defaultdict(list, {name: list(grants) for name, grants in granted.items()})
    found: list[SubsidyThen] = []
    for one in sorted(loans, key=lambda loan: (loan.maturity, loan.loan)):
        known = earlier[one.enterprise]
        statement = expected_subsidies(
            one.terms,
            fees=one.fees,
            settings=one.settings,
            earlier=tuple(known),
            rates=one.rates,
            matures_on=one.matures_on,
            taken=others.taken(one.settings, bank=one.bank, drawn_on=one.terms.drawn_on),
        )
        for line in statement.lines:
            grant = EarlierGrant(
                level=line.level,
                item=line.item,
                amount=line.amount,
                drawn_on=one.terms.drawn_on,
            )
            known.append(grant)
            others.add(grant, bank=one.bank)
            found.append(
                SubsidyThen(
                    loan=one.loan, level=line.level, amount=line.amount, stage=Stage.EXPECTED
                )
            )
    return tuple(found)


def budget_use(
    levels: Sequence[str],
    subsidies: Sequence[SubsidyThen],
    budgets: Mapping[str, Decimal | None],
) -> tuple[Figure, ...]:
    """By level; what is left is the budget less all stages, below zero where it will not do."""
    return tuple(
        figure
        for level in levels
        for figure in _of_level(
            level, [one for one in subsidies if one.level == level], budgets.get(level)
        )
    )


def _of_level(
    level: str, subsidies: Sequence[SubsidyThen], budget: Decimal | None
) -> tuple[Figure, ...]:
    used = tuple(
        Figure(
            measure=measure,
            of=level,
            value=total(one.amount for one in subsidies if one.stage is stage),
            counted=each_once(one.loan for one in subsidies if one.stage is stage and one.amount),
        )
        for stage, measure in _STAGES.items()
    )
    left = None if budget is None else budget - total(one.amount for one in subsidies)
    return (
        Figure(measure=Measure.BUDGET, of=level, value=budget),
        *used,
        Figure(
            measure=Measure.BUDGET_LEFT,
            of=level,
            value=left,
            counted=() if left is None else each_once(one.loan for one in subsidies if one.amount),
        ),
    )
