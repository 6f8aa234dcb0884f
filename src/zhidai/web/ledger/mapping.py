"""Which heading means what, said on the page once and remembered by the person's own browser.

A mapping comes from three places, the later going before: the browser's cookie, a column file of an
earlier report, and what is chosen beside the headings. The server keeps none of it; the cookie
holds headings alone, and only where a person said something else than is understood by itself.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import Sheet
from zhidai.core.ledger.columns import UNITS, ColumnMap, unit_of_shown
from zhidai.core.ledger.heading_rows import likely_headings
from zhidai.core.ledger.layout import columns_in
from zhidai.core.pledge_register.columns import RegisterMap, register_layout
from zhidai.core.registers.patent_layout import PatentMap, patent_layout
from zhidai.web.shared.components import FieldKind, FormField, Option

FORGET = "forget"
MOST_HEADINGS = 200
LONGEST_COOKIE = 3_800  # bytes; browsers keep 4,096 with the name
_LARGEST_REMEMBERED = 100_000  # bytes of what a cookie may unfold to
_DAYS = 400  # the longest that browsers keep a cookie
_PASSED_OVER = "-"
_LOANS_OF_A_ROW = tuple("123456789")

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the file as it is understood now; field is None where it is passed over."""

    heading: str
    field: str | None
    unit: str = ""
    number: int | None = None

    @property
    def entry(self) -> Entry:
        """As a column file writes it."""
        written = {"heading": self.heading, "field": self.field, "unit": self.unit or None}
        return written if self.number is None else {**written, "number": self.number}


def ledger_headings(sheets: Sequence[Sheet], mapped: ColumnMap) -> tuple[Heading, ...]:
    """The headings of a loan ledger."""
    found: dict[str, Heading] = {}
    for sheet in sheets:
        columns = columns_in(sheet, mapped)
        if columns is None:
            continue
        for one in columns.known:
            found.setdefault(
                one.heading,
                Heading(
                    heading=one.heading, field=str(one.field), unit=one.unit, number=one.number
                ),
            )
        for heading in columns.passed_over:
            found.setdefault(heading, _not_used(heading))
    return tuple(found.values())[:MOST_HEADINGS]


def register_headings(sheets: Sequence[Sheet], mapped: RegisterMap) -> tuple[Heading, ...]:
    """The headings of a list of registrations."""
    found: dict[str, Heading] = {}
    for sheet in sheets:
        layout = register_layout(sheet, mapped)
        known = () if layout is None else layout.columns
        for one in known:
            found.setdefault(
                one.heading, Heading(heading=one.heading, field=str(one.field), unit=one.unit)
            )
        for heading in likely_headings(sheet) if layout is None else layout.passed_over:
            found.setdefault(heading, _not_used(heading))
    return tuple(found.values())[:MOST_HEADINGS]


def patent_headings(sheets: Sequence[Sheet], mapped: PatentMap) -> tuple[Heading, ...]:
    """The headings of a list of patents."""
    found: dict[str, Heading] = {}
    for sheet in sheets:
        layout = patent_layout(sheet, mapped)
        for one in () if layout is None else layout.columns:
            found.setdefault(
                one.heading, Heading(heading=one.heading, field=one.column, unit=one.unit)
            )
        for heading in likely_headings(sheet) if layout is None else layout.passed_over:
            found.setdefault(heading, _not_used(heading))
    return tuple(found.values())[:MOST_HEADINGS]


def _not_used(heading: str) -> Heading:
    return Heading(heading=heading, field=None, unit=unit_of_shown(heading))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The mapping of one request. cookie: the name it is remembered under.

    read: takes what a column file holds, of this format; a cookie that it refuses says nothing.
    """

    request: HttpRequest
    cookie: str
    format: str
    read: Callable[[object], object]

    @property
    def is_remembered(self) -> bool:
        return bool(self._remembered())

    def entries(self, of_file: Iterable[Entry] = ()) -> list[Entry]:
        """What a person said of headings, as a column file writes it."""
        found: dict[object, Entry] = {}
        for one in (*self._remembered(), *of_file, *self._chosen()):
            found[one.get("heading")] = one
        return list(found.values())

    def fields(
        self, headings: Sequence[Heading], meanings: Mapping[str, str]
    ) -> list[tuple[str, str, FormField, FormField]]:
        """For each heading its hidden text and number, the choice of meaning and that of unit."""
        return [
            (
                one.heading,
                "" if one.number is None else str(one.number),
                _meaning(place, one, meanings),
                _unit(place, one),
            )
            for place, one in enumerate(headings)
        ]

    def remember(
        self, response: HttpResponse, said: Sequence[Entry], by_itself: Sequence[Heading]
    ) -> None:
        """Keeps in the browser what differs from what is understood without it."""
        known = [dict(one.entry) for one in by_itself]
        kept = [dict(one) for one in said if dict(one) not in known]
        if not kept:
            return
        packed = zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), 9)
        value = urlsafe_b64encode(packed).decode()
        if len(value) <= LONGEST_COOKIE:
            response.set_cookie(
                self.cookie,
                value,
                max_age=_DAYS * 86_400,
                httponly=True,
                samesite="Lax",
                secure=self.request.is_secure(),
            )

    def forget(self, response: HttpResponse) -> None:
        response.delete_cookie(self.cookie, samesite="Lax")

    def _remembered(self) -> list[Entry]:
        """What the cookie says; one that cannot be read says nothing."""
        value = self.request.COOKIES.get(self.cookie, "")
        if not value or FORGET in self.request.POST:
            return []
        try:
            unpacker = zlib.decompressobj()
            unfolded = unpacker.decompress(urlsafe_b64decode(value), _LARGEST_REMEMBERED)
            found = json.loads(unfolded)
            self.read({"format": self.format, "columns": found})
        except (ValueError, zlib.error, RecursionError, BadInput):
            return []
        return list(found)

    def _chosen(self) -> Iterable[Entry]:
        sent = self.request.POST
        for place in range(MOST_HEADINGS):
            heading = sent.get(f"column-{place}-heading")
            meaning = sent.get(f"column-{place}-field")
            if not heading or not meaning:
                continue
            number = sent.get(f"column-{place}-number", "")
            yield Heading(
                heading=heading,
                field=None if meaning == _PASSED_OVER else meaning,
                unit=sent.get(f"column-{place}-unit", ""),
                number=int(number) if number in _LOANS_OF_A_ROW else None,
            ).entry


def _meaning(place: int, one: Heading, meanings: Mapping[str, str]) -> FormField:
    options = {_PASSED_OVER: _("not used"), **meanings}
    return FormField(
        name=f"column-{place}-field",
        label=one.heading,
        kind=FieldKind.SELECT,
        options=tuple(
            Option(value=value, label=label, is_chosen=value == (one.field or _PASSED_OVER))
            for value, label in options.items()
        ),
    )


def _unit(place: int, one: Heading) -> FormField:
    return FormField(
        name=f"column-{place}-unit",
        label=_("Unit of {heading}").format(heading=one.heading),
        kind=FieldKind.SELECT,
        options=tuple(
            Option(value=unit, label=unit, is_chosen=unit == one.unit) for unit in UNITS[1:]
        ),
    )
