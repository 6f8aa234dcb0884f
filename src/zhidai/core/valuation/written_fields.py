"""JSON values of the valuation's input files, read strictly: every value is text with its unit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input, standing_in
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity
from zhidai.core.registers.patent_numbers import PatentNumber, parse_patent_number

Fields = Mapping[str, object]
T = TypeVar("T")
_SHOWN = 40


def fields_of(
    written: object, place: str, *, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Fields:
    """An object with these fields and no others.

    Bad input: `valuation_not_object`, `valuation_field_missing`, `valuation_field_unknown`.
    """
    if not isinstance(written, Mapping):
        raise bad_input("valuation_not_object", place=place)
    known = (*needed, *optional)
    for name in written:
        if name not in known:
            raise bad_input(
                "valuation_field_unknown",
                place=place,
                field=str(name)[:_SHOWN],
                known=", ".join(known),
            )
    for name in needed:
        if name not in written:
            raise bad_input("valuation_field_missing", place=place, field=name)
    return written


def list_of(fields: Fields, name: str, place: str, *, most: int) -> list[object]:
    """A list of 1 to `most` things. Bad input: `valuation_not_list`."""
    values = fields[name]
    if not isinstance(values, list) or not 1 <= len(values) <= most:
        raise bad_input("valuation_not_list", place=place, field=name, most=most)
    return values


def places_of(name: str, listed: Sequence[object], *, named_by: str) -> Iterator[str]:
    """Where each thing of a list stands, with what it calls itself: `overrides[3] (ZL2015...)`."""
    for place, one in enumerate(listed):
        own = one.get(named_by) if isinstance(one, Mapping) else None
        yield f"{name}[{place}]" + (f" ({own[:_SHOWN]})" if own and isinstance(own, str) else "")


def text_of(fields: Fields, name: str, place: str) -> str:
    """Text that says something. Bad input: `valuation_field_not_text`."""
    value = fields[name]
    if not isinstance(value, str) or not value.strip():
        raise bad_input("valuation_field_not_text", place=place, field=name)
    return value.strip()


def choice_of(fields: Fields, name: str, known: tuple[str, ...], place: str) -> str:
    """One of these words. Bad input: `valuation_field_not_choice`."""
    text = text_of(fields, name, place)
    if text not in known:
        raise bad_input(
            "valuation_field_not_choice",
            place=place,
            field=name,
            text=text[:_SHOWN],
            known=", ".join(known),
        )
    return text


def yuan_of(fields: Fields, name: str, place: str) -> Decimal:
    """Yuan. Bad input: that of `parse_yuan`, with its place."""
    return _taken(parse_yuan, fields, name, place)


def day_of(fields: Fields, name: str, place: str) -> date:
    """A day. Bad input: that of `parse_day`, with its place."""
    return _taken(parse_day, fields, name, place)


def patent_of(fields: Fields, name: str, place: str) -> PatentNumber:
    """A patent's number. Bad input: that of `parse_patent_number`, with its place."""
    return _taken(parse_patent_number, fields, name, place)


def _taken(read: Callable[[str], T], fields: Fields, name: str, place: str) -> T:
    text = text_of(fields, name, place)
    try:
        return read(text)
    except BadInput as refused:
        raise standing_in(f"{place}.{name}", refused) from None


def percent_of(fields: Fields, name: str, place: str, *, may_fall: bool = False) -> Decimal:
    """A fraction of one, 0% to 100%; with `may_fall` also below zero and above -100%.

    Bad input: `valuation_field_not_percent`, `valuation_field_out_of_range`.
    """
    text = text_of(fields, name, place)
    falls = may_fall and text.startswith("-")
    quantity = _taken(lambda it: parse_quantity(it[1:] if falls else it), fields, name, place)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("valuation_field_not_percent", place=place, field=name, text=text[:_SHOWN])
    ratio = in_unit(quantity, quantity.unit).amount
    if ratio > 1 or (falls and ratio == 1):
        raise out_of_range(name, place, text, "> -100%, ≤ 100%" if may_fall else "0% – 100%")
    return -ratio if falls else ratio


def years_of(fields: Fields, name: str, place: str, *, most: int) -> Decimal:
    """Years, above 0: 10年, 7.5年, 90个月. Bad input: `valuation_field_out_of_range`."""
    text = text_of(fields, name, place)
    quantity = _taken(parse_quantity, fields, name, place)
    years = quantity.amount / 12 if quantity.unit is Unit.MONTHS else quantity.amount
    if quantity.unit not in (Unit.MONTHS, Unit.YEARS) or not 0 < years <= most:
        raise out_of_range(name, place, text, f"> 0, ≤ {most}年")
    return years


def out_of_range(name: str, place: str, text: str, allowed: str) -> Exception:
    """The refusal of a value that cannot be; allowed: what can be, in signs."""
    return bad_input(
        "valuation_field_out_of_range",
        place=place,
        field=name,
        text=text[:_SHOWN],
        allowed=allowed,
    )


def months_of(fields: Fields, name: str, place: str, *, most: int) -> int:
    """Whole months, 1 to `most`: 12个月, 1年. Bad input: `valuation_field_out_of_range`."""
    text = text_of(fields, name, place)
    quantity = _taken(parse_quantity, fields, name, place)
    months = quantity.amount * 12 if quantity.unit is Unit.YEARS else quantity.amount
    if quantity.unit not in (Unit.MONTHS, Unit.YEARS) or months % 1 or not 1 <= months <= most:
        raise out_of_range(name, place, text, f"1 – {most}个月")
    return int(months)
