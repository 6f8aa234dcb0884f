"""The terms of a PAM contract, with the defaults of the ACTUS dictionary."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from zhidai.core.actus.business_days import BusinessDays
from zhidai.core.actus.cycles import Cycle, EndOfMonth
from zhidai.core.actus.day_counts import DayCount

ZERO = Decimal(0)
ONE = Decimal(1)


class ContractRole(StrEnum):
    """Which side the record is kept from."""

    RPA = "RPA"  # lender
    RPL = "RPL"  # borrower
    LG = "LG"
    ST = "ST"
    BUY = "BUY"
    SEL = "SEL"
    RFL = "RFL"
    PFL = "PFL"
    RF = "RF"
    PF = "PF"
    COL = "COL"
    CNO = "CNO"
    GUA = "GUA"
    OBL = "OBL"
    UDL = "UDL"
    UDLP = "UDLP"
    UDLM = "UDLM"

    @property
    def sign(self) -> int:
        """+1 for a claim, -1 for an obligation (Contract Role Sign Convention)."""
        return -1 if self in _OBLIGATIONS else 1


_OBLIGATIONS = frozenset(
    {
        ContractRole.RPL,
        ContractRole.ST,
        ContractRole.SEL,
        ContractRole.PFL,
        ContractRole.PF,
        ContractRole.GUA,
        ContractRole.UDLM,
    }
)


class Performance(StrEnum):
    """How the contract is kept."""

    PF = "PF"  # performing
    DL = "DL"  # delayed
    DQ = "DQ"  # delinquent
    DF = "DF"  # default
    MA = "MA"  # matured
    TE = "TE"  # terminated


class FeeBasis(StrEnum):
    """What `feeRate` is."""

    A = "A"  # an amount, paid at each fee event
    N = "N"  # a yearly rate on the notional


class PrepaymentEffect(StrEnum):
    """Whether principal may be repaid early; what it does to a schedule of redemptions is the same
    here, since there is one redemption."""

    N = "N"  # not allowed
    A = "A"  # lowers the amount to redeem
    M = "M"  # brings maturity forward, where there are several redemptions


class PenaltyType(StrEnum):
    """What an early repayment costs."""

    O = "O"  # noqa: E741 - the dictionary's own letter: nothing
    A = "A"  # an amount
    N = "N"  # a yearly rate on the notional
    I = "I"  # noqa: E741 - the dictionary's own letter: the interest lost against the market


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """An anchor and a cycle; either may be missing."""

    anchor: datetime | None = None
    cycle: Cycle | None = None

    def __bool__(self) -> bool:
        return self.anchor is not None or self.cycle is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateReset:
    """How a variable rate follows its market object.

    period_floor: how far one reset may lower the rate, below zero (-0.02: two points at most).
    """

    recurring: Recurring
    market_object: str | None = None
    multiplier: Decimal = ONE
    spread: Decimal = ZERO
    next_rate: Decimal | None = None  # fixed already
    life_cap: Decimal | None = None
    life_floor: Decimal | None = None
    period_cap: Decimal | None = None
    period_floor: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Fees that the contract brings."""

    rate: Decimal | None = None
    basis: FeeBasis | None = None
    accrued: Decimal | None = None
    recurring: Recurring = Recurring()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """Principal and interest that follow an index."""

    of_interest: bool
    of_notional: bool
    market_object: str | None
    index_at_deal: Decimal | None
    interest_factor: Decimal  # at the status date
    notional_factor: Decimal
    recurring: Recurring


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A purchase or a termination at a clean price."""

    at: datetime
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PamTerms:
    """A contract of type PAM. Attributes are named by the dictionary, in our own spelling."""

    contract_id: str
    role: ContractRole
    status_date: datetime
    initial_exchange_date: datetime
    maturity_date: datetime
    currency: str
    notional_principal: Decimal
    settlement_currency: str | None = None
    premium_discount: Decimal = ZERO
    nominal_interest_rate: Decimal | None = None
    day_count: DayCount = DayCount.AA
    accrued_interest: Decimal | None = None
    interest_payment: Recurring = Recurring()
    capitalization_end: datetime | None = None
    rate_reset: RateReset = RateReset(recurring=Recurring())
    fees: Fees = Fees()
    scaling: Scaling | None = None
    prepayment_allowed: bool = True
    option_to_prepay: Recurring = Recurring()
    penalty_type: PenaltyType = PenaltyType.O
    penalty_rate: Decimal = ZERO
    purchase: Trade | None = None
    termination: Trade | None = None
    performance: Performance = Performance.PF
    end_of_month: EndOfMonth = EndOfMonth.SD
    business_days: BusinessDays = field(default_factory=BusinessDays)

    @property
    def penalised(self) -> bool:
        """Whether an early repayment costs anything: `N` is "no penalty" to the dictionary of 2020
        and a yearly rate to the specification, so `N` without a rate is no penalty to both."""
        if self.penalty_type in (PenaltyType.A, PenaltyType.N):
            return bool(self.penalty_rate)
        return self.penalty_type is PenaltyType.I
