"""Expected interest and fee subsidies of a ledger's loans (Ganzhou plan 4.3, 9.3).

Computed by `core.subsidies` on what the ledger tells. A loan repaid with its interest told gives
what may be claimed; every other gives what a claim would come to if all is paid on its day. Fees
count only where the ledger tells them: a fee not told is not a fee of zero. Caps over an
enterprise's claims are filled in the order of repayment.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import EarlierGrant, SubsidyInputs, SubsidyRates
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.core.subsidies.statement import SubsidyLine

LprOf = Callable[[date], Decimal]


class SubsidyBasis(StrEnum):
    """What the interest rests on."""

    INTEREST_TOLD = "interest_told"  # repaid, and the ledger tells the interest paid
    SCHEDULE_TO_REPAYMENT = "schedule_to_repayment"  # repaid; interest by the contract until then
    SCHEDULE_TO_MATURITY = "schedule_to_maturity"  # running: if everything is paid on its day


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanSubsidy:
    """One loan's lines, or the reasons why there are none. closed_on: real or expected."""

    loan: LedgerLoan
    basis: SubsidyBasis | None = None
    closed_on: date | None = None
    interest: Decimal | None = None
    fees_not_told: tuple[str, ...] = ()
    lines: tuple[SubsidyLine, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))


def ledger_subsidies(
    standings: Sequence[LoanStanding], scheme: Scheme, *, lpr: LprOf
) -> tuple[LoanSubsidy, ...]:
    """Every loan in the order in which the enterprises' caps are filled."""
    earlier: dict[str, list[EarlierGrant]] = {}
    done = []
    for one in sorted(standings, key=lambda each: (_ends_on(each), each.loan.drawn_on, each.key)):
        granted = earlier.setdefault(one.loan.enterprise, [])
        found = _of_loan(one, scheme, lpr=lpr, earlier=tuple(granted))
        granted += [
            EarlierGrant(
                level=line.level, item=line.item, amount=line.amount, drawn_on=one.loan.drawn_on
            )
            for line in found.lines
        ]
        done.append(found)
    return tuple(done)


def _ends_on(one: LoanStanding) -> date:
    return one.loan.closed_on or one.loan.due_on


def _of_loan(
    one: LoanStanding, scheme: Scheme, *, lpr: LprOf, earlier: tuple[EarlierGrant, ...]
) -> LoanSubsidy:
    loan = one.loan
    if not scheme.in_force_from <= loan.drawn_on <= scheme.in_force_until:
        told = reason(
            "ledger_outside_scheme",
            drawn_on=loan.drawn_on,
            since=scheme.in_force_from,
            until=scheme.in_force_until,
        )
        return LoanSubsidy(loan=loan, reasons=(told,))
    repaid = loan.closed_on is not None and loan.closed_on <= one.on
    if loan.annual_rate is None and not (repaid and loan.interest_paid is not None):
        return LoanSubsidy(loan=loan, reasons=(reason("ledger_no_rate"),))
    try:
        settings = settings_from(scheme, loan.drawn_on)
        basis, interest, closed_on = _interest(loan, repaid=repaid)
        fees, not_told = _fees(loan, settings)
        inputs = SubsidyInputs(
            principal=loan.principal,
            drawn_on=loan.drawn_on,
            due_on=loan.due_on,
            closed_on=closed_on,
            interest=interest,
            fees_paid=fees,
            earlier=earlier,
            rates=SubsidyRates(lpr=lpr),
        )
        statement = compute_subsidies(inputs, settings)
    except BadInput as refused:
        return LoanSubsidy(loan=loan, reasons=refused.reasons)
    return LoanSubsidy(
        loan=loan,
        basis=basis,
        closed_on=closed_on,
        interest=inputs.interest_paid,
        fees_not_told=not_told,
        lines=statement.lines,
        reasons=statement.refusals,
    )


def _interest(
    loan: LedgerLoan, *, repaid: bool
) -> tuple[SubsidyBasis, tuple[PaidInterest, ...], date]:
    if repaid and loan.closed_on is not None and loan.interest_paid is not None:
        told = PaidInterest(
            begins_on=loan.drawn_on, ends_on=loan.closed_on, paid=loan.interest_paid
        )
        return SubsidyBasis.INTEREST_TOLD, (told,), loan.closed_on
    closed_on = loan.closed_on if repaid and loan.closed_on is not None else loan.due_on
    terms = LoanTerms(
        principal=loan.principal,
        annual_rate=loan.annual_rate or Decimal(0),
        drawn_on=loan.drawn_on,
        due_on=min(closed_on, loan.due_on),
    )
    paid = tuple(
        PaidInterest(begins_on=due.begins_on, ends_on=due.due_on, paid=due.interest)
        for due in contract_schedule(terms)
    )
    repaid_basis = SubsidyBasis.SCHEDULE_TO_REPAYMENT
    return repaid_basis if repaid else SubsidyBasis.SCHEDULE_TO_MATURITY, paid, closed_on


def _fees(
    loan: LedgerLoan, settings: SubsidySettings
) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """Fees told, and the fees that the scheme subsidises but the ledger does not tell."""
    asked = dict.fromkeys(
        str(one.item) for one in settings.subsidies if one.item is not SubsidyItem.INTEREST
    )
    told = {
        str(Field.GUARANTEE_FEE): loan.guarantee_fee,
        str(Field.APPRAISAL_FEE): loan.appraisal_fee,
    }
    fees = {name: amount for name in asked if (amount := told.get(name)) is not None}
    return fees, tuple(name for name in asked if name not in fees)
