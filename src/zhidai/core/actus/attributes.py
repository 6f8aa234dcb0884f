"""The attributes of an ACTUS contract as JSON has them: text or numbers, read one by one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.actus.business_days import BusinessDayConvention, Calendar
from zhidai.core.actus.cycles import parse_cycle
from zhidai.core.actus.day_counts import DayCount
from zhidai.core.actus.terms import PenaltyType, Recurring, Trade
from zhidai.core.calendar import EARLIEST_YEAR, LATEST_YEAR
from zhidai.core.errors import BadInput, bad_input

Word = TypeVar("Word", bound=StrEnum)

LONGEST_NUMBER = 40  # characters
LARGEST_EXPONENT = 18  # of ten: beyond a state's debt in fen, and beyond what JSON readers hold
_NEARLY = 0.85  # of its letters in place: one or two of them wrong, not another name
_OF_OTHER_TYPES = "array"
_END_OF_DAY = "T24:00:00"
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
        PenaltyType: {"R": "N"},  # the dictionary of 2020 has R, the specification N
    }
)


class Attributes:
    """The terms of a contract, remembering which of them were asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values
        self.asked: set[str] = set()

    @property
    def unused(self) -> tuple[str, ...]:
        return tuple(name for name in self.values if name not in self.asked)

    def refuse_misspelt(self) -> None:
        """An attribute that is nearly one of those asked for is not passed over.

        Names of the dictionary that other contract types have beside ours (`array...`,
        `notionalPrincipal2`) are no slips. Bad input: `actus_attribute_misspelt`.
        """
        meant = {name.casefold(): name for name in self.asked}
        for name in self.unused:
            if name.startswith(_OF_OTHER_TYPES) or name[-1:].isdigit():
                continue
            near = get_close_matches(name.casefold(), meant, n=1, cutoff=_NEARLY)
            if near:
                raise bad_input("actus_attribute_misspelt", name=name[:60], meant=meant[near[0]])

    def get(self, name: str, *others: str) -> str | None:
        """The text of an attribute, under its name or an older one; None where it is not there."""
        for one in (name, *others):
            self.asked.add(one)
            value = self.values.get(one)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise bad_input("actus_value_unreadable", name=one, value=str(value)[:40])
            return str(value).strip()
        return None

    def needed(self, name: str) -> str:
        found = self.get(name)
        if found is None:
            raise bad_input("actus_term_missing", name=name)
        return found

    def number(self, name: str, *others: str) -> Decimal | None:
        found = self.get(name, *others)
        return None if found is None else number_of(name, found)

    def amount(self, name: str, default: Decimal) -> Decimal:
        found = self.number(name)
        return default if found is None else found

    def not_negative(self, name: str, default: str | None = None) -> Decimal:
        """A number that must be there, or has a default."""
        found = number_of(name, self.needed(name) if default is None else self.get(name) or default)
        if found < 0:
            raise bad_input("actus_negative", name=name, value=str(found))
        return found

    def time(self, name: str) -> datetime | None:
        found = self.get(name)
        return None if found is None else time_of(name, found)

    def time_needed(self, name: str) -> datetime:
        return time_of(name, self.needed(name))

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
        return Trade(at=at, price=number_of(price, self.needed(price)))


def number_of(name: str, written: object) -> Decimal:
    """A number in JSON or in text. Bad input: `actus_number_unreadable`."""
    text = str(written).strip()
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _unreadable("number", name, written) from None
    if not found.is_finite() or len(text) > LONGEST_NUMBER or isinstance(written, bool):
        raise _unreadable("number", name, written)
    if found.adjusted() > LARGEST_EXPONENT:
        raise _unreadable("number", name, written)
    return found


def time_of(name: str, written: object) -> datetime:
    """A time without a zone; 24:00:00 is the midnight that ends a day (Date/Time), though many
    files write 23:59:59 for it. Bad input: `actus_time_unreadable`."""
    text = str(written).strip()
    days = timedelta(days=1) if text.endswith(_END_OF_DAY) else timedelta()
    try:
        found = datetime.fromisoformat(text.removesuffix(_END_OF_DAY)) + days
    except (ValueError, OverflowError):
        raise _unreadable("time", name, written) from None
    if found.tzinfo is not None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise _unreadable("time", name, written)
    return found


def _unreadable(kind: str, name: str, written: object) -> BadInput:
    return bad_input(f"actus_{kind}_unreadable", name=name, value=str(written)[:40])
