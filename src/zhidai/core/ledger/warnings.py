"""What a bank should look at now, drawn from its ledger: each with its clause, the pressing first.

The periods within which something counts as near are ours (assumed), not the plan's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhidai.core.calendar import add_months
from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.settings import GUARANTEE_MONTHS
from zhidai.core.ledger.bank_words import CLASS_LABELS
from zhidai.core.ledger.clocks import ClaimClock, FeeClock, MaturityClock
from zhidai.core.ledger.ratio import LedgerRatio
from zhidai.core.ledger.rules import about_loans, broken_rules, over_the_year
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.lending.classification import risk_class
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Strength
from zhidai.core.registers.annual_fees import FeeStatus
from zhidai.core.registers.patent_list import ListedPatent, Standing

CLAIM_NEAR_DAYS: Final = 15
MATURITY_NEAR_DAYS: Final = 30
FEE_NEAR_DAYS: Final = 90
TRIP_NEAR_DAYS: Final = 60
SMALLEST_LOAN: Final = Decimal(10_000)  # below it a column of 万元 was most likely read as yuan
LARGEST_LOAN: Final = Decimal(1_000_000_000)  # from it on one of yuan was read as 万元
OF_ANOTHER_UNIT: Final = Decimal(1_000)  # so many times the principal, or less than that part
BROKEN: Final = "ledger_warn_rule"


class Urgency(StrEnum):
    """How soon somebody has to act."""

    NOW = "now"
    SOON = "soon"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWarning:
    """One warning; loan and borrower are empty where it is about the book."""

    urgency: Urgency
    loan: str
    borrower: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Everything that warnings are drawn from."""

    standings: Sequence[LoanStanding]
    scheme: Scheme
    on: date
    ratio: LedgerRatio | None
    claims: Sequence[ClaimClock]
    claim_clause: str | None
    maturities: Sequence[MaturityClock]
    fees: Sequence[FeeClock]
    patents: Mapping[str, ListedPatent]
    reference: ReferenceTables


def warnings_of(watched: Watched) -> tuple[LedgerWarning, ...]:
    """All warnings, the pressing first, in the order of the ledger."""
    found = (
        *_of_the_book(watched),
        *_of_claims(watched),
        *_of_maturities(watched),
        *_of_fees(watched),
        *_of_rules(watched),
    )
    order = list(Urgency)
    return tuple(sorted(found, key=lambda one: order.index(one.urgency)))


def _about(
    one: ClaimClock | MaturityClock,
    urgency: Urgency,
    code: str,
    clause: str | None,
    **said: int | date,
) -> LedgerWarning:
    told = reason(code, clause=clause, loan=one.key, borrower=one.borrower, **said)
    return LedgerWarning(urgency=urgency, loan=one.key, borrower=one.borrower, reason=told)


def _of_the_book(watched: Watched) -> Iterator[LedgerWarning]:
    ratio = watched.ratio
    if ratio is None:
        return
    if ratio.tripped:
        told = reason(
            "ledger_warn_stop",
            clause=ratio.clause,
            overdue=ratio.overdue,
            total=ratio.total,
            threshold=(ratio.threshold * 100).normalize(),
        )
        yield LedgerWarning(urgency=Urgency.NOW, loan="", borrower="", reason=told)
    elif ratio.trips_on is not None and (ratio.days_to_trip or 0) <= TRIP_NEAR_DAYS:
        told = reason(
            "ledger_warn_ratio_ahead",
            clause=ratio.clause,
            threshold=(ratio.threshold * 100).normalize(),
            on=ratio.trips_on,
            days=ratio.days_to_trip or 0,
            loans=", ".join(ratio.trips_by),
        )
        yield LedgerWarning(urgency=Urgency.SOON, loan="", borrower="", reason=told)


def _of_claims(watched: Watched) -> Iterator[LedgerWarning]:
    reporting = cited(watched.scheme, Topic.OVERDUE)
    for one in watched.claims:
        if reporting is not None:
            yield _about(one, Urgency.NOW, "ledger_warn_overdue", reporting, days=one.overdue_days)
        if one.without_guarantor:
            continue
        if one.days_left == 0:
            yield _about(
                one, Urgency.NOW, "ledger_warn_claim_open", watched.claim_clause,
                days=one.overdue_days, since=one.may_start_on,
            )  # fmt: skip
        elif one.days_left <= CLAIM_NEAR_DAYS:
            yield _about(
                one, Urgency.SOON, "ledger_warn_claim_near", watched.claim_clause,
                days=one.days_left, since=one.may_start_on,
            )  # fmt: skip
    yield from _of_guarantee_periods(watched)


def _of_guarantee_periods(watched: Watched) -> Iterator[LedgerWarning]:
    """A guarantor who was not asked in the guarantee period is free (Civil Code 692, 693)."""
    without = {one.key for one in watched.claims if one.without_guarantor}
    for one in watched.standings:
        if one.running and one.loan.guarantor and one.key not in without:
            ends_on = add_months(one.loan.agreed_due_on, GUARANTEE_MONTHS)
            days = (ends_on - watched.on).days
            if one.loan.agreed_due_on < watched.on and days <= TRIP_NEAR_DAYS:
                told = reason(
                    "ledger_warn_guarantee_period",
                    loan=one.key,
                    borrower=one.loan.borrower,
                    ends_on=ends_on,
                )
                yield LedgerWarning(
                    urgency=Urgency.NOW, loan=one.key, borrower=one.loan.borrower, reason=told
                )


def _of_maturities(watched: Watched) -> Iterator[LedgerWarning]:
    clause = cited(watched.scheme, Topic.MATURITY)
    for one in watched.maturities:
        if one.days_left <= MATURITY_NEAR_DAYS:
            yield _about(
                one, Urgency.SOON, "ledger_warn_maturity", clause,
                days=one.days_left, due_on=one.due_on,
            )  # fmt: skip


def _of_fees(watched: Watched) -> Iterator[LedgerWarning]:
    clause = cited(watched.scheme, Topic.ANNUAL_FEE)
    loans = {one.key: one for one in watched.standings}
    for one in watched.fees:
        borrower = ", ".join(one.borrowers)
        for urgency, told in _fee_reasons(one, clause, loans):
            yield LedgerWarning(
                urgency=urgency, loan=", ".join(one.loans), borrower=borrower, reason=told
            )


def _fee_reasons(
    one: FeeClock, clause: str | None, loans: Mapping[str, LoanStanding]
) -> Iterator[tuple[Urgency, Reason]]:
    pledged = ", ".join(one.loans) or "-"
    if len(one.borrowers) > 1:
        yield (
            Urgency.NOW,
            reason(
                "ledger_warn_pledged_twice", patent=one.number, borrowers=", ".join(one.borrowers)
            ),
        )
    if one.position is None or one.expires_on is None:
        return
    fee = one.position.fee
    if one.position.by_effect in (Standing.LAPSED, Standing.EXPIRED):
        yield Urgency.NOW, reason(
            "ledger_warn_patent_ended", clause=clause, patent=one.number, loans=pledged,
            ended_on=one.position.ended_on or one.expires_on,
        )  # fmt: skip
    elif fee.status is FeeStatus.IN_GRACE and fee.grace_until is not None:
        yield Urgency.NOW, reason(
            "ledger_warn_fee_in_grace", clause=clause, patent=one.number, loans=pledged,
            until=fee.grace_until, fee=fee.fee_yuan or 0, surcharge=fee.surcharge_yuan or 0,
        )  # fmt: skip
    elif fee.due_on is not None and 0 <= (one.days_left or 0) <= FEE_NEAR_DAYS:
        yield Urgency.SOON, reason(
            "ledger_warn_fee_near", clause=clause, patent=one.number, loans=pledged,
            due_on=fee.due_on, days=one.days_left or 0, fee=fee.fee_yuan or 0,
        )  # fmt: skip
    for key in one.loans:
        if loans[key].loan.due_on >= one.expires_on > loans[key].on:
            yield Urgency.NOW, reason(
                "ledger_warn_patent_ends_first", patent=one.number, loan=key,
                expires_on=one.expires_on, due_on=loans[key].loan.due_on,
            )  # fmt: skip


def _of_rules(watched: Watched) -> Iterator[LedgerWarning]:
    rules = about_loans(watched.scheme)
    for one in watched.standings:
        loan = one.loan
        for told in _loan_reasons(one, watched, rules):
            yield LedgerWarning(
                urgency=Urgency.NOTE, loan=loan.key, borrower=loan.borrower, reason=told
            )
    for borrower, year, total, most, label, clause in over_the_year(
        watched.standings, watched.scheme
    ):
        told = reason(
            "ledger_warn_year", clause=clause, borrower=borrower, year=year, total=total,
            most=most, rule=label,
        )  # fmt: skip
        yield LedgerWarning(urgency=Urgency.NOTE, loan="", borrower=borrower, reason=told)


def _class_reasons(one: LoanStanding) -> Iterator[Reason]:
    """Where the bank's own class and the days overdue do not go together (2023 No. 1)."""
    own, by_days = one.loan.risk_class, risk_class(one.overdue_days)
    if own is None or not one.running:
        return
    if own is not one.risk_class:
        yield reason(
            "ledger_warn_class_too_good", loan=one.key, own=CLASS_LABELS[own],
            days=one.overdue_days, least=CLASS_LABELS[by_days],
        )  # fmt: skip
    elif own.is_non_performing and not one.overdue_days:
        yield reason("ledger_warn_class_without_arrears", loan=one.key, own=CLASS_LABELS[own])


def _loan_reasons(one: LoanStanding, watched: Watched, rules: Scheme) -> Iterator[Reason]:
    loan, scheme = one.loan, watched.scheme
    yield from _class_reasons(one)
    if one.drawn and not one.balance and (loan.overdue_days or loan.is_overdue):
        yield reason("ledger_warn_arrears_without_balance", loan=loan.key)
    if loan.principal < SMALLEST_LOAN:
        yield reason("ledger_warn_amount_small", loan=loan.key, amount=loan.principal)
    if loan.principal >= LARGEST_LOAN:
        yield reason("ledger_warn_amount_large", loan=loan.key, amount=loan.principal)
    for name, amount in (("balance", loan.balance), ("appraised_value", loan.appraised_value)):
        if amount and not 1 / OF_ANOTHER_UNIT < amount / loan.principal < OF_ANOTHER_UNIT:
            yield reason(
                f"ledger_warn_{name}_of_another_unit",
                loan=loan.key, amount=amount, principal=loan.principal,
            )  # fmt: skip
    if not scheme.in_force_from <= loan.drawn_on <= scheme.in_force_until:
        yield reason(
            "ledger_outside_scheme", drawn_on=loan.drawn_on,
            since=scheme.in_force_from, until=scheme.in_force_until,
        )  # fmt: skip
    for each in broken_rules(loan, rules, reference=watched.reference, patents=watched.patents):
        in_principle = each.strength is not Strength.MUST
        code = "ledger_warn_rule_in_principle" if in_principle else BROKEN
        yield reason(code, clause=each.clause, loan=loan.key, rule=each.label)
