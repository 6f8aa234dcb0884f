"""LPR上浮30% is 1.3 times the LPR and LPR下浮10% is 0.9 times: a share by which a rate moves.

Only of the LPR or a benchmark rate, and only by words that say it is raised or lowered. A per cent
that is added (LPR+0.5%, LPR加30%) may be points or a share, and more than all of the rate
(上浮130%) may be meant as 上浮至130%: nobody knows which, and such a number states no parameter.
Nor does a share of a rate whose base is not named (贷款利率上浮不超过50%), or one that a ceiling
puts right behind the LPR (不超过LPR60%): 0.6 or 1.6 times.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from zhidai.core.policy_text.margins import LPR, LPR_NAMED, RANGE, SENTENCE_ENDS, Direction, Margin
from zhidai.core.policy_text.words import places_in_front

_ALL: Final = Decimal(1)
_ABOVE: Final = re.compile(
    r"上浮(?!动)|向上(?!级)|[或和及、/]上(?=浮|调)|上调|调高|提高|增加|(?<![最不])高(?!于)"
)
_BELOW: Final = re.compile(
    r"下浮(?!动)|向下(?![属级列])|[或和及、/]下(?=浮|调)|下调|调低|下降|降低|减少|优惠|让利"
    r"|(?<![最不降调])低(?!于)|(?<!下)降(?!低)"
)
_EITHER: Final = re.compile(
    r"(?<!向上)(?<!向下)浮动(?!利率)|(?<!增)加(?![强快大权以息])|减(?![免轻少])|[-+±∓]|利差|点差"
)
_WHICH: Final = "(?:(?!利率)[^,的且为按]){0,12}$"  # 高于同期一年期LPR30%
_OVER: Final = "(?:高于|高出|超过|超出)"
_DENIED: Final = "[不得能应准可许未禁止]"
_ABOVE_BEFORE: Final = re.compile(rf"(?<!{_DENIED}){_OVER}{_WHICH}")
_BELOW_BEFORE: Final = re.compile(rf"(?<!{_DENIED})低于{_WHICH}")
_UP_TO: Final = re.compile(rf"{_DENIED}(?:{_OVER}|低于){_WHICH}")
_BY_A_SHARE_OF: Final = re.compile(  # 上浮不超过同期LPR的30%
    r"(?:(?P<above>上浮|上调)|(?P<below>下浮|下调))(?!动)[^,后的]{0,16}$"
)
_OF_IT: Final = re.compile("(?:水平|标准|利率)?的")
_BY_A_SHARE_OF_A_RATE: Final = re.compile(
    r"[上下][浮调](?!动)[^,后的]{0,16}(?:利率|基准)(?:水平)?的$"
)
_TO: Final = re.compile(r"(?:幅度)?[至到为]?[至到]$")  # 上浮至130%
_OF_ELSE: Final = re.compile(
    r"的(?!幅度|比例|基础|水平|基准)|费|部分|利息|贴|补|[承分]担|本金|[金余总限]额|额度|价值|质押率"
)
_HEADS: Final = re.compile(rf"{LPR}|[上下]浮|浮动", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"其?(?:浮动)?(?:幅度|比例)?[为按在可]?")
_FLOATS: Final = re.compile(r"[上下]浮|浮动(?!利率)")
_CHANGES: Final = re.compile("[上下]调|调[高低]|提高|增加|下降|降低|减少|优惠|让利")
_BY: Final = re.compile(r"(?:幅度|比例|程度|空间|[为按在可约达以]|应当?|控制)*")
_MOVED: Final = re.compile(
    rf"(?P<rate>利率|基准|{LPR})|率|比例|额|标准|系数|倍数|费|价|期限|[补奖]", re.IGNORECASE
)
_FAR: Final = 200  # characters before the word that a rate moves, in which the rate is sought


def raised_at(plain: str, place: int, ruling: Sequence[tuple[int, int]]) -> Margin | None:
    """Which way the LPR goes by the share that stands at a place; None: it is no such share.

    ruling: where the rates and amounts before it stand, whose words are not its own.
    """
    sentence = max(plain.rfind(sign, 0, place) for sign in SENTENCE_ENDS) + 1
    low, until = sentence, place
    for start, end in reversed(ruling):
        if start < sentence or not RANGE.fullmatch(plain, end, until):
            low = max(sentence, end)
            break
        until = start  # 上浮10%至30%: one way for both
    bases = list(LPR_NAMED.finditer(plain, sentence, until))
    if not bases:
        return _of_no_base(plain, low, until)
    base = bases[-1]
    if base.start() < low:
        return _said(plain, low, until)
    if base.end() == until:
        return _before(plain[low : base.start()], base.start())
    if _OF_IT.fullmatch(plain, base.end(), until):
        return _by_a_share_of(plain[low : base.start()], base.start())
    return _said(plain, base.end(), until)


def may_be_above_the_lpr(plain: str, place: int) -> bool:
    """Whether a share below all stands right behind the LPR and its ceiling: 不超过LPR60% may be
    meant as 0.6 or as 1.6 times the LPR.
    """
    sentence = max(plain.rfind(sign, 0, place) for sign in SENTENCE_ENDS) + 1
    bases = list(LPR_NAMED.finditer(plain, sentence, place))
    if not bases or bases[-1].end() != place:
        return False
    own = plain[sentence : bases[-1].start()].rpartition(",")[2]
    return _UP_TO.search(own) is not None and not _OF_ELSE.search(own)


def raised_in_table(headings: Iterable[str]) -> Direction | None:
    """Which way the shares of a table go by the first of its headings that speaks of the rate."""
    for words in headings:
        if _HEADS.search(words) and (said := _said(words, 0, len(words))) is not None:
            return said.direction
    return None


def factor_of(amount: Decimal, margin: Margin) -> Decimal | None:
    """The multiple of the rate; None where nobody knows it."""
    if margin.to_it:
        return amount
    if margin.direction is Direction.UNKNOWN or amount > _ALL:
        return None
    factor = _ALL + (amount if margin.direction is Direction.ABOVE else -amount)
    return factor or None


def _said(plain: str, low: int, until: int) -> Margin | None:
    """What the words of a stretch say: those behind its last comma, or those before it that they
    go on (上浮，幅度不超过30%).
    """
    comma = plain.rfind(",", low, until)
    start = comma + 1 if comma >= 0 else low
    own = plain[start:until]
    if _OF_ELSE.search(own):
        return None
    above, below = list(_ABOVE.finditer(own)), list(_BELOW.finditer(own))
    either = list(_EITHER.finditer(own))
    if not above and not below and not either:
        goes_on = comma >= 0 and _GOES_ON.fullmatch(_unbound(own))
        return _said(plain, low, comma) if goes_on else None
    since = start + max(one.end() for one in (*above, *below, *either))
    direction = Direction.ABOVE if above else Direction.BELOW
    if (above and below) or either:
        direction = Direction.UNKNOWN
    return Margin(direction=direction, since=since, to_it=bool(_TO.match(plain, since, until)))


def _of_no_base(plain: str, low: int, until: int) -> Margin | None:
    """Where a rate moves by a share, and no sentence part says of what: 贷款利率上浮不超过30%."""
    if _BY_A_SHARE_OF_A_RATE.search(plain, low, until):
        return Margin(direction=Direction.UNKNOWN, since=until)
    said = _said(plain, low, until)
    if said is None:
        return None
    floats = list(_FLOATS.finditer(plain, low, until))
    changes = list(_CHANGES.finditer(plain, low, until))
    if not floats and not (changes and _BY.fullmatch(_unbound(plain[changes[-1].end() : until]))):
        return None  # 优惠利率4%, 降至3.5%: a rate itself
    moves = (floats or changes)[-1]
    moved = [*_MOVED.finditer(plain, max(moves.start() - _FAR, 0), moves.start())]
    is_a_rate = "利率" in plain[moves.end() : until] or (moved and moved[-1]["rate"])
    return Margin(direction=Direction.UNKNOWN, since=said.since) if is_a_rate else None


def _unbound(words: str) -> str:
    """Words without those that bind a number: 不超过, 最高."""
    kept, place = "", 0
    for start, end in places_in_front(words):
        kept, place = kept + words[place:start], end
    return kept + words[place:]


def _before(words: str, base: int) -> Margin | None:
    """Where nothing stands between: 低于LPR10%; the word compares the rate itself."""
    if _ABOVE_BEFORE.search(words):
        return Margin(direction=Direction.ABOVE, since=base)
    if _BELOW_BEFORE.search(words):
        return Margin(direction=Direction.BELOW, since=base)
    return None


def _by_a_share_of(words: str, base: int) -> Margin | None:
    found = _BY_A_SHARE_OF.search(words)
    if not found:
        return None
    direction = Direction.ABOVE if found["above"] else Direction.BELOW
    return Margin(
        direction=direction, since=base - len(words) + found.end(1 if found["above"] else 2)
    )
