"""The numbers that subsidies run on, taken from a scheme on a day.

A scheme states its subsidies as data (`core.policy.subsidies`); here every name of a parameter is
its value of the day, and what holds only for some loans is settled, so that the computing below
knows neither files nor parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.policy.caps import Cap, CapScope
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.quantity import Quantity, Unit, in_unit
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import LprOn, Subsidy, SubsidyCap, SubsidyFormula, SubsidyItem

Place = tuple[str, str]  # level and item: what grants are kept by
Holds = Callable[[Test], bool]  # whether a test is met by the loan at hand


class Ceiling(StrEnum):
    """What can hold an amount down."""

    PAYER_TOTAL = "payer_total"  # one payer's yuan for an enterprise, over all its claims
    PAYER_YEAR = "payer_year"  # the same within a year
    COMBINED_RATIO = "combined_ratio"  # several subsidies together, of what was paid
    COMBINED_TOTAL = "combined_total"  # several together, over all claims of an enterprise
    COMBINED_YEAR = "combined_year"  # several together, within a year
    FEE_CEILING = "fee_ceiling"  # the fee may not be higher; what is above is not subsidised
    FEE_TOTAL = "fee_total"  # yuan a deal and item
    BUDGET = "budget"  # of a bank or of the programme in a year
    ACTUAL_COST = "actual_cost"  # never above what was paid


class FeeCeilingReading(StrEnum):
    """The plan's amount x 1 % a year, for a term under a year (`fee_ceiling_short_term`)."""

    PRO_RATA = "pro_rata"  # by days, over 365
    FULL_YEAR = "full_year"  # a year's ceiling for every year begun


class InterestReading(StrEnum):
    """Which of the interest paid is subsidised (`interest_subsidised`)."""

    CONTRACT_INTEREST = "contract_interest"  # of days up to maturity
    EVERYTHING_PAID = "everything_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountPart:
    """share: a fraction of one, a year's rate with `fixed_rate`."""

    formula: SubsidyFormula
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CapTerms:
    """A cap in yuan."""

    scope: CapScope
    most: Decimal
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyTerms:
    """What one level pays for one cost: the lower of its parts, under its caps."""

    id: str
    item: SubsidyItem
    level: str
    clause: str
    parts: tuple[AmountPart, ...]
    lpr_on: LprOn = LprOn.CONTRACT_DAY
    months: int | None = None  # interest of days after these is not subsidised
    after_repayment: bool = True
    claim_within: Quantity | None = None  # of the day of repayment
    publicity: Quantity | None = None  # how long an approval is published
    fee_ceiling: Decimal | None = None  # fraction of the loan amount a year
    caps: tuple[CapTerms, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCap:
    """One cap over several subsidies: yuan in a scope, or a fraction of what was paid.

    places: of all that it is over, also of those that the loan at hand has not: other loans have.
    """

    id: str
    over: tuple[str, ...]
    places: frozenset[Place]
    scope: CapScope
    clause: str
    most: Decimal | None = None
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidySettings:
    """All subsidies of a scheme in the order in which shared caps are filled.

    fee_ceilings: by fee, a year's rate of the loan amount, subsidised or not; fee_clauses: of those
    that the scheme states apart from any subsidy.
    """

    subsidies: tuple[SubsidyTerms, ...]
    shared: tuple[SharedCap, ...] = ()
    fee_ceiling_reading: FeeCeilingReading = FeeCeilingReading.PRO_RATA
    interest_reading: InterestReading = InterestReading.CONTRACT_INTEREST
    fee_ceilings: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    fee_clauses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def clause_of_fee(self, fee: str) -> str | None:
        """The clause of its ceiling where that has one of its own, else of its first subsidy."""
        return self.fee_clauses.get(fee) or self._clause(lambda one: str(one.item) == fee)

    @property
    def repayment_clause(self) -> str | None:
        """The clause that asks for repayment first; None where none does."""
        return self._clause(lambda one: one.after_repayment)

    @property
    def needs_lpr(self) -> bool:
        """Whether a subsidy is computed by the LPR."""
        parts = (part for one in self.subsidies for part in one.parts)
        return any(part.formula is SubsidyFormula.SHARE_OF_LPR_INTEREST for part in parts)

    def _clause(self, which: Callable[[SubsidyTerms], bool]) -> str | None:
        return next((one.clause for one in self.subsidies if which(one)), None)


def settings_from(scheme: Scheme, on: date, holds: Holds | None = None) -> SubsidySettings:
    """The subsidies of a scheme in force on a day, and the readings it chose.

    holds: needed where a subsidy is only for some loans. Bad input: `parameter_not_yet_in_force`,
    `reading_not_computed`, `subsidy_needs_facts`, `subsidy_twice_by_one_level`.
    """
    asked = holds or _no_facts
    subsidies = tuple(
        _terms(scheme, one, on, asked)
        for one in scheme.subsidies
        if one.when is None or asked(one.when)
    )
    _once_a_level(subsidies)
    return SubsidySettings(
        subsidies=subsidies,
        shared=tuple(_shared(scheme, one, on) for one in scheme.subsidy_caps),
        fee_ceilings=MappingProxyType(
            _own_fee_ceilings(scheme, on)
            | {str(one.item): one.fee_ceiling for one in subsidies if one.fee_ceiling is not None}
        ),
        fee_clauses=MappingProxyType({str(one.item): one.clause for one in scheme.fee_ceilings}),
        fee_ceiling_reading=fee_ceiling_reading(scheme),
        interest_reading=reading_chosen(
            scheme,
            "interest_subsidised",
            {str(reading): reading for reading in InterestReading},
            default=InterestReading.CONTRACT_INTEREST,
        ),
    )


def fee_ceiling_reading(scheme: Scheme) -> FeeCeilingReading:
    """How a fee's ceiling of a year runs for another term."""
    return reading_chosen(
        scheme,
        "fee_ceiling_short_term",
        {str(reading): reading for reading in FeeCeilingReading},
        default=FeeCeilingReading.PRO_RATA,
    )


def _own_fee_ceilings(scheme: Scheme, on: date) -> dict[str, Decimal]:
    return {str(one.item): scheme.value(one.parameter, on).amount for one in scheme.fee_ceilings}


def _once_a_level(subsidies: tuple[SubsidyTerms, ...]) -> None:
    """No level pays for the same cost of one loan twice: two that hold are an error of the plan."""
    seen: dict[tuple[str, SubsidyItem], str] = {}
    for one in subsidies:
        first = seen.setdefault((one.level, one.item), one.id)
        if first != one.id:
            raise bad_input("subsidy_twice_by_one_level", first=first, second=one.id)


def _no_facts(_: Test) -> bool:
    raise bad_input("subsidy_needs_facts")


def _terms(scheme: Scheme, one: Subsidy, on: date, holds: Holds) -> SubsidyTerms:
    def quantity(name: str | None) -> Quantity | None:
        return None if name is None else scheme.value(name, on)

    return SubsidyTerms(
        id=one.id,
        item=one.item,
        level=one.level,
        clause=one.clause,
        parts=_parts(scheme, one, on, holds),
        lpr_on=one.lpr_on,
        months=_months(scheme, one.months_max, on),
        after_repayment=one.after_repayment,
        claim_within=quantity(one.claim_within),
        publicity=quantity(one.publicity),
        fee_ceiling=_own_fee_ceilings(scheme, on).get(str(one.item))
        if one.fee_ceiling is None
        else scheme.value(one.fee_ceiling, on).amount,
        caps=tuple(_cap(scheme, cap, on) for cap in one.caps),
    )


def _parts(scheme: Scheme, one: Subsidy, on: date, holds: Holds) -> tuple[AmountPart, ...]:
    if one.parts:
        return tuple(
            AmountPart(formula=part.formula, share=_share(scheme.value(part.share, on)))
            for part in one.parts
        )
    share = next((each.share for each in one.instead if holds(each.when)), one.share)
    if share is None:
        raise bad_input("subsidy_without_share", subsidy=one.id)
    return (AmountPart(formula=one.formula, share=_share(scheme.value(share, on))),)


def _share(stated: Quantity) -> Decimal:
    """A share or a year's rate as a fraction of one: 2个百分点 of interest are 2 % a year."""
    if stated.unit is Unit.BASIS_POINTS:
        return in_unit(stated, Unit.RATIO).amount
    return stated.amount


def _months(scheme: Scheme, parameter: str | None, on: date) -> int | None:
    if parameter is None:
        return None
    return int(in_unit(scheme.value(parameter, on), Unit.MONTHS).amount)


def _cap(scheme: Scheme, cap: Cap, on: date) -> CapTerms:
    if cap.parameter is None:
        raise bad_input("subsidy_cap_of_a_fund", clause=cap.clause)
    most = scheme.value(cap.parameter, on).amount
    return CapTerms(scope=cap.scope, most=most, clause=cap.clause)


def _shared(scheme: Scheme, cap: SubsidyCap, on: date) -> SharedCap:
    def amount(name: str | None) -> Decimal | None:
        return None if name is None else scheme.value(name, on).amount

    return SharedCap(
        id=cap.id,
        over=cap.over,
        places=frozenset(
            (one.level, str(one.item)) for one in scheme.subsidies if one.id in cap.over
        ),
        scope=cap.scope,
        clause=cap.clause,
        most=amount(cap.parameter),
        ratio=amount(cap.share_of_paid),
    )
