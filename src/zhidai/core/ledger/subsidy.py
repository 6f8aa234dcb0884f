"""Expected interest and fee subsidies of a ledger's loans (Ganzhou plan 4.3, 9.3).

Computed by `core.subsidies` on what the ledger tells. A loan repaid with its interest told gives
what may be claimed; a running one gives what a claim would come to if all is paid on its day; one
past its maturity and unpaid gives none. Fees count only where the ledger tells them: a fee not told
is not a fee of zero. Caps over an enterprise's claims are filled in the order of repayment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.ledger.repayment import repayment_of
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import EarlierGrant, SubsidyInputs, SubsidyRates
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.planned import planned_inputs, planned_moves
from zhidai.core.subsidies.rate_ceiling import highest_subsidised
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.core.subsidies.statement import SubsidyLine


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
    standings: Sequence[LoanStanding], scheme: Scheme, *, reference: ReferenceTables
) -> tuple[LoanSubsidy, ...]:
    """Every loan drawn by the day, in the order in which the enterprises' caps are filled."""
    earlier: dict[str, list[EarlierGrant]] = {}
    done = []
    drawn = [one for one in standings if one.drawn]
    for one in sorted(drawn, key=lambda each: (_ends_on(each), each.loan.drawn_on, each.key)):
        granted = earlier.setdefault(one.loan.enterprise, [])
        found = _of_loan(one, scheme, reference=reference, earlier=tuple(granted))
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
    one: LoanStanding,
    scheme: Scheme,
    *,
    reference: ReferenceTables,
    earlier: tuple[EarlierGrant, ...],
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
    if loan.closed_on is None and one.balance_told and one.balance == 0:
        written_off = loan.risk_class is RiskClass.LOSS
        code = "ledger_written_off_not_repaid" if written_off else "ledger_repaid_when_not_told"
        return LoanSubsidy(loan=loan, reasons=(reason(code),))
    try:
        settings = settings_from(scheme, loan.drawn_on)
        if not repaid and one.running and one.on > loan.due_on:
            return LoanSubsidy(loan=loan, reasons=(_unpaid(loan, settings.repayment_clause),))
        basis = _basis(loan, repaid=repaid)
        fees, not_told = _fees(loan, settings)
        inputs = replace(
            _inputs(loan, basis),
            fees_paid=fees,
            earlier=earlier,
            rates=_rates(scheme, loan, reference),
        )
        statement = compute_subsidies(inputs, settings)
    except BadInput as refused:
        return LoanSubsidy(loan=loan, reasons=refused.reasons)
    return LoanSubsidy(
        loan=loan,
        basis=basis,
        closed_on=inputs.closed_on,
        interest=inputs.interest_paid,
        fees_not_told=not_told,
        lines=statement.lines,
        reasons=statement.refusals,
    )


def _unpaid(loan: LedgerLoan, clause: str | None) -> Reason:
    """Of a loan past its maturity nobody knows when, and with what interest, it will be repaid."""
    return reason("ledger_matured_unpaid", clause=clause, due_on=loan.due_on)


def _basis(loan: LedgerLoan, *, repaid: bool) -> SubsidyBasis:
    if not repaid:
        return SubsidyBasis.SCHEDULE_TO_MATURITY
    if loan.interest_paid is not None:
        return SubsidyBasis.INTEREST_TOLD
    return SubsidyBasis.SCHEDULE_TO_REPAYMENT


def _inputs(loan: LedgerLoan, basis: SubsidyBasis) -> SubsidyInputs:
    """What was paid, or would be, by the loan's own way of repayment."""
    if basis is SubsidyBasis.INTEREST_TOLD:
        return _as_told(loan)
    is_repaid = basis is SubsidyBasis.SCHEDULE_TO_REPAYMENT
    closed_on = loan.closed_on if is_repaid else None
    return planned_inputs(_terms(loan), fees_paid={}, closed_on=closed_on)


def _as_told(loan: LedgerLoan) -> SubsidyInputs:
    """One sum for all days; where a limit cuts it, the contract's balances say at what.

    Where the ledger does not tell how the loan was repaid, it is as if all was owed to the end.
    """
    closed_on = loan.closed_on or loan.due_on
    paid = loan.interest_paid or Decimal(0)
    try:
        moved = planned_moves(_terms(loan), closed_on=closed_on)
    except BadInput:
        moved = ((closed_on, -loan.principal),)
    return SubsidyInputs(
        principal=loan.principal,
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
        closed_on=closed_on,
        interest=(PaidInterest(begins_on=loan.drawn_on, ends_on=closed_on, paid=paid),),
        fees_paid={},
        rate=loan.annual_rate,
        moved=moved,
    )


def _terms(loan: LedgerLoan) -> LoanTerms:
    kind, instalments = repayment_of(loan)
    return LoanTerms(
        principal=loan.principal,
        annual_rate=loan.annual_rate or Decimal(0),
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
        repayment=kind,
        instalments=instalments,
    )


def _rates(scheme: Scheme, loan: LedgerLoan, reference: ReferenceTables) -> SubsidyRates:
    """The LPR, and the ceiling at which a loan above it counts; of the day of drawdown."""

    def lpr(day: date) -> Decimal:
        quote = reference.lpr_on(day)
        if quote is None:
            raise bad_input("subsidy_needs_lpr", on=day)
        return quote.one_year

    ceiling = highest_subsidised(
        scheme, loan.drawn_on, reference.lpr_on(loan.drawn_on), due_on=loan.due_on
    )
    return SubsidyRates(lpr=lpr, ceiling=ceiling)


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
