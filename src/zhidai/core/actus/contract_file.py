"""An ACTUS contract as JSON values: `terms`, `dataObserved`, `eventsObserved` and `to`.

Attribute names are the dictionary's; values are text or numbers. Times are ISO 8601 without a zone.
An attribute that changes no payment of a PAM contract (its creator, its deal date ...) is passed
over and named in `unused`, so that nothing is ignored in silence; one that would change payments
and is not carried out is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.actus.business_days import BusinessDayConvention, BusinessDays, Calendar
from zhidai.core.actus.cycles import EndOfMonth, parse_cycle
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
    RateReset,
    Recurring,
    Scaling,
    Trade,
)
from zhidai.core.calendar import EARLIEST_YEAR, LATEST_YEAR
from zhidai.core.errors import BadInput, bad_input

Word = TypeVar("Word", bound=StrEnum)

LONGEST_NUMBER = 40  # characters
_PARTS = ("terms", "dataObserved", "eventsObserved", "to")
_PASSED_OVER = ("identifier", "results")  # what the published test files hold beside a contract
_OBSERVED_TYPES = ("PP", "CE")
_ALIASES: Mapping[type[StrEnum], Mapping[str, str]] = MappingProxyType(
    {
        DayCount: {
            "A/AISDA": "AA",
            "A/A": "AA",
            "A/360": "A360",
            "A/365": "A365",
            "30E/360ISDA": "30E360ISDA",
            "30E/360": "30E360",
            "28E/336": "28E336",
            "B/252": "B252",
        },
        Calendar: {"NOCALENDAR": "NC", "MONDAYTOFRIDAY": "MF"},
        BusinessDayConvention: {"NULL": "NOS"},
    }
)


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
    `actus_type_unsupported`, `actus_term_missing`, `actus_word_unknown`,
    `actus_number_unreadable`, `actus_time_unreadable`, `actus_term_unsupported`,
    `actus_negative`, `actus_dates_in_disorder`, `actus_event_unsupported`,
    `actus_event_before_start`, `actus_cycle_unreadable`.
    """
    parts = _object(written, "contract")
    for name in parts:
        if name not in (*_PARTS, *_PASSED_OVER):
            raise bad_input("actus_part_unknown", name=name[:40], known=", ".join(_PARTS))
    attributes = _Attributes(_object(parts.get("terms"), "terms"))
    terms = _terms(attributes)
    to = parts.get("to")
    return WrittenContract(
        terms=terms,
        observations=Observations(
            series=_series(parts.get("dataObserved") or {}),
            events=tuple(_events(parts.get("eventsObserved") or [], terms)),
        ),
        until=None if to in (None, "") else _time("to", to),
        unused=attributes.unused,
    )


class _Attributes:
    """The terms of a contract, remembering which of them were asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values
        self.asked: set[str] = set()

    @property
    def unused(self) -> tuple[str, ...]:
        return tuple(name for name in self.values if name not in self.asked)

    def get(self, name: str, *others: str) -> str | None:
        """The text of an attribute, under its name or an older one; None where it is not there."""
        for one in (name, *others):
            self.asked.add(one)
            value = self.values.get(one)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
                raise _unreadable("number", one, value)
            return str(value).strip()
        return None

    def needed(self, name: str) -> str:
        found = self.get(name)
        if found is None:
            raise bad_input("actus_term_missing", name=name)
        return found

    def number(self, name: str, *others: str) -> Decimal | None:
        found = self.get(name, *others)
        return None if found is None else _number(name, found)

    def amount(self, name: str, default: Decimal) -> Decimal:
        found = self.number(name)
        return default if found is None else found

    def positive(self, name: str) -> Decimal:
        found = _number(name, self.needed(name))
        if found < 0:
            raise bad_input("actus_negative", name=name, value=str(found))
        return found

    def time(self, name: str) -> datetime | None:
        found = self.get(name)
        return None if found is None else _time(name, found)

    def time_needed(self, name: str) -> datetime:
        return _time(name, self.needed(name))

    def word(self, name: str, kind: type[Word], default: Word | None = None) -> Word:
        found = self.get(name)
        if found is None:
            if default is None:
                raise bad_input("actus_term_missing", name=name)
            return default
        folded = found.upper()
        folded = _ALIASES.get(kind, {}).get(folded, folded)
        if folded not in list(kind):
            known = ", ".join(kind)
            raise bad_input("actus_word_unknown", name=name, value=found[:40], known=known)
        return kind(folded)

    def recurring(self, event: str) -> Recurring:
        cycle = self.get(f"cycleOf{event}")
        return Recurring(
            anchor=self.time(f"cycleAnchorDateOf{event}"),
            cycle=None if cycle is None else parse_cycle(cycle),
        )

    def trade(self, on: str, price: str) -> Trade | None:
        at = self.time(on)
        if at is None:
            return None
        return Trade(at=at, price=_number(price, self.needed(price)))


def _terms(given: _Attributes) -> PamTerms:
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
        notional_principal=given.positive("notionalPrincipal"),
        premium_discount=given.amount("premiumDiscountAtIED", ZERO),
        nominal_interest_rate=given.number("nominalInterestRate"),
        day_count=_day_count(given),
        accrued_interest=given.number("accruedInterest"),
        interest_payment=given.recurring("InterestPayment"),
        capitalization_end=given.time("capitalizationEndDate"),
        rate_reset=_rate_reset(given),
        fees=_fees(given),
        scaling=_scaling(given),
        prepayment_allowed=given.get("prepaymentEffect") != "N",
        penalty_type=given.word("penaltyType", PenaltyType, PenaltyType.O),
        penalty_rate=given.amount("penaltyRate", ZERO),
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
    if terms.maturity_date <= terms.initial_exchange_date:
        raise bad_input(
            "actus_dates_in_disorder",
            first=terms.initial_exchange_date.date(),
            last=terms.maturity_date.date(),
        )
    return terms


def _refuse_what_is_not_carried_out(given: _Attributes) -> None:
    """Interest in advance and rates fixed in arrears would change payments."""
    for name, only in (("cyclePointOfInterestPayment", "E"), ("cyclePointOfRateReset", "B")):
        found = given.get(name)
        if found is not None and found.upper() != only:
            raise bad_input("actus_term_unsupported", name=name, value=found[:20], known=only)


def _day_count(given: _Attributes) -> DayCount:
    """Needed as soon as something accrues."""
    accrues = given.get("nominalInterestRate") is not None or given.get("feeBasis") == "N"
    return given.word("dayCountConvention", DayCount, None if accrues else DayCount.AA)


def _rate_reset(given: _Attributes) -> RateReset:
    return RateReset(
        recurring=given.recurring("RateReset"),
        market_object=given.get("marketObjectCodeOfRateReset", "marketObjectCodeRateReset"),
        multiplier=given.amount("rateMultiplier", ONE),
        spread=given.amount("rateSpread", ZERO),
        next_rate=given.number("nextResetRate"),
        life_cap=given.number("lifeCap"),
        life_floor=given.number("lifeFloor"),
        period_cap=given.number("periodCap"),
        period_floor=given.number("periodFloor"),
    )


def _fees(given: _Attributes) -> Fees:
    rate = given.number("feeRate")
    return Fees(
        rate=rate,
        basis=given.word("feeBasis", FeeBasis, FeeBasis.A if not rate else None),
        accrued=given.number("feeAccrued"),
        recurring=given.recurring("Fee"),
    )


def _scaling(given: _Attributes) -> Scaling | None:
    effect = (given.get("scalingEffect") or "000").upper()
    if effect == "000":
        return None
    index = given.number("scalingIndexAtContractDealDate", "scalingIndexAtStatusDate")
    return Scaling(
        of_interest="I" in effect,
        of_notional="N" in effect,
        market_object=given.get("marketObjectCodeOfScalingIndex"),
        index_at_deal=_not_zero("scalingIndexAtContractDealDate", index),
        multiplier_at_status=given.amount("notionalScalingMultiplier", ONE),
        recurring=given.recurring("ScalingIndex"),
    )


def _not_zero(name: str, value: Decimal | None) -> Decimal:
    if value is None:
        raise bad_input("actus_term_missing", name=name)
    if value == 0:
        raise bad_input("actus_negative", name=name, value="0")
    return value


def _series(written: object) -> Mapping[str, tuple[Observed, ...]]:
    found = {}
    for code, series in _object(written, "dataObserved").items():
        points = _object(series, f"dataObserved.{code}").get("data")
        found[code] = tuple(
            sorted(
                (_observed(point, code) for point in _list(points, f"dataObserved.{code}.data")),
                key=lambda one: one.at,
            )
        )
    return MappingProxyType(found)


def _observed(written: object, code: str) -> Observed:
    point = _object(written, f"dataObserved.{code}.data")
    return Observed(
        at=_time("timestamp", point.get("timestamp")), value=_number("value", point.get("value"))
    )


def _events(written: object, terms: PamTerms) -> Iterator[ObservedEvent]:
    """The observed events of this contract; those of another one are not its business."""
    for event in _list(written, "eventsObserved"):
        seen = _object(event, "eventsObserved")
        if str(seen.get("contractId", terms.contract_id)) != terms.contract_id:
            continue
        kind = str(seen.get("type", seen.get("eventType", ""))).upper()
        if kind not in _OBSERVED_TYPES:
            raise bad_input(
                "actus_event_unsupported", type=kind[:20], known=", ".join(_OBSERVED_TYPES)
            )
        states = _Attributes(_object(seen.get("states") or {}, "eventsObserved.states"))
        at = _time("time", seen.get("time", seen.get("eventDate")))
        if at < terms.initial_exchange_date:
            raise bad_input(
                "actus_event_before_start", at=at.date(), start=terms.initial_exchange_date.date()
            )
        yield ObservedEvent(
            at=at,
            type=kind,
            value=_number("value", seen.get("value", 0)),
            performance=states.word("contractPerformance", Performance, Performance.PF)
            if kind == "CE"
            else None,
        )


def _object(written: object, place: str) -> Mapping[str, object]:
    if not isinstance(written, Mapping):
        raise bad_input("loan_file_not_object", place=place)
    return written


def _list(written: object, place: str) -> list[object]:
    if not isinstance(written, list):
        raise bad_input("loan_file_not_list", place=place)
    return written


def _number(name: str, written: object) -> Decimal:
    text = str(written).strip()
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _unreadable("number", name, written) from None
    if not found.is_finite() or len(text) > LONGEST_NUMBER or isinstance(written, bool):
        raise _unreadable("number", name, written)
    return found


def _time(name: str, written: object) -> datetime:
    """24:00:00 is the midnight that ends a day; many files write 23:59:59 for it."""
    try:
        found = datetime.fromisoformat(str(written).strip())
    except ValueError:
        raise _unreadable("time", name, written) from None
    if found.tzinfo is not None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise _unreadable("time", name, written)
    return found


def _unreadable(kind: str, name: str, written: object) -> BadInput:
    return bad_input(f"actus_{kind}_unreadable", name=name, value=str(written)[:40])
