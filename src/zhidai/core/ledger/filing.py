"""The monthly filing of disbursed loans with the papers that go with each (Ganzhou plan 9.2).

In the month after disbursement the bank files last month's loans. Which papers, says the scheme's
duty; on a route without a guarantor those that exist only with one are not asked
(reading `direct_route_papers`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.labels import Label
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.policy.scheme import Duty, Route, Scheme

FILING_DUTY = "project_filing"
DIRECT_PAPERS, EXISTING_ONLY = "direct_route_papers", "existing_papers_only"
GUARANTOR = "guarantor"
# Named by the basis of the reading: without a guarantor there is neither contract nor fee. Other
# papers are found by the routes that hand them in.
GUARANTEE_PAPERS = frozenset(
    {"entrusted_guarantee_contract", "guarantee_fee_invoice", "guarantee_agreement"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPaper:
    """A paper of the filing. with_guarantor: exists only where a guarantor takes part."""

    id: str
    label: Label
    clause: str
    with_guarantor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingLine:
    """A loan of the filing. guaranteed: None where the ledger does not tell."""

    loan: LedgerLoan
    guaranteed: bool | None
    pledge_ratio: Decimal | None  # amount over appraised value, cut to four places
    papers: tuple[str, ...]  # ids of those to enclose


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One month's filing: due from `due_from` to `due_until`, both included."""

    month: date  # its first day
    due_from: date
    due_until: date
    clause: str
    papers: tuple[FilingPaper, ...]
    lines: tuple[FilingLine, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.loan.principal for line in self.lines), Decimal("0.00"))


def monthly_filing(standings: Sequence[LoanStanding], scheme: Scheme, *, on: date) -> Filing | None:
    """The filing of the month before `on`; None where the scheme asks for none."""
    duty = next((one for one in scheme.duties if one.id == FILING_DUTY), None)
    if duty is None:
        return None
    due_from = on.replace(day=1)
    month = add_months(due_from, -1)
    papers = _papers(scheme, duty)
    return Filing(
        month=month,
        due_from=due_from,
        due_until=add_months(due_from, 1) - timedelta(days=1),
        clause=duty.clause,
        papers=papers,
        lines=tuple(
            _line(one.loan, papers)
            for one in sorted(standings, key=lambda each: (each.loan.drawn_on, each.key))
            if month <= one.loan.drawn_on < due_from
        ),
    )


def _papers(scheme: Scheme, duty: Duty) -> tuple[FilingPaper, ...]:
    both = _papers_of(scheme, guaranteed=True), _papers_of(scheme, guaranteed=False)
    with_guarantor = (both[0] - both[1]) | GUARANTEE_PAPERS
    existing_only = (
        DIRECT_PAPERS in scheme.interpretations and scheme.reading(DIRECT_PAPERS) == EXISTING_ONLY
    )
    return tuple(
        FilingPaper(
            id=name,
            label=scheme.papers[name].label,
            clause=scheme.papers[name].clause,
            with_guarantor=existing_only and name in with_guarantor,
        )
        for name in duty.papers
    )


def _papers_of(scheme: Scheme, *, guaranteed: bool) -> set[str]:
    """Papers that are handed in or issued on the routes with, or without, a guarantor."""
    return {
        paper
        for route in scheme.routes.values()
        if _has_guarantor(route) is guaranteed
        for task in route.tasks
        for paper in (*task.papers, *task.issues)
    }


def _has_guarantor(route: Route) -> bool:
    return GUARANTOR in route.parties


def _line(loan: LedgerLoan, papers: Sequence[FilingPaper]) -> FilingLine:
    guaranteed = is_guaranteed(loan)
    return FilingLine(
        loan=loan,
        guaranteed=guaranteed,
        pledge_ratio=pledge_ratio(loan),
        papers=tuple(one.id for one in papers if guaranteed is not False or not one.with_guarantor),
    )


def is_guaranteed(loan: LedgerLoan) -> bool | None:
    """Whether a guarantor takes part; None where the ledger has no column for it."""
    return bool(loan.guarantor) if Field.GUARANTOR in loan.told else None


def pledge_ratio(loan: LedgerLoan) -> Decimal | None:
    """Amount over appraised value, cut to four places; None where no value is told."""
    if not loan.appraised_value:
        return None
    return (loan.principal / loan.appraised_value).quantize(Decimal("0.0001"), "ROUND_DOWN")
