"""A fictional book of patents with distributions like those of real ones, for trying and measuring.

Counts have long tails, seven of ten patents are a company's, some have ended, the latest are not
granted yet: the book tells nothing of days after its last filing. Numbers carry right check digits;
nobody owns them.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

BLOCK = 1_000_000  # patents
_FIRST, _LAST = date(2008, 1, 1), date(2023, 12, 31)
_SECTIONS = np.array(
    ["A61K", "B23Q", "B65G", "C08L", "E04B", "F16H", "G01N", "G06F", "H01L", "H04L"]
)
_KINDS = np.array(["invention", "utility_model", "design"])
_SERIALS = 10_000_000  # of a year and kind
_BY_PCT = 7  # more than the digit of the kind
_DIGITS = {"invention": 1, "utility_model": 2, "design": 3}
_OWNERS = np.array(["enterprise", "university", "institute", "individual"])
_WEIGHTS = np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])


def fictional_blocks(count: int, *, seed: int) -> Iterator[pl.DataFrame]:
    """A book in blocks, since a large one takes more memory to make than to value."""
    for first in range(0, count, BLOCK):
        yield fictional_patents(min(BLOCK, count - first), seed=seed, first=first)


def fictional_patents(count: int, *, seed: int, first: int = 0) -> pl.DataFrame:
    """A book, or a part of one from a serial number on; the same seed gives the same one."""
    chance = np.random.default_rng(seed if first == 0 else (seed, first))
    kind = chance.choice(_KINDS, count, p=[0.5, 0.42, 0.08])
    if first >= _SERIALS:  # numbers of a second round are those by the PCT, of which no design is
        kind = np.where(kind == "design", "utility_model", kind)
    epoch = date(1970, 1, 1)
    last = (_LAST - epoch).days
    filed = chance.integers((_FIRST - epoch).days, last, count)
    examined = np.where(kind == "invention", chance.normal(1100, 300, count), 270)
    granted = filed + np.maximum(examined, 90).astype(np.int64)
    kept = np.where(chance.random(count) < 0.4, chance.integers(400, 3000, count), last)
    quality = chance.normal(0, 1, count)
    book = pl.DataFrame(
        {
            "patent_number": _numbers(filed, kind, first + np.arange(count)),
            "kind": kind,
            "title": pl.Series(["一种虚构的装置"]).new_from_index(0, count),
            "main_ipc": np.char.add(chance.choice(_SECTIONS, count), "1/00"),
            "filing_date": _dates(filed, last),
            "grant_date": _dates(granted, last),
            "lapse_date": _dates(granted + kept, last),
            "owner_name": pl.Series(chance.integers(0, max(count // 8, 1), count)).cast(pl.String),
            "owner_type": chance.choice(_OWNERS, count, p=[0.72, 0.15, 0.05, 0.08]),
            "domestic": (chance.random(count) < 0.9).astype(np.int64),
            **{
                name: _counts(chance, quality, count, middle, spread)
                for name, (middle, spread) in _COUNTS.items()
            },
        }
    )
    return book.with_columns(pl.col(_AT_LEAST_ONE).clip(lower_bound=1)).with_columns(
        independent_claims=pl.min_horizontal("independent_claims", "claims"),
        forward_citations_5y=pl.min_horizontal("forward_citations_5y", "forward_citations"),
    )


_AT_LEAST_ONE = ("applicants", "inventors", "claims", "independent_claims", "pages", "family_size")

_COUNTS = {
    "applicants": (1.1, 0.3),
    "inventors": (3.2, 0.6),
    "claims": (8.0, 0.5),
    "independent_claims": (1.6, 0.4),
    "first_claim_chars": (320.0, 0.5),
    "pages": (9.0, 0.5),
    "family_size": (1.4, 0.6),
    "family_offices": (1.2, 0.5),
    "forward_citations": (1.5, 1.1),
    "forward_citations_5y": (1.0, 1.0),
    "backward_citations": (5.0, 0.7),
    "npl_citations": (0.6, 1.0),
    "ipc_subclasses": (2.1, 0.5),
    "licences": (0.05, 1.0),
    "transfers": (0.15, 1.0),
    "pledges": (0.05, 1.0),
    "litigations": (0.01, 1.0),
    "invalidations_survived": (0.01, 1.0),
}


def _counts(
    chance: np.random.Generator,
    quality: "np.typing.NDArray[np.float64]",
    count: int,
    middle: float,
    spread: float,
) -> "np.typing.NDArray[np.int64]":
    rate = middle * np.exp(spread * (0.4 * quality + 0.9 * chance.normal(0, 1, count)))
    numbers: np.typing.NDArray[np.int64] = chance.poisson(rate)
    return numbers


def _numbers(
    filed: "np.typing.NDArray[np.int64]",
    kind: "np.typing.NDArray[np.str_]",
    place: "np.typing.NDArray[np.int64]",
) -> pl.Series:
    year = filed.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    code = np.select([kind == name for name in _DIGITS], list(_DIGITS.values()))
    code = code + np.where(place >= _SERIALS, _BY_PCT, 0)
    body = (year * 10 + code) * _SERIALS + place % _SERIALS
    digits = body[:, None] // 10 ** np.arange(11, -1, -1) % 10
    check = (digits * _WEIGHTS).sum(axis=1) % 11
    last = np.where(check == 10, "X", check.astype(str))
    return pl.Series(body).cast(pl.String) + "." + pl.Series(last)


def _dates(days: "np.typing.NDArray[np.int64]", last: int) -> pl.Series:
    """Days that have come by the last one of the book; later ones are not known."""
    known = pl.Series(days).cast(pl.Int32)
    return known.zip_with(known <= last, pl.Series([None], dtype=pl.Int32)).cast(pl.Date)
