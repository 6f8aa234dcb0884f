"""Which way a margin goes from the LPR: 加120个基点 is above it, 减120个基点 below.

The sign stands in the words between the LPR and the number, or before the LPR (高于LPR100个基点).
Words that say both ways, or none that is known, make a number whose sign nobody knows: it states no
parameter, so that no plan passes with the wrong one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

LPR: Final = r"(?:LPR|贷款市场报价利率|市场报价利率|贷款基础利率|贷款基准利率|基准利率)"
_TENOR: Final = "(?:[一1五5]年期?(?:以上)?)"
LPR_NAMED: Final = re.compile(  # with its other name and its tenor behind it: LPR(一年期)
    rf"{LPR}(?:\((?:\"?{LPR}\"?,?{_TENOR}?|{_TENOR})\))*", re.IGNORECASE
)
_ABOVE: Final = re.compile(
    r"(?<![不未])加(?![强快大权以息])|上浮(?!动)|向上(?!级)|[或和及、/]上(?=浮|调)|上调|(?<!最)高(?!于)|\+|利差|点差"
)
_BELOW: Final = re.compile(
    r"减(?![免轻])|下浮(?!动)|向下(?![属级列])|[或和及、/]下(?=浮|调)|下调|下降|降|扣|(?<![最不降调])低(?!于)|让利|优惠|(?<![-0-9])-$|负$"
)
_ABOVE_BEFORE: Final = re.compile(r"(?:高于|高出|超过|超出|大于)$")
_BELOW_BEFORE: Final = re.compile(r"低于$")
SENTENCE_ENDS: Final = "。;!?"
_OF_A_SUBSIDY: Final = "贴息|贴补|补贴|补助|奖补"
_NO_WAY: Final = "[^,浮升降±~—-]"  # 贴息后上下浮动 is still of the rate
_SUBSIDISED_BY: Final = re.compile(rf"(?:{_OF_A_SUBSIDY}){_NO_WAY}{{0,6}}$")
_GIVES: Final = re.compile(rf"(?:给予|予以|享受|[,款]按照?){_NO_WAY}{{0,6}}$")
_SUBSIDISES: Final = re.compile(rf"[^,。;!?0-9]{{0,8}}(?:{_OF_A_SUBSIDY})")
_HEADS_MARGINS: Final = re.compile(  # in a table, also where it does not name the LPR
    rf"{LPR}|[加减]点|[上下]浮|点差|利差|利率.{{0,4}}(?:[加减升降优让]|[上下]调)|^[-+加减]$",
    re.IGNORECASE,
)
RANGE: Final = re.compile(r"[-~至到、或和]")


class Direction(StrEnum):
    """From the LPR."""

    ABOVE = "above"
    BELOW = "below"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How a number of basis points stands to the LPR. since: from where on words of comparison say
    how far it is from the LPR, not how high the rate is: 不超过LPR减20个基点, LPR减不少于20个基点.
    to_it: they say how far the rate goes, not how far it moves: 上浮至130%.
    """

    direction: Direction
    since: int
    to_it: bool = False


def margin_at(plain: str, place: int, end: int, ruling: Sequence[tuple[int, int]]) -> Margin | None:
    """The margin whose number stands from a place up to an end; None where it is none, as that of
    a subsidy (按LPR发放的贷款，贴息2个百分点), or no word says more.

    ruling: where the rates and amounts before it stand, whose words are not its own.
    """
    sentence = max(plain.rfind(sign, 0, place) for sign in SENTENCE_ENDS) + 1
    low, until = sentence, place
    for start, end in reversed(ruling):
        if start < sentence or not RANGE.fullmatch(plain, end, until):
            low = max(sentence, end)
            break
        until = start  # 减20至30个基点: one sign for both
    bases = list(LPR_NAMED.finditer(plain, sentence, until))
    if not bases:
        return None
    base = bases[-1]
    if base.start() < low:
        return _said(plain, low, until)
    said = _said(plain, base.end(), until)
    if said is not None:
        said = replace(said, since=base.end())
    elif base.end() == until:
        said = _said_before(plain[low : base.start()], base.start())
    if said is None and _is_of_a_subsidy(plain[base.end() : place], plain, end):
        return None
    return said or Margin(direction=Direction.UNKNOWN, since=until)


def way_said(words: str) -> Direction | None:
    """Which way words go; None: they say none."""
    above, below = _ABOVE.search(words), _BELOW.search(words)
    if above and below:
        return Direction.UNKNOWN
    return Direction.ABOVE if above else Direction.BELOW if below else None


def way_headed(headings: Iterable[str]) -> Direction | None:
    """Which way the margins of a table go by the first of its headings, the nearest first, that
    says so; None: they are no margins.
    """
    for words in headings:
        if _HEADS_MARGINS.search(words) and (way := way_said(words)) is not None:
            return way
        if re.search(_OF_A_SUBSIDY, words):
            return None
        if _HEADS_MARGINS.search(words):
            return Direction.UNKNOWN
    return None


def _is_of_a_subsidy(front: str, plain: str, end: int) -> bool:
    """Whether a number is one of a subsidy: 贴息2个百分点, 给予2个百分点的贴息."""
    if _SUBSIDISED_BY.search(front):
        return True
    return bool(_GIVES.search(front) and _SUBSIDISES.match(plain, end))


def _said(plain: str, low: int, until: int) -> Margin | None:
    """What the words of a stretch say: those behind its last comma, else all of them."""
    comma = plain.rfind(",", low, until)
    if comma >= 0:
        nearest = _said(plain, comma + 1, until)
        if nearest is not None:
            return nearest
        until = comma
    between = plain[low:until]
    above, below = list(_ABOVE.finditer(between)), list(_BELOW.finditer(between))
    if not above and not below:
        return None
    direction = Direction.ABOVE if above else Direction.BELOW
    if above and below:
        direction = Direction.UNKNOWN
    return Margin(direction=direction, since=low + max(one.end() for one in (*above, *below)))


def _said_before(words: str, base: int) -> Margin | None:
    """Where nothing stands between: 高于LPR100个基点; the word compares the rate itself."""
    if _ABOVE_BEFORE.search(words):
        return Margin(direction=Direction.ABOVE, since=base)
    if _BELOW_BEFORE.search(words):
        return Margin(direction=Direction.BELOW, since=base)
    return None
