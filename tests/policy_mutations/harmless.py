"""Edits that change nothing a plan says: each must leave the audit as it was."""

# ruff: noqa: RUF001 - full-width forms are what these edits are about
import random
import re
from collections.abc import Callable, Iterator

from tests.policy_mutations.edits import Edit

MARKER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.、．])"
)
_FORMS: tuple[tuple[str, str], ...] = (
    (r"1000\s*万元", "1000万"), (r"1000\s*万元", "一千万元"), (r"1000\s*万元", "１０００万元"),
    (r"1000\s*万元", "10,000,000元"), (r"1000\s*万元", "1,000万元"),
    (r"1000\s*万(?!元)", "1000万元"), (r"1000\s*万(?!元)", "一千万元"),
    (r"800\s*万元", "八百万元"), (r"800\s*万元", "8,000,000元"),
    (r"(?<![0-9])50\s*万元", "五十万元"), (r"65\s*万元", "六十五万元"),
    (r"15\s*万元", "150,000元"), (r"(?<![0-9])5\s*万元", "５万元"), (r"伍仟万(?!元)", "5000万元"),
    (r"伍仟万(?!元)", "五千万"), (r"(?<![0-9])5\s*%", "百分之五"),
    (r"(?<![0-9])80\s*%", "百分之八十"), (r"70\s*%", "７０％"),
    (r"(?<![0-9])20\s*%", "百分之二十"), (r"(?<![0-9])10\s*%", "百分之十"),
    (r"60\s*%", "百分之六十"), (r"(?<![0-9])50\s*%", "百分之五十"), (r"30\s*%", "３０%"),
    (r"(?<![0-9])1\s*%/年", "百分之一/年"), (r"(?<![0-9])1\s*%/年", "1%每年"),
    (r"(?<![0-9])3\s*年", "三年"), (r"(?<![0-9])3\s*年", "３ 年"), (r"(?<![0-9])1\s*年", "一年"),
    (r"(?<![0-9])1\s*年", "12个月"), (r"(?<![0-9])2\s*年", "两年"), (r"两年", "2年"),
    (r"两年", "二年"), (r"两年", "24个月"), (r"60\s*天", "六十天"), (r"60\s*天", "60日"),
    (r"25\s*天", "二十五天"), (r"25\s*天", "25 日"), (r"90\s*天", "九十天"),
    (r"100\s*个基点", "一百个基点"), (r"100\s*个基点", "100基点"), (r"100\s*个基点", "100BP"),
    (r"(?<![0-9])10\s*人", "十人"), (r"(?<![0-9])10\s*人", "10名"), (r"一件", "1件"),
    (r"2020年9月29日", "二〇二〇年九月二十九日"), (r"2020年9月29日", "2020年09月29日"),
    (r"2020年9月29日", "2020 年 9 月 29 日"), (r"六项", "6项"), (r"10\s*倍", "十倍"),
    (r"15\s*个工作日", "十五个工作日"), (r"15\s*个工作日", "15工作日"),
    (r"(?<=分担 70%)、", "，"), (r"(?<=分担70%)、", "，"), (r"(?<=月[0-9])日", "号"),
    (r"(?<=月[0-9][0-9])日", "号"),
)  # fmt: skip
_SIGNS = (
    ("（", "("), ("）", ")"), ("(", "（"), (")", "）"), ("，", ","), ("；", ";"), ("：", ":"),
    ("“", "「"), ("”", "」"), ("“", '"'), ("〔", "["), ("〕", "]"), ("〔", "（"), ("〕", "）"),
    ("％", "%"), ("%", "％"), ("《", "〈"), ("》", "〉"), ("、", "、 "), ("×", " × "),
)  # fmt: skip


def harmless_edits(text: str, *, count: int, seed: int = 20200929) -> Iterator[Edit]:
    """At least `count` texts that say the same; every kind of edit comes up."""
    yield from _whole(text)
    yield from _forms(text)
    chance = random.Random(seed)  # noqa: S311 - which place is edited, nothing secret
    kinds: tuple[Callable[[str, random.Random], tuple[str, str]], ...] = (
        _spaces, _line_breaks, _widths, _joined_lines, _zero_widths, _several,
    )  # fmt: skip
    for number in range(count):
        what, edited = kinds[number % len(kinds)](text, chance)
        if edited != text:
            yield Edit(kind="harmless", what=f"{what} #{number}", text=edited)


def _whole(text: str) -> Iterator[Edit]:
    """Edits of the whole text at once."""
    wide = "".join(
        chr(ord(one) + 0xFEE0) if one.isascii() and one.isalnum() else one for one in text
    )
    edits = {
        "all letters and digits full width": wide,
        "carriage returns": text.replace("\n", "\r\n"),
        "byte order mark": "\ufeff" + text,
        "indented": "\n".join("\u3000\u3000" + line for line in text.split("\n")),
        "blank lines": text.replace("\n", "\n\n"),
        "spaces at the ends of lines": text.replace("\n", "  \n"),
        "a page number": text.replace("\n四、", "\n— 3 —\n四、"),
    }
    edits |= {f"{old} for {new}": text.replace(old, new) for old, new in _SIGNS}
    for old, new in (("1.", "1、"), ("2.", "2．"), ("3.", "３．"), ("4.", "4 .")):
        edits[f"marker {old} as {new}"] = re.sub(
            rf"(?m)^(\s*){re.escape(old)}(?![0-9])", rf"\g<1>{new}", text
        )
    for what, edited in edits.items():
        if edited != text:
            yield Edit(kind="harmless", what=what, text=edited)


def _forms(text: str) -> Iterator[Edit]:
    """Numbers written in another form, each place by itself."""
    for pattern, form in _FORMS:
        for found in re.finditer(pattern, text):
            if MARKER.fullmatch(
                text[text.rfind("\n", 0, found.start()) + 1 : found.start()] + "、"
            ):
                continue
            edited = text[: found.start()] + form + text[found.end() :]
            if edited != text:
                yield Edit(kind="harmless", what=f"{found[0]} as {form}", text=edited)


def _insertions(text: str, chance: random.Random, sign: str, many: int) -> str:
    """The sign put in at some places inside sentences; never inside or before a marker."""
    places = sorted(chance.sample(_inside(text), many), reverse=True)
    for place in places:
        text = text[:place] + sign + text[place:]
    return text


def _inside(text: str) -> list[int]:
    """Places between two characters of one sentence, behind the marker of the line."""
    places = []
    start = 0
    for line in text.splitlines(keepends=True):
        marker = MARKER.match(line)
        first = start + (marker.end() if marker else 0) + 2
        body = range(first, start + len(line.rstrip("\n")))
        places.extend(one for one in body if _is_inside(text, one))
        start += len(line)
    return places


def _is_inside(text: str, place: int) -> bool:
    """Not where a space would part two numbers or make a marker of a number."""
    before, after = text[place - 1], text[place]
    if "\t" in (before, after) or not MARKER.match(text[place : place + 6]):
        return "\t" not in (before, after)
    return False


def _spaces(text: str, chance: random.Random) -> tuple[str, str]:
    return "spaces", _insertions(text, chance, chance.choice((" ", "\u3000", "  ", "\u00a0")), 12)


def _line_breaks(text: str, chance: random.Random) -> tuple[str, str]:
    return "line breaks", _insertions(text, chance, chance.choice(("\n", "\n\n", "\r\n")), 6)


def _zero_widths(text: str, chance: random.Random) -> tuple[str, str]:
    return "signs without width", _insertions(text, chance, chance.choice(("\u200b", "\ufeff")), 8)


def _widths(text: str, chance: random.Random) -> tuple[str, str]:
    """Some signs and digits in their other width."""
    places = [place for place, one in enumerate(text) if one.isascii() and not one.isspace()]
    places += [place for place, one in enumerate(text) if 0xFF01 <= ord(one) <= 0xFF5E]
    chosen = set(chance.sample(places, min(20, len(places))))
    edited = [_other_width(one) if place in chosen else one for place, one in enumerate(text)]
    return "widths", "".join(edited)


def _other_width(one: str) -> str:
    if one in "_-|":
        return one
    return chr(ord(one) + 0xFEE0) if one.isascii() else chr(ord(one) - 0xFEE0)


def _joined_lines(text: str, chance: random.Random) -> tuple[str, str]:
    """A hard line break inside a sentence taken out: the line before ends with a comma or word."""
    places = [
        found.start()
        for found in re.finditer(r"(?<=[，、\u4e00-\u9fff])\n+(?=[\u4e00-\u9fff])", text)
        if _continues(text, found.end())
    ]
    if not places:
        return _spaces(text, chance)
    place = chance.choice(places)
    end = place
    while text[end] == "\n":
        end += 1
    return "lines joined", text[:place] + text[end:]


def _continues(text: str, place: int) -> bool:
    line = text[place : text.find("\n", place)]
    return not MARKER.match(line) and not line.startswith(("附", "联系"))


def _several(text: str, chance: random.Random) -> tuple[str, str]:
    for edit in (_spaces, _line_breaks, _widths):
        _, text = edit(text, chance)
    return "several edits", text
