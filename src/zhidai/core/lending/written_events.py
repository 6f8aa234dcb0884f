"""The events of a loan as a file writes them: text values, other fields for each kind."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhidai.core.calendar import parse_day
from zhidai.core.lending.events import ZERO, EventKind, LoanEvent, Part
from zhidai.core.lending.file_fields import Fields, parse_instant
from zhidai.core.lending.written_rates import parse_rate
from zhidai.core.money import parse_yuan

EVERY_EVENT: Final = ("id", "kind", "effective_on", "recorded_at")
NEEDED: Final[Mapping[EventKind, tuple[str, ...]]] = MappingProxyType(
    {
        EventKind.REPAYMENT: ("amount",),
        EventKind.CLAIM_PAYMENT: ("amount",),
        EventKind.RECOVERY: ("amount",),
        EventKind.DRAWDOWN: ("amount",),
        EventKind.EXTENSION: ("due_on", "consents"),
        EventKind.ACCELERATION: (),
        EventKind.PAUSE: ("until",),
        EventKind.MISUSE: (),
        EventKind.WAIVER: ("amount", "part"),
        EventKind.WRITE_OFF: ("amount", "part"),
        EventKind.REVERSAL: ("reverses",),
    }
)
OPTIONAL: Final[Mapping[EventKind, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(EventKind, ()),
        EventKind.REPAYMENT: ("split",),
        EventKind.CLAIM_PAYMENT: ("split",),
        EventKind.RECOVERY: ("split",),
        EventKind.EXTENSION: ("annual_rate",),
        EventKind.MISUSE: ("amount", "until", "markup"),
    }
)


def read_event(written: object, *, place: str) -> LoanEvent:
    """One event in JSON values; bad input as for `read_loan`."""
    named = Fields.of(written, place=place, needed=("kind",), others_allowed=True)
    kind = EventKind(named.one_of("kind", tuple(EventKind)))
    fields = Fields.of(
        written, place=place, needed=(*EVERY_EVENT, *NEEDED[kind]), optional=OPTIONAL[kind]
    )
    has = fields.values.__contains__
    split = Fields.of(fields.values.get("split", {}), place=f"{place}.split", needed=None)
    return LoanEvent(
        id=fields.text("id"),
        kind=kind,
        amount=fields.read("amount", parse_yuan) if has("amount") else ZERO,
        effective_on=fields.read("effective_on", parse_day),
        recorded_at=parse_instant(fields.text("recorded_at"), field="recorded_at", place=place),
        split={party: split.read(party, parse_yuan) for party in split.values},
        part=fields.choice("part", Part.PRINCIPAL),
        due_on=fields.read("due_on", parse_day) if has("due_on") else None,
        consents=fields.texts("consents"),
        annual_rate=fields.read("annual_rate", parse_rate) if has("annual_rate") else None,
        until=fields.read("until", parse_day) if has("until") else None,
        markup=fields.read("markup", parse_rate) if has("markup") else None,
        reverses=fields.text("reverses") if has("reverses") else "",
    )
