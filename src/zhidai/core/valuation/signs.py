"""The signs by which two filings are told to be one invention, each with what it adds.

Points are natural logarithms of odds: the confidence of a finding is 1 / (1 + e^-points). They are
ours, chosen on fictional filings (docs/algorithms/twins.md); nothing public has them. A sign of
which nothing is known gives nothing: missing is neither for nor against.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhidai.core.valuation.filings import ClassSymbol, Filing
from zhidai.core.valuation.title_likeness import categories, text_likeness

_CENT = Decimal("0.01")
_ROUNDINGS = 0.1  # of points and confidence to hundredths
TITLE_STEP, TITLE_EVEN = 11.0, 0.74  # points per unit of likeness, and where it says nothing
ABSTRACT_STEP, ABSTRACT_EVEN = 8.0, 0.45
SAME_SUBGROUP, SAME_GROUP, SAME_SUBCLASS, OTHER_CLASS = 1.0, 0.8, 0.0, -2.5
INVENTORS_STEP, INVENTORS_EVEN = 2.5, 0.4
SAME_CATEGORY, OTHER_CATEGORY = 0.3, -0.8
SAME_PLACE, OTHER_PLACE = 0.4, -0.6


class Sign(StrEnum):
    """What a finding rests on."""

    OWNER = "owner"
    FILING_DATE = "filing_date"
    TITLE = "title"
    CATEGORY = "category"
    CLASS = "class"
    INVENTORS = "inventors"
    ABSTRACT = "abstract"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sign: its value as a person reads it, how alike (0 to 1), what it adds to the odds."""

    sign: Sign
    value: str
    likeness: Decimal | None
    points: Decimal


def two_places(number: float) -> Decimal:
    """A likeness or points as they are shown."""
    return Decimal(repr(number)).quantize(_CENT) + 0


def confidence(evidence: tuple[Evidence, ...]) -> Decimal:
    """0 to 1, in hundredths; never quite sure."""
    points = float(sum((one.points for one in evidence), Decimal(0)))
    return min(max(two_places(1 / (1 + math.exp(-points))), _CENT), 1 - _CENT)


def owner_and_day(one: Filing, other: Filing) -> tuple[Evidence, ...]:
    """The gates: without a common owner nothing is compared. They are shown, and add nothing."""
    common = ", ".join(sorted(one.owners & other.owners))
    days = " : ".join(sorted({one.filed_on.isoformat(), other.filed_on.isoformat()}))
    return (
        Evidence(sign=Sign.OWNER, value=common, likeness=None, points=Decimal(0)),
        Evidence(sign=Sign.FILING_DATE, value=days, likeness=None, points=Decimal(0)),
    )


def is_possible(one: Filing, other: Filing, *, alike: float) -> bool:
    """Whether, titles being so much alike, the other signs could still make even odds of it.

    Most pairs end here, before their signs are written down.
    """
    most = SAME_SUBGROUP + INVENTORS_STEP * (1 - INVENTORS_EVEN) + SAME_CATEGORY + SAME_PLACE
    if one.abstract and other.abstract:
        most += ABSTRACT_STEP * (1 - ABSTRACT_EVEN)
    return TITLE_STEP * (alike - TITLE_EVEN) + most > -_ROUNDINGS


def by_content(one: Filing, other: Filing, *, alike: float) -> tuple[Evidence, ...]:
    """Title (how alike is the caller's to say), class, inventors and abstract, as far as known."""
    found = [_by_title(one, other, alike)]
    found += [_by_class(one.symbol, other.symbol)] if one.symbol and other.symbol else []
    found += [_by_inventors(one, other)] if one.inventors and other.inventors else []
    if one.abstract and other.abstract:
        found.append(_by_abstract(one.abstract, other.abstract))
    return tuple(found)


def by_category(one: Filing, other: Filing) -> tuple[Evidence, ...]:
    """A utility model protects a thing only (Patent Law art. 2): a twin claims a thing as well."""
    first, second = categories(one.title), categories(other.title)
    if not first or not second:
        return ()
    common = sorted(first & second)
    return (
        Evidence(
            sign=Sign.CATEGORY,
            value="+".join(common) or f"{'+'.join(sorted(first))} : {'+'.join(sorted(second))}",
            likeness=None,
            points=two_places(SAME_CATEGORY if common else OTHER_CATEGORY),
        ),
    )


def by_place(place: tuple[int, int], other: tuple[int, int]) -> tuple[Evidence, ...]:
    """The order in which an owner's filings of one day were sent, per kind: (place, how many).

    The kinds are numbered apart, so that two numbers being near says nothing in itself; but what is
    sent together is numbered in the same order. Says nothing where either kind has one filing only.
    """
    if min(place[1], other[1]) < 2:
        return ()
    same = place[0] == other[0]
    return (
        Evidence(
            sign=Sign.NUMBERS,
            value=f"{place[0]}/{place[1]} : {other[0]}/{other[1]}",
            likeness=None,
            points=two_places(SAME_PLACE if same else OTHER_PLACE),
        ),
    )


def _by_title(one: Filing, other: Filing, alike: float) -> Evidence:
    return Evidence(
        sign=Sign.TITLE,
        value=f"{one.title} : {other.title}",
        likeness=two_places(alike),
        points=two_places(TITLE_STEP * (alike - TITLE_EVEN)),
    )


def _by_class(first: ClassSymbol, second: ClassSymbol) -> Evidence:
    levels = (
        (first.subgroup, second.subgroup, SAME_SUBGROUP),
        (first.main_group, second.main_group, SAME_GROUP),
        (first.subclass, second.subclass, SAME_SUBCLASS),
    )
    for mine, yours, points in levels:
        if mine is not None and mine == yours:
            return Evidence(sign=Sign.CLASS, value=mine, likeness=None, points=two_places(points))
    value = f"{first.subclass} : {second.subclass}"
    return Evidence(sign=Sign.CLASS, value=value, likeness=None, points=two_places(OTHER_CLASS))


def _by_inventors(one: Filing, other: Filing) -> Evidence:
    """The people of both over the people of either."""
    common = one.inventors & other.inventors
    share = len(common) / len(one.inventors | other.inventors)
    return Evidence(
        sign=Sign.INVENTORS,
        value=", ".join(sorted(common)) or "–",
        likeness=two_places(share),
        points=two_places(INVENTORS_STEP * (share - INVENTORS_EVEN)),
    )


def _by_abstract(one: str, other: str) -> Evidence:
    alike = text_likeness(one, other)
    return Evidence(
        sign=Sign.ABSTRACT,
        value=f"{len(one)} : {len(other)}",
        likeness=two_places(alike),
        points=two_places(ABSTRACT_STEP * (alike - ABSTRACT_EVEN)),
    )
