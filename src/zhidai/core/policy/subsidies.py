"""Subsidies as a scheme states them: who pays what share of which cost, under which caps."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label
from zhidai.core.policy.caps import Cap, CapScope
from zhidai.core.policy.fact_tests import Test


class SubsidyItem(StrEnum):
    """The cost that is subsidised."""

    INTEREST = "interest"
    GUARANTEE_FEE = "guarantee_fee"
    INSURANCE_PREMIUM = "insurance_premium"
    APPRAISAL_FEE = "appraisal_fee"
    REGISTRATION_FEE = "registration_fee"


class SubsidyFormula(StrEnum):
    """How the amount is found before any cap."""

    SHARE_OF_PAID = "share_of_paid"  # share x what was paid
    SHARE_OF_LPR_INTEREST = "share_of_lpr_interest"  # share x LPR x principal owed by the day / 360
    FIXED_RATE = "fixed_rate"  # rate x principal owed by the day / 360
    SHARE_OF_AMOUNT = "share_of_amount"  # share x the loan amount
    LOWER_OF = "lower_of"  # the lower of two of the above


class LprOn(StrEnum):
    """Which day's LPR a subsidy takes."""

    CONTRACT_DAY = "contract_day"
    MONTH_BEFORE_CONTRACT = "month_before_contract"  # in force on the last day of that month
    REPAYMENT_YEAR_DECEMBER = "repayment_year_december"  # of the year before repayment's end


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaPart:
    """One of the two amounts of `lower_of`."""

    formula: SubsidyFormula
    share: str  # parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """Another share for loans that meet a test."""

    when: Test
    share: str  # parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """What one level pays for one cost. Names of parameters throughout.

    share: a ratio; for fixed_rate a rate, or basis points of interest. months_max: interest of
    days after these is not subsidised. fee_ceiling: yearly rate; what was paid above amount x rate
    does not count.
    """

    id: str
    label: Label
    clause: str
    item: SubsidyItem
    level: str
    formula: SubsidyFormula
    share: str | None = None
    parts: tuple[FormulaPart, ...] = ()  # of lower_of
    lpr_on: LprOn = LprOn.CONTRACT_DAY
    instead: tuple[Instead, ...] = ()
    when: Test | None = None
    months_max: str | None = None
    after_repayment: bool = True
    claim_within: str | None = None
    fee_ceiling: str | None = None
    caps: tuple[Cap, ...] = ()
    publicity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyCap:
    """One cap over several subsidies: yuan in a scope, or a share of what was paid for the item."""

    id: str
    label: Label
    clause: str
    over: tuple[str, ...]
    scope: CapScope
    parameter: str | None = None  # yuan
    share_of_paid: str | None = None  # ratio
