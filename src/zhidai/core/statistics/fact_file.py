"""Facts written down: records of text, the same in JSON and in a table, read strictly.

    {"scope": "示范市（虚构）", "source": "样本台账（虚构）",
     "covers_from": "2020-01-01", "records": [
      {"record": "registration", "id": "Y-1", "pledgor": "甲", "amount": "300万元",
       "registered_on": "2021-01-08", "district": "章贡区", "ip_kind": "invention"},
      {"record": "loan", "id": "L-1", "borrower": "甲", "amount": "300万元", "rate": "4.85%",
       "drawn_on": "2021-01-12", "due_on": "2022-01-12", "applied_on": "2020-12-20"},
      {"record": "repayment", "loan": "L-1", "principal": "100万元", "on": "2021-06-30"}]}

`covers_from` and `covers_until` may be left out: then the facts tell of the days from the first of
them on. A field that may be missing may also be empty. What a record does not know is not guessed:
of a kind of record that is not there at all no figure is made, not even zero.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.loan_file import parse_rate
from zhidai.core.money import parse_yuan
from zhidai.core.policy.collateral import RightKind
from zhidai.core.statistics.facts import (
    MIXED,
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    Places,
    Registration,
    Repayment,
)
from zhidai.core.statistics.metrics import DEFINITIONS, Counted, Metric

_PLACES = ("district", "bank", "industry", "ip_kind")
_RECORDED = "recorded_at"
# Fields by kind of record: those that must be there, then those that may.
RECORDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "registration": (
            ("id", "pledgor", "registered_on"),
            ("amount", "released_on", "released_recorded_at", *_PLACES, _RECORDED),
        ),
        "loan": (
            ("id", "borrower", "amount", "drawn_on", "due_on"),
            ("rate", "collateral_value", "applied_on", *_PLACES, _RECORDED),
        ),
        "repayment": (("loan", "principal", "on"), (_RECORDED,)),
        "application": (("id", "applicant", "applied_on"), (*_PLACES, _RECORDED)),
        "enterprise": (("id", "active_from"), ("active_until", *_PLACES, _RECORDED)),
    }
)
# The kinds of record without which nothing is known of what is counted.
_TOLD_BY: Mapping[Counted, frozenset[str]] = MappingProxyType(
    {
        Counted.REGISTRATIONS: frozenset({"registration"}),
        Counted.LOANS: frozenset({"loan"}),
        Counted.APPLICATIONS: frozenset({"application"}),
        Counted.ENTERPRISES: frozenset({"enterprise", "loan"}),
    }
)
KIND = "record"
Value = TypeVar("Value")


def read_facts(
    records: Iterable[tuple[str, Mapping[str, object]]],
    *,
    scope: str,
    source: str,
    covers_from: date | None = None,
    covers_until: date | None = None,
) -> Facts:
    """The facts of records, each with the name of its place for messages.

    Bad input: `statistics_record_unknown`, `statistics_field_missing`,
    `statistics_field_unknown`, `statistics_field_not_text`, `statistics_field_not_instant`,
    `statistics_record_refused` (followed by what is wrong with the value),
    `statistics_kind_unknown`, `statistics_days_of_fact_reversed`, `statistics_loan_unknown`,
    `statistics_repaid_too_much`, and those of `Facts`.
    """
    read: defaultdict[str, list[_Record]] = defaultdict(list)
    for place, values in records:
        record = _record(place, values)
        read[record.kind].append(record)
    return Facts(
        scope=scope,
        source=source,
        covers_from=covers_from,
        covers_until=covers_until,
        registrations=tuple(map(_registration, read["registration"])),
        loans=_loans(read["loan"], read["repayment"]),
        applications=tuple(map(_application, read["application"])),
        enterprises=tuple(map(_enterprise, read["enterprise"])),
        silent_on=frozenset(_untold(kind for kind, found in read.items() if found)),
    )


def _untold(kinds: Iterable[str]) -> Iterator[Metric]:
    """The metrics of which no record tells: a list of pledges says nothing of loans, not zero."""
    known = frozenset(kinds)
    for metric, definition in DEFINITIONS.items():
        if not _TOLD_BY[definition.counted] <= known:
            yield metric


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record whose fields are known to be the right ones, empty ones left out."""

    kind: str
    place: str
    values: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def day(self, name: str) -> date:
        return self._read(name, parse_day)

    def amount(self, name: str) -> Decimal:
        return self._read(name, parse_yuan)

    def instant(self, name: str) -> datetime | None:
        text = self.text(name)
        if not text:
            return None
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            raise bad_input(
                "statistics_field_not_instant", place=self.place, field=name, text=text[:40]
            )
        return instant

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if self.text(name) else None

    def amount_or_none(self, name: str) -> Decimal | None:
        return self.amount(name) if self.text(name) else None

    @property
    def rate(self) -> Decimal | None:
        return self._read("rate", parse_rate) if self.text("rate") else None

    @property
    def places(self) -> Places:
        kind = self.text("ip_kind")
        if kind and kind != MIXED and kind not in tuple(RightKind):
            known = ", ".join((*RightKind, MIXED))
            raise bad_input(
                "statistics_kind_unknown", place=self.place, text=kind[:40], known=known
            )
        return Places(**{name: self.text(name) for name in _PLACES})

    def _read(self, name: str, parse: Callable[[str], Value]) -> Value:
        try:
            return parse(self.values[name])
        except BadInput as refused:
            place = bad_input("statistics_record_refused", place=self.place, field=name)
            raise BadInput(*place.reasons, *refused.reasons) from None

    def require_order(self, first: date, second: date | None, *, later: str) -> None:
        if second is not None and second < first:
            raise bad_input(
                "statistics_days_of_fact_reversed",
                place=self.place,
                field=later,
                day=second,
                first=first,
            )


def _record(place: str, values: Mapping[str, object]) -> _Record:
    kind = values.get(KIND)
    if not isinstance(kind, str) or kind not in RECORDS:
        known = ", ".join(RECORDS)
        raise bad_input("statistics_record_unknown", place=place, text=str(kind)[:40], known=known)
    needed, optional = RECORDS[kind]
    kept: dict[str, str] = {}
    for name, value in values.items():
        if not isinstance(value, str):
            raise bad_input("statistics_field_not_text", place=place, field=str(name)[:40])
        if not value.strip() or name == KIND:
            continue
        if name not in needed and name not in optional:
            known = ", ".join((*needed, *optional))
            raise bad_input(
                "statistics_field_unknown",
                place=place, kind=kind, field=str(name)[:40], known=known,
            )  # fmt: skip
        kept[name] = value.strip()
    for name in needed:
        if name not in kept:
            raise bad_input("statistics_field_missing", place=place, kind=kind, field=name)
    return _Record(kind=kind, place=place, values=MappingProxyType(kept))


def _registration(record: _Record) -> Registration:
    registered_on, released_on = record.day("registered_on"), record.day_or_none("released_on")
    record.require_order(registered_on, released_on, later="released_on")
    return Registration(
        id=record.text("id"),
        pledgor=record.text("pledgor"),
        registered_on=registered_on,
        amount=record.amount_or_none("amount"),
        released_on=released_on,
        places=record.places,
        recorded_at=record.instant(_RECORDED),
        released_recorded_at=record.instant("released_recorded_at"),
    )


def _loans(loans: list[_Record], repayments: list[_Record]) -> tuple[DrawnLoan, ...]:
    paid: defaultdict[str, list[_Record]] = defaultdict(list)
    known = {one.text("id") for one in loans}
    for one in repayments:
        if one.text("loan") not in known:
            raise bad_input("statistics_loan_unknown", place=one.place, loan=one.text("loan")[:40])
        paid[one.text("loan")].append(one)
    return tuple(_loan(one, paid[one.text("id")]) for one in loans)


def _loan(record: _Record, repayments: list[_Record]) -> DrawnLoan:
    drawn_on, due_on = record.day("drawn_on"), record.day("due_on")
    applied_on = record.day_or_none("applied_on")
    record.require_order(drawn_on, due_on, later="due_on")
    if applied_on is not None:
        record.require_order(applied_on, drawn_on, later="drawn_on")
    amount = record.amount("amount")
    paid = tuple(_repayment(one, drawn_on) for one in repayments)
    if sum((one.principal for one in paid), Decimal(0)) > amount:
        raise bad_input("statistics_repaid_too_much", place=record.place, amount=amount)
    return DrawnLoan(
        id=record.text("id"),
        borrower=record.text("borrower"),
        amount=amount,
        drawn_on=drawn_on,
        due_on=due_on,
        rate=record.rate,
        collateral_value=record.amount_or_none("collateral_value"),
        applied_on=applied_on,
        repayments=paid,
        places=record.places,
        recorded_at=record.instant(_RECORDED),
    )


def _repayment(record: _Record, drawn_on: date) -> Repayment:
    on = record.day("on")
    record.require_order(drawn_on, on, later="on")
    return Repayment(
        on=on, principal=record.amount("principal"), recorded_at=record.instant(_RECORDED)
    )


def _application(record: _Record) -> Application:
    return Application(
        id=record.text("id"),
        applicant=record.text("applicant"),
        applied_on=record.day("applied_on"),
        places=record.places,
        recorded_at=record.instant(_RECORDED),
    )


def _enterprise(record: _Record) -> Enterprise:
    active_from, active_until = record.day("active_from"), record.day_or_none("active_until")
    record.require_order(active_from, active_until, later="active_until")
    return Enterprise(
        id=record.text("id"),
        active_from=active_from,
        active_until=active_until,
        places=record.places,
        recorded_at=record.instant(_RECORDED),
    )
