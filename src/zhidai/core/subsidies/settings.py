"""The numbers that subsidies run on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme


class Ceiling(StrEnum):
    """What can hold an amount down."""

    PAYER_TOTAL = "payer_total"  # one payer's yuan for an enterprise, over all its claims
    COMBINED_RATIO = "combined_ratio"  # all payers together, of the interest paid
    COMBINED_TOTAL = "combined_total"  # all payers together, over all claims of an enterprise
    FEE_CEILING = "fee_ceiling"  # the fee may not be higher; what is above is not subsidised
    FEE_TOTAL = "fee_total"  # yuan a deal and fee


class FeeCeilingReading(StrEnum):
    """The plan's amount x 1 % a year, for a term under a year (`fee_ceiling_short_term`)."""

    PRO_RATA = "pro_rata"  # by days, over 365
    FULL_YEAR = "full_year"  # a year's ceiling for every year begun


class InterestReading(StrEnum):
    """Which of the interest paid is subsidised (`interest_subsidised`)."""

    CONTRACT_INTEREST = "contract_interest"  # of days up to maturity
    EVERYTHING_PAID = "everything_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPayer:
    """One level that subsidises interest: at most `ratio` of it, at most `total_max` yuan."""

    level: str
    ratio: Decimal
    total_max: Decimal
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidySettings:
    """Ratios as fractions of one, amounts in yuan; payers in the order in which they pay."""

    interest_payers: tuple[InterestPayer, ...]
    combined_ratio: Decimal
    combined_ratio_clause: str
    combined_total_max: Decimal
    combined_total_clause: str
    interest_months: int  # interest of days after these is not subsidised
    interest_months_clause: str
    fee_payer: str
    fee_ceilings: dict[str, Decimal]  # fee -> fraction of the loan amount a year
    fee_ratio: Decimal
    fee_total_max: Decimal
    fee_clause: str
    repayment_clause: str  # the clause that asks for repayment first
    fee_ceiling_reading: FeeCeilingReading = FeeCeilingReading.PRO_RATA
    interest_reading: InterestReading = InterestReading.CONTRACT_INTEREST


LEVELS = ("province", "beneficiary")
FEES = ("guarantee_fee", "appraisal_fee")


def settings_from(scheme: Scheme, on: date) -> SubsidySettings:
    """The subsidy numbers of a scheme in force on a day, and the readings it chose.

    Bad input: `parameter_not_yet_in_force`, `reading_not_computed`.
    """
    return SubsidySettings(
        interest_payers=tuple(_payer(scheme, level, on) for level in LEVELS),
        combined_ratio=scheme.value("interest_subsidy_ratio_max", on).amount,
        combined_ratio_clause=_clause(scheme, "interest_subsidy_ratio_max"),
        combined_total_max=scheme.value("interest_subsidy_total_max", on).amount,
        combined_total_clause=_clause(scheme, "interest_subsidy_total_max"),
        interest_months=int(
            in_unit(scheme.value("interest_subsidy_term_max", on), Unit.MONTHS).amount
        ),
        interest_months_clause=_clause(scheme, "interest_subsidy_term_max"),
        fee_payer="beneficiary",
        fee_ceilings={fee: scheme.value(f"{fee}_max", on).amount for fee in FEES},
        fee_ratio=scheme.value("fee_subsidy_ratio", on).amount,
        fee_total_max=scheme.value("fee_subsidy_max", on).amount,
        fee_clause=_clause(scheme, "fee_subsidy_max"),
        repayment_clause=_clause(scheme, "province_subsidy_ratio"),
        fee_ceiling_reading=reading_chosen(
            scheme,
            "fee_ceiling_short_term",
            {str(reading): reading for reading in FeeCeilingReading},
            default=FeeCeilingReading.PRO_RATA,
        ),
        interest_reading=reading_chosen(
            scheme,
            "interest_subsidised",
            {str(reading): reading for reading in InterestReading},
            default=InterestReading.CONTRACT_INTEREST,
        ),
    )


def _payer(scheme: Scheme, level: str, on: date) -> InterestPayer:
    return InterestPayer(
        level=level,
        ratio=scheme.value(f"{level}_subsidy_ratio", on).amount,
        total_max=scheme.value(f"{level}_subsidy_max", on).amount,
        clause=_clause(scheme, f"{level}_subsidy_ratio"),
    )


def _clause(scheme: Scheme, parameter: str) -> str:
    return scheme.parameters[parameter].clause
