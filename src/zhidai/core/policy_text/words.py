"""Words that bind a number: comparison (不超过), strength (原则上), inclusion (含).

The words round a number are taken as a list in their order, so that a word put in, left out or
turned round (超过 for 不超过) shows. What they mean is Civil Code art. 1259 and the usage of plans:
以上, 以下, 以内, 最高, 达到 include the number; 超过, 不满 exclude it; without a word it is equal.
"""

import re
from collections.abc import Iterable

from zhidai.core.labels import Label
from zhidai.core.policy.scheme import Comparison, Strength

# How findings name the closed lists.
COMPARISONS: dict[Comparison, Label] = {
    Comparison.AT_MOST: Label(zh="不超过（含）", en="at most"),
    Comparison.AT_LEAST: Label(zh="不少于（含）", en="at least"),
    Comparison.MORE_THAN: Label(zh="超过（不含）", en="more than"),
    Comparison.LESS_THAN: Label(zh="少于（不含）", en="less than"),
    Comparison.EQUALS: Label(zh="等于", en="equals"),
}
STRENGTHS: dict[Strength, Label] = {
    Strength.MUST: Label(zh="必须", en="must"),
    Strength.IN_PRINCIPLE: Label(zh="原则上", en="in principle"),
    Strength.SUGGESTED: Label(zh="建议", en="suggested"),
    Strength.MAY: Label(zh="可以", en="may"),
}

INCLUDED = "(含)"
NOT_INCLUDED = "(不含)"

_NOT = "不 不得 不能 不应 不应当 不可 不可以 不准 不许 不允许 严禁 禁止"


def _denied(verbs: str) -> str:
    """Each of the verbs behind each word that forbids it: 不得超过, 严禁高于."""
    return " ".join(f"{no}{verb}" for no in _NOT.split() for verb in verbs.split())


_MEANINGS: dict[Comparison, str] = {
    Comparison.AT_MOST: f"{_denied('超过 超出 高于 大于 多于 长于 突破')} 最高 最多 最长 至多 上限 "
    "封顶 不逾 不得逾 ≤ ≦",
    Comparison.AT_LEAST: f"{_denied('低于 少于 小于 短于')} 最低 最少 最短 至少 下限 届满 达到 ≥ ≧",
    Comparison.MORE_THAN: "超过 高于 大于 多于 超出 长于 >",
    Comparison.LESS_THAN: "低于 少于 小于 短于 不满 不足 未满 未达到 未达 不到 未超过 <",
}
_BEHIND: dict[Comparison, str] = {
    Comparison.AT_MOST: "及以下 或以下 以下 以内 之内 内 封顶 为限 为上限 为最高限额",
    Comparison.AT_LEAST: "及以上 或以上 以上 为下限 内未 内没有 内无 内均未",
    Comparison.LESS_THAN: "不到",
    Comparison.EQUALS: "内不再 内不予 内不得 内停止 内禁止",
}
_CLOSE = {"满": Comparison.AT_LEAST, "达": Comparison.AT_LEAST}  # only right before the number
_TURNED = {
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.MORE_THAN: Comparison.LESS_THAN,
    Comparison.LESS_THAN: Comparison.MORE_THAN,
}
_STRENGTHS: dict[Strength, str] = {
    Strength.IN_PRINCIPLE: "原则上 一般 通常 原则 力争 争取",
    Strength.SUGGESTED: "建议 推荐 倡导 鼓励 参考",
    Strength.MAY: "可以 允许 可",
}


_NOT_ALONE = {  # 以600万元为上限 binds the number before it, and 不逾期 none
    **{word: f"(?<!为){word}" for word in ("上限", "下限")},
    **{word: f"{word}(?!期)" for word in ("不逾", "不得逾")},
}


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(_NOT_ALONE.get(word, word) for word in longest_first)


_BY_WORD = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
_BY_WORD_BEHIND = {word: meaning for meaning, words in _BEHIND.items() for word in words.split()}
_STRENGTH_OF = {word: strength for strength, words in _STRENGTHS.items() for word in words.split()}
_FIRM = [word for word in _STRENGTH_OF if _STRENGTH_OF[word] is not Strength.MAY]
_MAY = r"(?:可以|允许|可)(?=不|超过|高于|低于|少于|最高|最低|达)"
_MARKS = r"\(不含\)|\(含\)|\(含本数\)"
_IN_FRONT = re.compile(
    rf"{_MARKS}|{_MAY}|[不未非无]?(?:{_alternatives([*_BY_WORD, *_FIRM])})"
    rf"|各(?=[不最])|累计|合计|约(?!定|束)"
    rf"|(?:满|达)$"
)
_FOLLOWING = re.compile(rf"(?:{_MARKS}|{_alternatives(_BY_WORD_BEHIND)}|左右|[)\"])*")
_IN_FOLLOWING = re.compile(rf"{_MARKS}|{_alternatives(_BY_WORD_BEHIND)}|左右")
_STRENGTH = re.compile(_alternatives(_FIRM))


def words_in_front(plain: str) -> tuple[str, ...]:
    """The binding words of a stretch that ends where a number begins."""
    return tuple(_one_form(found[0]) for found in _IN_FRONT.finditer(plain))


def places_in_front(plain: str) -> tuple[tuple[int, int], ...]:
    """Where the binding words of such a stretch stand."""
    return tuple(found.span() for found in _IN_FRONT.finditer(plain))


def following_end(plain: str, place: int) -> int:
    """Where the binding words right behind a number end."""
    found = _FOLLOWING.match(plain, place)
    return found.end() if found else place


def words_behind(plain: str) -> tuple[str, ...]:
    """The binding words of a stretch that stands right behind a number."""
    return tuple(_one_form(found[0]) for found in _IN_FOLLOWING.finditer(plain))


def strength_words(plain: str) -> tuple[str, ...]:
    """Words that weaken every number of a sentence part behind them: 建议, 原则上."""
    return tuple(_STRENGTH.findall(plain))


def strength_of(written: str) -> Strength:
    """The strength that a word or phrase of the clause stands for; `must` if none is in it."""
    for word in sorted(_STRENGTH_OF, key=len, reverse=True):
        if word in written:
            return _STRENGTH_OF[word]
    return Strength.MUST


def meaning_of(words: Iterable[str]) -> frozenset[Comparison]:
    """What binding words say together; two meanings at once contradict each other."""
    listed = tuple(words)
    found = {_meaning(word) for word in listed} - {None}
    if NOT_INCLUDED in listed:
        turned = {
            Comparison.AT_MOST: Comparison.LESS_THAN,
            Comparison.AT_LEAST: Comparison.MORE_THAN,
        }
        found = {turned.get(one, one) for one in found if one}
    return frozenset(one for one in found if one) or frozenset({Comparison.EQUALS})


def meaning_at(front: str, following: str, below: int | None) -> frozenset[Comparison]:
    """What the words round a number say of it.

    below: of a margin below the LPR, how far before it the word ends that says so. What stands
    behind that word says how far below: 减不少于20个基点 is a margin of at most -20.
    """
    behind = words_behind(following)
    if below is None:
        return meaning_of((*words_in_front(front), *behind))
    since = max(len(front) - below, 0)
    how_far = (*words_in_front(front[since:]), *behind)
    found = {_TURNED.get(one, one) for one in meaning_of(how_far)}
    found |= meaning_of(words_in_front(front[:since]))
    return frozenset(found - {Comparison.EQUALS}) or frozenset({Comparison.EQUALS})


def _meaning(word: str) -> Comparison | None:
    return _BY_WORD.get(word) or _BY_WORD_BEHIND.get(word) or _CLOSE.get(word)


def _one_form(word: str) -> str:
    return INCLUDED if word == "(含本数)" else word
