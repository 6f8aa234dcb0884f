"""An ACTUS contract as JSON values: `terms`, `dataObserved`, `eventsObserved` and `to`.

Attribute names are the dictionary's; values are text or numbers. Times are ISO 8601 without a zone.
An attribute that changes no payment of a PAM contract (its creator, its deal date ...) is passed
over and named in `unused`, so that nothing is ignored in silence; one that would change payments
and is not carried out is refused, and so is a name that is nearly one that counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from zhidai.core.actus.attributes import Attributes, number_of, time_of
from zhidai.core.actus.business_days import BusinessDayConvention, BusinessDays, Calendar
from zhidai.core.actus.cycles import EndOfMonth
from zhidai.core.actus.day_counts import DayCount
from zhidai.core.actus.observations import Observations, Observed, ObservedEvent
from zhidai.core.actus.terms import (
    ONE,
    ZERO,
    ContractRole,
    FeeBasis,
    Fees,
    PamTerms,
    PenaltyType,
    Performance,
    PrepaymentEffect,
    RateReset,
    Scaling,
)
from zhidai.core.errors import bad_input

_PARTS = ("terms", "dataObserved", "eventsObserved", "to")
_PASSED_OVER = ("identifier", "results")  # what the published test files hold beside a contract
_OBSERVED_TYPES = ("PP", "CE")
_SCALING_EFFECTS = ("000", "I00", "0N0", "IN0")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenContract:
    """What a contract file says."""

    terms: PamTerms
    observations: Observations
    until: datetime | None
    unused: tuple[str, ...]


def read_contract(written: object) -> WrittenContract:
    """The contract in JSON values; one sentence for the first thing that is wrong.

    Bad input: `loan_file_not_object`, `loan_file_not_list`, `actus_part_unknown`,
    `actus_type_unsupported`, `actus_term_missing`, `actus_value_unreadable`, `actus_word_unknown`,
    `actus_number_unreadable`, `actus_time_unreadable`, `actus_term_unsupported`,
    `actus_negative`, `actus_dates_in_disorder`, `actus_event_unsupported`,
    `actus_event_before_start`, `actus_cycle_unreadable`, `actus_observed_twice`,
    `actus_attribute_misspelt`, `actus_floor_above_cap`.
    """
    parts = _object(written, "contract")
    for name in parts:
        if name not in (*_PARTS, *_PASSED_OVER):
            raise bad_input("actus_part_unknown", name=name[:40], known=", ".join(_PARTS))
    attributes = Attributes(_object(parts.get("terms"), "terms"))
    terms = _terms(attributes)
    attributes.refuse_misspelt()
    to = parts.get("to")
    return WrittenContract(
        terms=terms,
        observations=Observations(
            series=_series(parts.get("dataObserved") or {}),
            events=tuple(_events(parts.get("eventsObserved") or [], terms)),
        ),
        until=None if to in (None, "") else time_of("to", to),
        unused=attributes.unused,
    )


def _terms(given: Attributes) -> PamTerms:
    kind = given.needed("contractType").upper()
    if kind != "PAM":
        raise bad_input("actus_type_unsupported", type=kind[:20])
    _refuse_what_is_not_carried_out(given)
    terms = PamTerms(
        contract_id=given.get("contractID", "contractIdentifier") or "",
        role=given.word("contractRole", ContractRole),
        status_date=given.time_needed("statusDate"),
        initial_exchange_date=given.time_needed("initialExchangeDate"),
        maturity_date=given.time_needed("maturityDate"),
        currency=given.needed("currency"),
        settlement_currency=given.get("settlementCurrency"),
        notional_principal=given.not_negative("notionalPrincipal"),
        premium_discount=given.amount("premiumDiscountAtIED", ZERO),
        nominal_interest_rate=given.number("nominalInterestRate"),
        day_count=_day_count(given),
        accrued_interest=given.number("accruedInterest"),
        interest_payment=given.recurring("InterestPayment"),
        capitalization_end=given.time("capitalizationEndDate"),
        rate_reset=_rate_reset(given),
        fees=_fees(given),
        scaling=_scaling(given),
        prepayment_allowed=_prepayment_allowed(given),
        option_to_prepay=given.recurring("Optionality"),
        penalty_type=given.word("penaltyType", PenaltyType, PenaltyType.O),
        penalty_rate=given.not_negative("penaltyRate", "0"),
        purchase=given.trade("purchaseDate", "priceAtPurchaseDate"),
        termination=given.trade("terminationDate", "priceAtTerminationDate"),
        performance=given.word("contractPerformance", Performance, Performance.PF),
        end_of_month=given.word("endOfMonthConvention", EndOfMonth, EndOfMonth.SD),
        business_days=BusinessDays(
            convention=given.word(
                "businessDayConvention", BusinessDayConvention, BusinessDayConvention.NOS
            ),
            calendar=given.word("calendar", Calendar, Calendar.NC),
        ),
    )
    _refuse_dates_in_disorder(terms)
    return terms


def _refuse_dates_in_disorder(terms: PamTerms) -> None:
    """A purchase and a termination lie within the contract, one after the other."""
    purchase, termination = terms.purchase, terms.termination
    dates = [
        ("initialExchangeDate", terms.initial_exchange_date),
        ("purchaseDate", purchase.at if purchase else None),
        ("terminationDate", termination.at if termination else None),
        ("maturityDate", terms.maturity_date),
    ]
    given = [(name, at) for name, at in dates if at is not None]
    for (earlier, first), (later, last) in pairwise(given):
        if last < first or (last == first and earlier == "initialExchangeDate"):
            raise bad_input(
                "actus_dates_in_disorder",
                earlier=earlier,
                first=first.date(),
                later=later,
                last=last.date(),
            )


def _refuse_what_is_not_carried_out(given: Attributes) -> None:
    """Interest in advance and rates fixed in arrears would change payments, and the specification
    has no formulas for them."""
    for name, only in (("cyclePointOfInterestPayment", "E"), ("cyclePointOfRateReset", "B")):
        found = given.get(name)
        if found is not None and found[:1].upper() != only:
            raise bad_input("actus_term_unsupported", name=name, value=found[:20], known=only)


def _prepayment_allowed(given: Attributes) -> bool:
    """Observed prepayments count unless the contract says that it takes none."""
    effect = given.word("prepaymentEffect", PrepaymentEffect, PrepaymentEffect.A)
    return effect is not PrepaymentEffect.N


def _day_count(given: Attributes) -> DayCount:
    """Needed as soon as something accrues."""
    accrues = given.get("nominalInterestRate") is not None or given.get("feeBasis") == "N"
    return given.word("dayCountConvention", DayCount, None if accrues else DayCount.AA)


def _rate_reset(given: Attributes) -> RateReset:
    floor, cap = given.number("lifeFloor"), given.number("lifeCap")
    if floor is not None and cap is not None and floor > cap:
        raise bad_input("actus_floor_above_cap", floor=str(floor), cap=str(cap))
    return RateReset(
        recurring=given.recurring("RateReset"),
        market_object=given.get("marketObjectCodeOfRateReset", "marketObjectCodeRateReset"),
        multiplier=given.amount("rateMultiplier", ONE),
        spread=given.amount("rateSpread", ZERO),
        next_rate=given.number("nextResetRate"),
        life_cap=cap,
        life_floor=floor,
        period_cap=given.number("periodCap"),
        period_floor=_downwards(given.number("periodFloor")),
    )


def _downwards(most: Decimal | None) -> Decimal | None:
    """The dictionary has the greatest fall of a period above zero, the formula takes it below."""
    return None if most is None else -abs(most)


def _fees(given: Attributes) -> Fees:
    rate = given.number("feeRate")
    return Fees(
        rate=rate,
        basis=given.word("feeBasis", FeeBasis, FeeBasis.A if not rate else None),
        accrued=given.number("feeAccrued"),
        recurring=given.recurring("Fee"),
    )


def _scaling(given: Attributes) -> Scaling | None:
    """Letters name what is scaled; older files write an O for the nought between them."""
    effect = (given.get("scalingEffect") or "000").upper().replace("O", "0")
    if effect not in _SCALING_EFFECTS:
        known = ", ".join(_SCALING_EFFECTS)
        raise bad_input("actus_term_unsupported", name="scalingEffect", value=effect, known=known)
    if effect == "000":
        return None
    return Scaling(
        of_interest="I" in effect,
        of_notional="N" in effect,
        market_object=given.get("marketObjectCodeOfScalingIndex"),
        index_at_deal=_not_zero("scalingIndexAtContractDealDate", given),
        interest_factor=given.amount("interestScalingMultiplier", ONE),
        notional_factor=given.amount("notionalScalingMultiplier", ONE),
        recurring=given.recurring("ScalingIndex"),
    )


def _not_zero(name: str, given: Attributes) -> Decimal | None:
    value = given.number(name)
    if value == 0:
        raise bad_input("actus_negative", name=name, value="0")
    return value


def _series(written: object) -> Mapping[str, tuple[Observed, ...]]:
    return MappingProxyType(
        {
            code: _one_series(series, code)
            for code, series in _object(written, "dataObserved").items()
        }
    )


def _one_series(written: object, code: str) -> tuple[Observed, ...]:
    """Oldest first; one value at a time."""
    points = _list(
        _object(written, f"dataObserved.{code}").get("data"), f"dataObserved.{code}.data"
    )
    found = sorted((_observed(point, code) for point in points), key=lambda one: one.at)
    for one, following in pairwise(found):
        if one.at == following.at and one.value != following.value:
            raise bad_input("actus_observed_twice", code=code[:40], at=one.at.isoformat())
    return tuple(found)


def _observed(written: object, code: str) -> Observed:
    point = _object(written, f"dataObserved.{code}.data")
    return Observed(
        at=time_of("timestamp", point.get("timestamp")),
        value=number_of("value", point.get("value")),
    )


def _events(written: object, terms: PamTerms) -> Iterator[ObservedEvent]:
    """The observed events of this contract; those of another one are not its business."""
    for event in _list(written, "eventsObserved"):
        seen = _object(event, "eventsObserved")
        if str(seen.get("contractId") or terms.contract_id) != terms.contract_id:
            continue
        kind = str(seen.get("type", seen.get("eventType", ""))).upper()
        if kind not in _OBSERVED_TYPES:
            raise bad_input(
                "actus_event_unsupported", type=kind[:20], known=", ".join(_OBSERVED_TYPES)
            )
        states = Attributes(_object(seen.get("states") or {}, "eventsObserved.states"))
        at = time_of("time", seen.get("time", seen.get("eventDate")))
        if at < terms.initial_exchange_date:
            raise bad_input(
                "actus_event_before_start", at=at.date(), start=terms.initial_exchange_date.date()
            )
        yield ObservedEvent(
            at=at,
            type=kind,
            value=_amount_prepaid(seen, terms) if kind == "PP" else ZERO,
            performance=states.word("contractPerformance", Performance, Performance.PF)
            if kind == "CE"
            else None,
        )


def _amount_prepaid(seen: Mapping[str, object], terms: PamTerms) -> Decimal:
    """An amount, or for an obligation a payment: below zero."""
    value = number_of("value", seen.get("value"))
    if value < 0 < terms.role.sign:
        raise bad_input("actus_negative", name="value", value=str(value))
    return abs(value)


def _object(written: object, place: str) -> Mapping[str, object]:
    if not isinstance(written, Mapping):
        raise bad_input("loan_file_not_object", place=place)
    return written


def _list(written: object, place: str) -> list[object]:
    if not isinstance(written, list):
        raise bad_input("loan_file_not_list", place=place)
    return written
