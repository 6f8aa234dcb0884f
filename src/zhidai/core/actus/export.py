"""Loans and guarantees of this platform as ACTUS contracts: PAM and CEG (guarantee).

The PAM contract pays, event by event, what the loan's schedule demands, before that rounds each
instalment to the fen. A guarantee covers principal (`guaranteedExposure` NO) to its share once the
loan is in default, and is settled within the grace period of the claim.
"""
# ruff: noqa: N815 - attributes have the standard's own names

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.guarantees.settings import GUARANTEE_MONTHS
from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment, Settlement, other_term

ActusDayCount = Literal["A360", "A365", "30E360", "AA"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLoan:
    """A loan as a PAM contract, from the lender's side; every attribute that the dictionary
    requires of the type, values as text."""

    contractType: Literal["PAM"]
    contractID: str
    contractRole: Literal["RPA"]
    creatorID: str
    counterpartyID: str
    statusDate: str
    contractDealDate: str
    initialExchangeDate: str
    maturityDate: str
    currency: Literal["CNY"]
    notionalPrincipal: str
    premiumDiscountAtIED: Literal["0"]
    nominalInterestRate: str
    dayCountConvention: ActusDayCount
    endOfMonthConvention: Literal["SD"]
    calendar: Literal["NC"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedMonthlyLoan(ExportedLoan):
    """A loan whose interest falls due every month; without a cycle it all falls due at maturity."""

    cycleAnchorDateOfInterestPayment: str
    cycleOfInterestPayment: Literal["P1ML1"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredContract:
    """A contract named by its identifier."""

    contractIdentifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredContract:
    """Which contract a guarantee covers."""

    object: ReferredContract
    referenceType: Literal["CID"]
    referenceRole: Literal["COVE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedGuarantee:
    """A guarantee as a CEG contract, from the protected lender's side."""

    contractType: Literal["CEG"]
    contractID: str
    contractRole: Literal["BUY"]
    creatorID: str
    counterpartyID: str
    contractStructure: list[CoveredContract]
    statusDate: str
    contractDealDate: str
    maturityDate: str
    currency: Literal["CNY"]
    notionalPrincipal: str
    coverageOfCreditEnhancement: str
    guaranteedExposure: Literal["NO"]
    creditEventTypeCovered: list[Literal["DF"]]
    settlementPeriod: str
    calendar: Literal["NC"]


_SAID = ("day_count", "settlement", "due_day_counts_as")
_DAY_COUNTS: Mapping[DayCount, ActusDayCount] = {
    DayCount.ACT_360: "A360",
    DayCount.ACT_365F: "A365",
    DayCount.E30_360: "30E360",
    DayCount.ACT_ACT: "AA",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who stands behind the contracts: ideally official identifiers, else names of the roles."""

    lender: str = "lender"
    borrower: str = "borrower"
    guarantor: str = "guarantor"


NOBODY_NAMED = Parties()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """A guarantee of a loan: the share of principal covered and the days to pay a claim."""

    contract_id: str
    share: Decimal  # fraction of one
    settlement_days: int

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise bad_input("loan_guarantee_out_of_range", text=f"{self.share * 100}%")


def loan_as_pam(
    terms: LoanTerms, *, contract_id: str, parties: Parties = NOBODY_NAMED
) -> ExportedLoan:
    """The loan's terms by ACTUS attribute names, from the lender's side.

    Settlement on the 20th is a monthly cycle from the first 21st after the drawdown, with a short
    stub at maturity. On the drawdown's day of the month it is anchored at the drawdown, which
    brings an interest event of zero there: anchored a month later, a loan drawn on 29 January would
    stay on the 28th. A single payment has no cycle. The status date is the day before the drawdown,
    so that it is an event. Bad input (`loan_term_not_in_actus`): a term that a PAM contract cannot
    say, or not in this way.
    """
    is_single = terms.repayment is Repayment.SINGLE_PAYMENT
    if other := other_term(terms, (*_SAID, "repayment") if is_single else _SAID):
        raise bad_input("loan_term_not_in_actus", term=other[0], value=other[1])
    loan = _without_cycle(terms, contract_id=contract_id, parties=parties)
    if is_single:
        return loan
    anchor = terms.drawn_on
    if terms.settlement is Settlement.TWENTIETH:
        anchor = DueDays.of(terms).after(terms.drawn_on)
    return ExportedMonthlyLoan(
        **asdict(loan),
        cycleAnchorDateOfInterestPayment=_midnight(anchor),
        cycleOfInterestPayment="P1ML1",
    )


def _without_cycle(terms: LoanTerms, *, contract_id: str, parties: Parties) -> ExportedLoan:
    return ExportedLoan(
        contractType="PAM",
        contractID=contract_id,
        contractRole="RPA",
        creatorID=parties.lender,
        counterpartyID=parties.borrower,
        statusDate=_midnight(terms.drawn_on - timedelta(days=1)),
        contractDealDate=_midnight(terms.drawn_on),
        initialExchangeDate=_midnight(terms.drawn_on),
        maturityDate=_midnight(terms.due_on),
        currency="CNY",
        notionalPrincipal=f"{terms.principal:f}",
        premiumDiscountAtIED="0",
        nominalInterestRate=f"{terms.annual_rate:f}",
        dayCountConvention=_DAY_COUNTS[terms.day_count],
        endOfMonthConvention="SD",
        calendar="NC",
    )


def guarantee_as_ceg(
    terms: LoanTerms, guarantee: Guarantee, *, loan_id: str, parties: Parties = NOBODY_NAMED
) -> ExportedGuarantee:
    """The guarantee's terms, from the protected lender's side.

    It ends six months after the loan is due (Civil Code 692, where nothing else was agreed): on the
    due day it would cover no default of a loan that is repaid at its end.
    """
    covered = CoveredContract(
        object=ReferredContract(contractIdentifier=loan_id),
        referenceType="CID",
        referenceRole="COVE",
    )
    return ExportedGuarantee(
        contractType="CEG",
        contractID=guarantee.contract_id,
        contractRole="BUY",
        creatorID=parties.lender,
        counterpartyID=parties.guarantor,
        contractStructure=[covered],
        statusDate=_midnight(terms.drawn_on - timedelta(days=1)),
        contractDealDate=_midnight(terms.drawn_on),
        maturityDate=_midnight(add_months(terms.due_on, GUARANTEE_MONTHS)),
        currency="CNY",
        notionalPrincipal=f"{terms.principal:f}",
        coverageOfCreditEnhancement=f"{guarantee.share.normalize():f}",
        guaranteedExposure="NO",
        creditEventTypeCovered=["DF"],
        settlementPeriod=f"P{guarantee.settlement_days}D",
        calendar="NC",
    )


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"
