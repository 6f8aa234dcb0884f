"""Lists of patents as offices and agencies keep them: each row checked, each position told.

A row has a number and, as far as known, kind, filing date, grant date and the day on which the
end was *gazetted*. Missing is missing: a row without a filing date is accepted, and its position
is unknown. A lapse is told twice, by the gazette and by its legal effect (`annual_fees`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.registers.annual_fees import (
    EffectiveLapse,
    FeePosition,
    FeeRecord,
    FeeSchedule,
    FeeStatus,
    effective_lapse,
    fee_due_on,
    fee_position,
    fee_year_on,
)
from zhidai.core.registers.patent_numbers import PatentKind, PatentNumber, parse_patent_number
from zhidai.core.registers.terms import expires_on

_KIND_WORDS = {
    "发明": PatentKind.INVENTION,
    "发明专利": PatentKind.INVENTION,
    "invention": PatentKind.INVENTION,
    "实用新型": PatentKind.UTILITY_MODEL,
    "实用新型专利": PatentKind.UTILITY_MODEL,
    "utility model": PatentKind.UTILITY_MODEL,
    "utility_model": PatentKind.UTILITY_MODEL,
    "外观设计": PatentKind.DESIGN,
    "外观设计专利": PatentKind.DESIGN,
    "外观": PatentKind.DESIGN,
    "design": PatentKind.DESIGN,
}


class Standing(StrEnum):
    """Whether a patent stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET_GRANTED = "not_yet_granted"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentRow:
    """One row as written; an empty text is not known."""

    number: str
    kind: str = ""
    filed_on: str = ""
    granted_on: str = ""
    lapse_gazetted_on: str = ""
    paid_through_year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPatent:
    """A row that passed every check."""

    number: PatentNumber
    filed_on: date | None
    granted_on: date | None
    lapse_gazetted_on: date | None
    paid_through_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentPosition:
    """Where a listed patent stands on a day."""

    by_effect: Standing
    by_gazette: Standing
    ended_on: date | None = None  # by effect
    fee: FeePosition


def check_row(row: PatentRow) -> ListedPatent | tuple[Reason, ...]:
    """The patent in a row, or every reason why the row is refused."""
    reasons: list[Reason] = []
    number = _number(row.number, reasons)
    filed_on = _day(row.filed_on, reasons)
    granted_on = _day(row.granted_on, reasons)
    lapsed_on = _day(row.lapse_gazetted_on, reasons)
    paid_through_year = _paid_through_year(row.paid_through_year, reasons)
    if number:
        reasons.extend(_against_number(number, row.kind, filed_on))
    reasons.extend(_order_of_dates(filed_on, granted_on, lapsed_on))
    if reasons or number is None:
        return tuple(reasons)
    return ListedPatent(
        number=number,
        filed_on=filed_on,
        granted_on=granted_on,
        lapse_gazetted_on=lapsed_on,
        paid_through_year=paid_through_year,
    )


def _number(text: str, reasons: list[Reason]) -> PatentNumber | None:
    if not text.strip():
        reasons.append(reason("patent_number_missing"))
        return None
    try:
        return parse_patent_number(text)
    except BadInput as refused:
        reasons.extend(refused.reasons)
        return None


def _day(text: str, reasons: list[Reason]) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text)
    except BadInput as refused:
        reasons.extend(refused.reasons)
        return None


def _paid_through_year(text: str, reasons: list[Reason]) -> int | None:
    bare = text.strip()
    if not bare:
        return None
    if bare.isascii() and bare.isdigit() and 1 <= int(bare[:4]) <= 20:
        return int(bare)
    reasons.append(reason("patent_paid_year_unreadable", text=bare[:40]))
    return None


def _against_number(number: PatentNumber, kind: str, filed_on: date | None) -> list[Reason]:
    """The kind must agree; a divisional is numbered after its parent's filing, never before."""
    reasons = []
    words = " ".join(kind.lower().split())
    if words and words not in _KIND_WORDS:
        reasons.append(reason("patent_kind_unreadable", text=kind.strip()[:40]))
    elif words and _KIND_WORDS[words] is not number.kind:
        reasons.append(reason("patent_kind_differs", number=str(number), kind=kind.strip()))
    if filed_on and filed_on.year > number.filing_year:
        reasons.append(reason("patent_filed_after_number", number=str(number), filed_on=filed_on))
    return reasons


def _order_of_dates(
    filed_on: date | None, granted_on: date | None, lapsed_on: date | None
) -> list[Reason]:
    reasons = []
    if filed_on and granted_on and granted_on <= filed_on:
        reasons.append(reason("patent_granted_before_filing", granted_on=granted_on))
    begun_on = granted_on or filed_on
    if lapsed_on and begun_on and lapsed_on <= begun_on:
        reasons.append(reason("patent_lapsed_before_grant", lapsed_on=lapsed_on))
    return reasons


def position_on(patent: ListedPatent, *, on: date, schedule: FeeSchedule) -> PatentPosition:
    """Where a patent stands on a day, by legal effect and by the end that the gazette names."""
    if patent.filed_on is None or patent.granted_on is None:
        unknown = FeePosition(status=FeeStatus.UNKNOWN)
        return PatentPosition(by_effect=Standing.UNKNOWN, by_gazette=Standing.UNKNOWN, fee=unknown)
    dated = _Dated(
        kind=patent.number.kind,
        filed_on=patent.filed_on,
        granted_on=patent.granted_on,
        ends_on=expires_on(patent.number.kind, patent.filed_on),
    )
    lapse = _lapse(dated, patent.lapse_gazetted_on)
    fee = _fee_position(dated, lapse=lapse, paid=patent.paid_through_year, on=on, schedule=schedule)
    missed_on = fee.ended_on if fee.status is FeeStatus.LAPSED else None
    effective_on = lapse.on if lapse else missed_on
    by_effect = _standing(dated, lapsed_on=effective_on, on=on)
    ended_on = {Standing.LAPSED: effective_on, Standing.EXPIRED: dated.ends_on}.get(by_effect)
    return PatentPosition(
        by_effect=by_effect,
        by_gazette=_standing(dated, lapsed_on=patent.lapse_gazetted_on, on=on),
        ended_on=ended_on,
        fee=fee,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    kind: PatentKind
    filed_on: date
    granted_on: date
    ends_on: date


def _lapse(dated: _Dated, gazetted_on: date | None) -> EffectiveLapse | None:
    if gazetted_on is None:
        return None
    return effective_lapse(
        filed_on=dated.filed_on,
        granted_on=dated.granted_on,
        gazetted_on=gazetted_on,
        ends_on=dated.ends_on,
    )


def _fee_position(
    dated: _Dated,
    *,
    lapse: EffectiveLapse | None,
    paid: int | None,
    on: date,
    schedule: FeeSchedule,
) -> FeePosition:
    """The gazette goes before what the list says was paid."""
    if lapse and lapse.fee_year:
        paid = lapse.fee_year - 1
    elif lapse and on >= lapse.on:
        status = FeeStatus.EXPIRED if lapse.on >= dated.ends_on else FeeStatus.LAPSED
        return FeePosition(status=status, ended_on=lapse.on)
    record = FeeRecord(
        kind=dated.kind,
        filed_on=dated.filed_on,
        granted_on=dated.granted_on,
        paid_through_year=paid,
    )
    position = fee_position(record, on=on, schedule=schedule)
    if position.status is not FeeStatus.UNKNOWN:
        return position
    return _next_fee(record, ends_on=dated.ends_on, on=on, schedule=schedule)


def _next_fee(record: FeeRecord, *, ends_on: date, on: date, schedule: FeeSchedule) -> FeePosition:
    """Nobody has said what is paid: the fee that falls due next, full, status unknown."""
    fee_year = fee_year_on(record.filed_on, on) + 1
    due_on = fee_due_on(record.filed_on, fee_year)
    if due_on >= ends_on:
        return FeePosition(status=FeeStatus.UNKNOWN)
    full = schedule.full_fee_yuan(record.kind, fee_year)
    return FeePosition(status=FeeStatus.UNKNOWN, fee_year=fee_year, due_on=due_on, fee_yuan=full)


def _standing(dated: _Dated, *, lapsed_on: date | None, on: date) -> Standing:
    if on < dated.granted_on:
        return Standing.NOT_YET_GRANTED
    if lapsed_on and lapsed_on < dated.ends_on and on >= lapsed_on:
        return Standing.LAPSED
    return Standing.EXPIRED if on >= dated.ends_on else Standing.IN_FORCE


def listed_twice(number: PatentNumber, first_row: int) -> Reason:
    """The refusal of a row whose number already stands in an earlier one."""
    return reason("patent_listed_twice", number=str(number), row=first_row)
