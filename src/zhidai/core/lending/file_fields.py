"""Objects of a loan file, read strictly: known names, text values, choices from closed lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from zhidai.core.errors import BadInput, bad_input, standing_in

Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")
_LONGEST_COUNT = 4


def parse_instant(text: str, *, field: str, place: str) -> datetime:
    """An instant with its time zone, in ISO 8601. Bad input: `loan_field_not_instant`."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise bad_input("loan_field_not_instant", place=place, field=field, text=text[:40])
    return instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """One object of the file, with the name of its place for messages."""

    values: Mapping[str, object]
    place: str

    @classmethod
    def of(
        cls,
        written: object,
        *,
        place: str,
        needed: tuple[str, ...] | None,
        optional: tuple[str, ...] = (),
        others_allowed: bool = False,
    ) -> "Fields":
        """Checks names; with `needed` None or others allowed any name may stand there."""
        if not isinstance(written, Mapping):
            raise bad_input("loan_file_not_object", place=place)
        if needed is not None:
            known = (*needed, *optional)
            for name in written:
                if name not in known and not others_allowed:
                    raise bad_input(
                        "loan_field_unknown",
                        place=place,
                        field=str(name)[:40],
                        known=", ".join(known),
                    )
            for name in needed:
                if name not in written:
                    raise bad_input("loan_field_missing", place=place, field=name)
        return cls(values=written, place=place)

    def text(self, name: str) -> str:
        value = self.values[name]
        if not isinstance(value, str):
            raise bad_input("loan_field_not_text", place=self.place, field=name)
        return value

    def read(self, name: str, reader: Callable[[str], Read]) -> Read:
        """A text as a reader takes it; its bad input with the place of the field."""
        text = self.text(name)
        try:
            return reader(text)
        except BadInput as refused:
            raise standing_in(f"{self.place}.{name}", refused) from None

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """The first choice where the field is left out."""
        if name not in self.values:
            return known[0]
        text = self.text(name)
        if text not in known:
            raise bad_input(
                "loan_field_not_choice",
                place=self.place,
                field=name,
                text=text[:40],
                known=", ".join(known),
            )
        return text

    def choice(self, name: str, default: Choice) -> Choice:
        kind = type(default)
        if name not in self.values:
            return default
        return kind(self.one_of(name, tuple(kind)))

    def count(self, name: str) -> int:
        """A whole number, 0 where the field is left out. Bad input: `loan_field_not_count`."""
        if name not in self.values:
            return 0
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT):
            raise bad_input("loan_field_not_count", place=self.place, field=name, text=text[:40])
        return int(text)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty where the field is left out. Bad input: `loan_file_not_list`."""
        values = self.values.get(name, [])
        if not isinstance(values, list):
            raise bad_input("loan_file_not_list", place=f"{self.place}.{name}")
        if not all(isinstance(value, str) for value in values):
            raise bad_input("loan_field_not_text", place=self.place, field=name)
        return tuple(values)
