"""Where the patents of a deal or of a pledge stand, made ready to be valued on a later day.

A book tells of its own day. On a later one a fee that the book says is paid until then is not an
unpaid one: what the owner declared since is taken, else nothing is known. The valuations of a kept
book are themselves kept in memory for a while, by the hash of the book: it never changes.
"""

import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

import polars as pl

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.valuation.deal_entries import StatedEconomics
from zhidai.core.valuation.filings import Filing, owners_in
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.db.rights.models import IpRight
from zhidai.db.valuation.models import ValuedBook
from zhidai.engine.valuation.deals import PatentSource
from zhidai.engine.valuation.filings import NEEDED, read_filings
from zhidai.engine.valuation.single import SinglePatent, single_patents
from zhidai.services.acting import Acting
from zhidai.services.parties.declared import plain
from zhidai.services.rights.fee_dates import PAID_UNTIL
from zhidai.services.valuation.queries import visible_books

_MOST_KEPT = 64
_GRACE = "6mo"  # in which a fee that is due can still be paid (Patent Law Regulations)
_FILING_COLUMNS = (*NEEDED, "main_ipc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a patent beyond its list. fee_paid_until: as its owner declared it."""

    economics: StatedEconomics | None = None
    fee_paid_until: date | None = None


NOTHING_MORE = Known()
_Asked = tuple[str, date | None, tuple[tuple[str, Known], ...], frozenset[str], date, str]
_kept: dict[_Asked, dict[str, SinglePatent]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSource(PatentSource):
    """A list whose content `digest` names (SHA-256), with what is known beyond it. beside: further
    patents that will be asked for, so that a list is valued once for all patents of a deal.
    """

    digest: str
    told_on: date | None = None  # the day that the list tells of
    known: tuple[tuple[str, Known], ...] = ()
    beside: frozenset[str] = frozenset()

    def valued(
        self, numbers: Collection[str], *, on: date, parameters: ValuationParameters
    ) -> dict[str, SinglePatent]:
        """As every source, once for a day; those `beside` as well."""
        wanted = self.beside | frozenset(numbers)
        asked = (self.digest, self.told_on, self.known, wanted, on, parameters.version)
        if asked not in _kept:
            if len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)), None)
            frame = _with_known(_on_a_later_day(self.frame, self.told_on, on), self.known)
            _kept[asked] = single_patents(frame, wanted, on=on, parameters=parameters)
        return _kept[asked]


def book_source(book: ValuedBook, known: Mapping[str, Known]) -> KeptSource:
    """A valued book, its patents as they were read."""
    return KeptSource(
        frame=pl.read_parquet(io.BytesIO(bytes(book.patents))),
        name=book.name,
        is_alone=False,
        digest=book.sha256,
        told_on=book.valued_on,
        known=_in_order(known),
        beside=frozenset(known),
    )


def right_source(rights: Iterable[IpRight], known: Mapping[str, Known]) -> KeptSource:
    """Patents as their owners entered them: no book among whose like they could be placed."""
    rows = list(rights)
    frame = pl.DataFrame(
        {
            "patent_number": [one.number for one in rows],
            "kind": [one.kind for one in rows],
            "title": [one.title for one in rows],
            "filing_date": [one.filing_date for one in rows],
            "owner_name": [one.owner.name for one in rows],
            "owner_type": ["enterprise"] * len(rows),
            **{name: pl.Series([None] * len(rows), dtype=kind) for name, kind in _MORE.items()},
        }
    )
    told = [f"{one.number} {one.filing_date} {one.title}" for one in rows]
    return KeptSource(
        frame=frame,
        name="; ".join(one.number for one in rows),
        is_alone=True,
        digest=sha256("\n".join(told).encode()).hexdigest(),
        known=_in_order(known),
        beside=frozenset(known),
    )


_MORE = {
    "fee_paid_until": pl.Date,
    "attributable_revenue": pl.Float64,
    "royalty_rate": pl.Float64,
    "revenue_growth": pl.Float64,
}


def declared_fee(right: IpRight | None) -> date | None:
    """Until when the owner declared the annual fees paid; None where nobody said."""
    if right is None:
        return None
    try:
        return parse_day(plain(right.facts.get(PAID_UNTIL)))
    except BadInput:
        return None


def book_of(acting_books: Iterable[ValuedBook], number: str) -> ValuedBook | None:
    """The first of the books that has the patent."""
    for book in acting_books:
        content = io.BytesIO(bytes(book.patents))
        if number in pl.read_parquet(content, columns=["patent_number"])["patent_number"]:
            return book
    return None


def filings_finder(acting: Acting) -> Callable[[SinglePatent], tuple[Filing, ...]]:
    """What finds the filings of a patent's owner in the acting party's books, each owner's once.

    The patent itself is among them, though it stand in no book.
    """
    of_owner = cache(lambda owner: _filings_in_books(acting, owner))

    def found(patent: SinglePatent) -> tuple[Filing, ...]:
        if patent.owner_name is None:
            return ()
        theirs = of_owner(patent.owner_name)
        if patent.number in theirs or not patent.title:
            return tuple(theirs.values())
        own = Filing(
            number=parse_patent_number(patent.number),
            title=patent.title,
            filed_on=patent.filed_on,
            owners=owners_in(patent.owner_name),
            symbol=None,
            inventors=frozenset(),
            abstract=None,
        )
        return (*theirs.values(), own)

    return found


def _filings_in_books(acting: Acting, owner: str) -> dict[str, Filing]:
    """By number, the newest book's."""
    found: dict[str, Filing] = {}
    for book in visible_books(acting).only("patents").order_by("-id"):
        frame = pl.read_parquet(io.BytesIO(bytes(book.patents)), columns=list(_FILING_COLUMNS))
        theirs = frame.filter(pl.col("owner_name") == owner).with_columns(
            pl.col(name).cast(pl.String).fill_null("") for name in _FILING_COLUMNS
        )
        read, _ = read_filings(theirs.columns, enumerate(theirs.iter_rows(named=True), start=1))
        for filing in read:
            found.setdefault(str(filing.number), filing)
    return found


def _in_order(known: Mapping[str, Known]) -> tuple[tuple[str, Known], ...]:
    return tuple((name, one) for name, one in sorted(known.items()) if one != NOTHING_MORE)


def _with_known(frame: pl.DataFrame, known: tuple[tuple[str, Known], ...]) -> pl.DataFrame:
    for number, one in known:
        given: dict[str, object] = {"fee_paid_until": one.fee_paid_until}
        if one.economics is not None:
            given["attributable_revenue"] = float(one.economics.revenue)
            given["royalty_rate"] = _number(one.economics.royalty)
            given["revenue_growth"] = _number(one.economics.growth)
        is_it = pl.col("patent_number") == number
        frame = frame.with_columns(
            pl.when(is_it).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
            for name, value in given.items()
            if value is not None
        )
    return frame


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _on_a_later_day(frame: pl.DataFrame, told_on: date | None, on: date) -> pl.DataFrame:
    """Without fee days that were not over yet when the list was made and are now."""
    if told_on is None:
        return frame
    ends = pl.col("fee_paid_until").dt.offset_by(_GRACE)
    outdated = (ends >= told_on) & (ends < on)
    return frame.with_columns(
        fee_paid_until=pl.when(outdated).then(None).otherwise(pl.col("fee_paid_until"))
    )
