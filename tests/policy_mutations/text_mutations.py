"""Changes of what a plan's text says: the audit may miss none of them."""

# ruff: noqa: RUF001 - full-width signs stand in texts
import random
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from tests.policy_mutations.edits import Edit

_UNITS = r"万元|万|亿元|元|%/年|%|个基点|个工作日|个月|天|年|人|倍|家|件|项|分"
NUMBER = re.compile(
    r"(?<![0-9.第])(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|"
    r"[一二三四五六七八九十两伍仟]+)\s*"
    rf"(?P<unit>{_UNITS})"
)
_OTHER_UNITS = {
    "万元": ("元", "亿元", "万美元"), "万": ("千元", "亿元"), "亿元": ("万元",), "元": ("万元",),
    "%": ("‰", "%/年", "倍"), "%/年": ("%", "%/月"), "个基点": ("个百分点", "%"),
    "个工作日": ("天", "个月"), "个月": ("天", "年"), "天": ("个工作日", "个月"),
    "年": ("个月", "天"),
    "人": ("家", "%"), "倍": ("%",), "家": ("件",), "件": ("家",), "项": ("件",), "分": ("%",),
}  # fmt: skip
_WORDS = (
    ("最高不超过", "超过"), ("不超过", "超过"), ("不超过", "不低于"), ("不高于", "高于"),
    ("不得少于", "不得超过"), ("不得少于", "少于"), ("不低于", "低于"), ("不低于", "不高于"),
    ("超过", "不超过"), ("超过", "达到"), ("达到", "超过"), ("达到", "未达到"), ("以上", "以下"),
    ("最高", "最低"), ("最高", ""), ("满两年", "不满两年"), ("（含）", ""), ("(含)", ""),
    ("（含）", "（不含）"), ("(含)", "(不含)"), ("内", "外"), ("累计", "每年"), ("不少于", "少于"),
    ("以内", "以外"), ("之内", "之外"), ("低于", "高于"),
)  # fmt: skip
_STRENGTHS = (
    ("原则上", ""), ("建议", ""), ("建议", "必须"), ("应当", "可以"), ("应", "可"), ("可", "应"),
    ("须", "可"), ("立即", ""), ("及时", ""), ("不得", "可以"), ("均应", "可"), ("不再", "暂不"),
)  # fmt: skip
PARTIES = (
    "担保公司", "评估机构", "银行", "企业", "市市场监管局", "市政府金融办", "省财政", "受益财政",
    "市知识产权局", "市金融办", "市财政", "区财政",
)  # fmt: skip
CLAUSE = re.compile(
    r"(?m)^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]{1,2}[.、．](?![0-9]))"
)


def text_mutations(text: str, *, seed: int = 20200929) -> tuple[Edit, ...]:
    """Every mutation that differs from the text by more than its look, each text once."""
    found: dict[str, Edit] = {}
    for edit in _all(text, random.Random(seed)):  # noqa: S311 - places only
        if _look(edit.text) != _look(text):
            found.setdefault(edit.text, edit)
    return tuple(found.values())


def _all(text: str, chance: random.Random) -> Iterator[Edit]:
    yield from _numbers(text)
    yield from _units(text)
    yield from _signs(text)
    yield from _swapped_numbers(text, chance)
    yield from _replaced(text, "compare word", _WORDS)
    yield from _replaced(text, "strength word", _STRENGTHS)
    yield from _added_strengths(text)
    yield from _parties(text)
    yield from _clauses(text)
    yield from _sentences(text)


def _look(text: str) -> str:
    return re.sub(r"[\s，。；：、]", "", text)


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _numbers(text: str) -> Iterator[Edit]:
    for found in NUMBER.finditer(text):
        for new in _others(found["number"]):
            edited = _put(text, found.start("number"), found.end("number"), new)
            yield Edit(kind="number changed", what=f"{found[0]} -> {new}", text=edited)
    for found in re.finditer(
        r"(?<![0-9])[0-9]{4}(?![0-9])|[0-9]{7,8}|(?<=月)[0-9]{1,2}(?=日)", text
    ):
        new = str(int(found[0]) + 1)
        edited = _put(text, found.start(), found.end(), new)
        yield Edit(kind="number changed", what=f"{found[0]} -> {new}", text=edited)


def _others(number: str) -> tuple[str, ...]:
    if number[0].isdigit():
        value = int(number.replace(",", "").split(".")[0])
        return (str(value + 1), f"{value}0", str(value * 2))
    return ("四", "七") if number not in ("四", "七") else ("九",)


def _units(text: str) -> Iterator[Edit]:
    for found in NUMBER.finditer(text):
        for unit in _OTHER_UNITS[found["unit"]]:
            edited = _put(text, found.start("unit"), found.end("unit"), unit)
            yield Edit(kind="unit changed", what=f"{found[0]} -> {unit}", text=edited)


def _signs(text: str) -> Iterator[Edit]:
    """Another currency, a minus, an about before a number."""
    for found in NUMBER.finditer(text):
        is_money = found["unit"] in ("万元", "万", "亿元", "元")
        is_behind_a_word = "\u4e00" <= text[found.start() - 1] <= "\u9fff"
        for sign in ("$", "€", "-") if is_money else ("－", "~"):
            if is_behind_a_word:
                edited = _put(text, found.start(), found.start(), sign)
                yield Edit(kind="sign added", what=f"{sign}{found[0]}", text=edited)


def _swapped_numbers(text: str, chance: random.Random) -> Iterator[Edit]:
    """All pairs near each other, and sixty pairs from anywhere."""
    numbers = list(NUMBER.finditer(text))
    pairs = list(combinations(numbers, 2))
    near = [(a, b) for a, b in pairs if not CLAUSE.search(text, a.end(), b.start())]
    far = chance.sample(pairs, min(60, len(pairs)))
    for kind, chosen in (("swapped within a clause", near), ("swapped between clauses", far)):
        for first, second in chosen:
            if _same(first[0], second[0]):
                continue
            edited = _put(text, second.start(), second.end(), first[0])
            edited = _put(edited, first.start(), first.end(), second[0])
            yield Edit(kind=kind, what=f"{first[0]} <-> {second[0]}", text=edited)


def _same(first: str, second: str) -> bool:
    return _value(first) == _value(second)


def _value(written: str) -> str:
    """The number without its look: 两年 and 2 年 are one."""
    return re.sub(
        r"[\s元]", "", written.translate(str.maketrans("一二两三四五六七八九", "1223456789"))
    )


def _replaced(text: str, kind: str, words: tuple[tuple[str, str], ...]) -> Iterator[Edit]:
    for old, new in words:
        for found in re.finditer(re.escape(old), text):
            edited = _put(text, found.start(), found.end(), new)
            yield Edit(kind=kind, what=f"{old} -> {new or 'nothing'}", text=edited)


def _added_strengths(text: str) -> Iterator[Edit]:
    for found in re.finditer(r"(?:最高)?不超过|不高于|不低于|不得少于|超过|达到", text):
        for word in ("原则上", "建议", "一般"):
            if not text.startswith(word, max(0, found.start() - len(word))):
                edited = _put(text, found.start(), found.start(), word)
                yield Edit(kind="strength added", what=f"{word}{found[0]}", text=edited)


def _parties(text: str) -> Iterator[Edit]:
    """Each party named taken for another, and neighbours in a sentence changed for each other."""
    places = list(re.finditer("|".join(PARTIES), text))
    for number, found in enumerate(places):
        other = PARTIES[(PARTIES.index(found[0]) + 1 + number % 3) % 4]
        if other != found[0]:
            edited = _put(text, found.start(), found.end(), other)
            yield Edit(kind="party replaced", what=f"{found[0]} -> {other}", text=edited)
    for first, second in pairwise(places):
        between = text[first.end() : second.start()]
        is_list = len(between.strip()) <= 1  # 担保公司、银行 says the same in either order
        if first[0] != second[0] and not is_list and "。" not in between:
            edited = _put(text, second.start(), second.end(), first[0])
            edited = _put(edited, first.start(), first.end(), second[0])
            yield Edit(kind="parties swapped", what=f"{first[0]} <-> {second[0]}", text=edited)


def _clauses(text: str) -> Iterator[Edit]:
    starts = [found.start() for found in CLAUSE.finditer(text)] + [len(text)]
    for start, end in pairwise(starts):
        what = text[start:end].strip()[:10]
        yield Edit(kind="clause removed", what=what, text=_put(text, start, end, "\n"))
    for start, middle, end in zip(starts, starts[1:], starts[2:], strict=False):
        bodies = [CLAUSE.sub("", text[a:b]) for a, b in ((start, middle), (middle, end))]
        markers = [CLAUSE.match(text[a:b]) for a, b in ((start, middle), (middle, end))]
        if all(markers) and bodies[0].strip() != bodies[1].strip():
            swapped = (markers[0][0] + bodies[1], markers[1][0] + bodies[0])  # type: ignore[index]
            edited = _put(text, start, end, "".join(swapped))
            yield Edit(kind="clauses swapped", what=bodies[0].strip()[:10], text=edited)


def _sentences(text: str) -> Iterator[Edit]:
    for found in re.finditer(r"[^。；\n]{6,}[。；]", text):
        edited = _put(text, found.start(), found.end(), "")
        yield Edit(kind="sentence removed", what=found[0][:10], text=edited)
