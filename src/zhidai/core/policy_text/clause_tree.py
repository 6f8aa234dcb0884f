"""The clauses of a text by their printed path: 八（二） is 8.2, 五（一）3.（2） is 5.1.3.2.

A marker counts where it goes on from the one before it: at the beginning of a line, or behind the
end of a sentence. What stands before the first one is `notice`, the form behind 附件 is `annex`.
Articles (第一条) are numbered through; the heading of a chapter (第一章) between them is no clause
and stands with the clause before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zhidai.core.errors import BadInput
from zhidai.core.numerals import parse_number
from zhidai.core.policy_text.reading import Reading, Span

NOTICE = "notice"
ANNEX = "annex"
LONGEST_HEADING = 12  # characters; longer first words are a sentence


class Marker(StrEnum):
    """How a clause is numbered."""

    ARTICLE = "article"  # 第一条
    CHINESE = "chinese"  # 一、
    CHINESE_IN_BRACKETS = "chinese_in_brackets"  # （一）
    ARABIC = "arabic"  # 1. or 1、
    ARABIC_IN_BRACKETS = "arabic_in_brackets"  # （1） or 1）


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseText:
    """One clause of a text: places in the plain text, and its span in the original."""

    id: str
    start: int  # of its marker
    body_start: int  # behind its marker
    end: int
    span: Span  # marker and body in the original text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    kind: Marker
    number: int
    start: int
    end: int


_CHINESE = "[一二三四五六七八九十百]{1,4}"
_MARKS = re.compile(
    rf"第(?P<article>{_CHINESE}|[0-9]{{1,3}})条"
    rf"|(?P<chinese>{_CHINESE})[、.]"
    rf"|\((?P<chinese_in_brackets>{_CHINESE})\)[、.]?"
    r"|(?P<arabic>[0-9]{1,2})[.、](?!,)"
    r"|\(?(?P<arabic_in_brackets>[0-9]{1,2})\)[、.]?"
)
_SENTENCE_ENDS = frozenset("。;:!?")
_ANNEX = re.compile(r"附(?:件|表|录)[0-9一二三四五六七八九十]{0,2}[:.]?[^,。;:!?()]{0,30}")


def clauses_of(reading: Reading) -> tuple[ClauseText, ...]:
    """The clauses in the order of the text; only `notice` where nothing is numbered."""
    annex = _annex_start(reading)
    marks = list(_marks(reading, annex))
    starts = [(NOTICE, 0, 0), *_paths(marks)]
    starts = [one for one in starts if one[1] < annex or one[0] == NOTICE]
    if annex < len(reading.plain):
        starts.append((ANNEX, annex, annex))
    ends = [start for _, start, _ in starts[1:]] + [len(reading.plain)]
    return tuple(
        ClauseText(id=path, start=start, body_start=body, end=end, span=reading.span(start, end))
        for (path, start, body), end in zip(starts, ends, strict=True)
        if path != NOTICE or end > start
    )


def is_numbered(clauses: tuple[ClauseText, ...]) -> bool:
    """Whether the text has clause numbers at all."""
    return any(one.id not in (NOTICE, ANNEX) for one in clauses)


def heading_of(reading: Reading, clause: ClauseText) -> str:
    """The few first words of a clause that stand for what follows them; nothing if there are none.

    They end with the line, a colon or a full stop, and something comes behind them: a clause of one
    short sentence has no heading.
    """
    line_ends = (one for one in reading.line_starts if clause.body_start < one < clause.end)
    line_end = min(line_ends, default=clause.end)
    first = re.split(r"[。:]", reading.plain[clause.body_start : line_end], maxsplit=1)[0]
    is_whole = clause.body_start + len(first) + 1 >= clause.end
    is_heading = 0 < len(first) <= LONGEST_HEADING and not re.search(r"[,;、()]", first)
    ends_sentence = reading.plain[clause.end - 1] in _SENTENCE_ENDS
    return first if is_heading and not (is_whole and ends_sentence) else ""


def _annex_start(reading: Reading) -> int:
    """Where a line says 附件, alone or with a title, behind a whole sentence; else the end."""
    lines = sorted(reading.line_starts | {len(reading.plain)})
    first = next((one.start for one in _marks(reading, len(reading.plain))), len(reading.plain))
    for start, end in pairwise(lines):
        behind_sentence = start > first and reading.plain[start - 1] in _SENTENCE_ENDS | {")"}
        if behind_sentence and _ANNEX.fullmatch(reading.plain[start:end]):
            return start
    return len(reading.plain)


def _marks(reading: Reading, limit: int) -> Iterator[_Mark]:
    """The markers that count, in order: each goes on from those still open above it."""
    open_marks: list[_Mark] = []
    for found in _MARKS.finditer(reading.plain, 0, limit):
        mark = _mark(found)
        if mark is None:
            continue
        if not (_stands_free(reading, mark) or _follows_heading(reading, mark, open_marks)):
            continue
        if not _goes_on(mark, open_marks, reading):
            continue
        kinds = [one.kind for one in open_marks]
        if mark.kind in kinds:
            del open_marks[kinds.index(mark.kind) :]
        open_marks.append(mark)
        yield mark


def _mark(found: re.Match[str]) -> _Mark | None:
    kind = Marker(str(found.lastgroup))
    try:
        number = int(parse_number(found[kind]))
    except BadInput:
        return None
    return _Mark(kind=kind, number=number, start=found.start(), end=found.end())


def _stands_free(reading: Reading, mark: _Mark) -> bool:
    """At the beginning of a line, or behind the end of a sentence; 1.5 is no first clause."""
    at_line_start = mark.start in reading.line_starts
    behind_sentence = mark.start > 0 and reading.plain[mark.start - 1] in _SENTENCE_ENDS
    if not (at_line_start or behind_sentence):
        return False
    digit_follows = reading.plain[mark.end : mark.end + 1].isdigit()
    if mark.kind is Marker.ARABIC and digit_follows:
        return _is_parted(reading, mark.end) or (at_line_start and behind_sentence)
    return True


def _follows_heading(reading: Reading, mark: _Mark, open_marks: list[_Mark]) -> bool:
    """Whether the first clause under a heading stands in its line: 三、融资方式（一）直接质押."""
    if not open_marks or mark.number != 1 or mark.kind in {one.kind for one in open_marks}:
        return False
    heading = reading.plain[open_marks[-1].end : mark.start]
    is_short = 0 < len(heading) <= LONGEST_HEADING and re.search(r"[,、()\"]", heading) is None
    return is_short and not reading.plain[mark.end : mark.end + 1].isdigit()


def _is_parted(reading: Reading, place: int) -> bool:
    """Whether something that cannot be seen stands before a character of the plain text."""
    return reading.origin[place] > reading.origin[place - 1] + 1


def _goes_on(mark: _Mark, open_marks: list[_Mark], reading: Reading) -> bool:
    """Numbers begin at 1 and go up by one; a gap is a clause left out, if a sentence ended."""
    last = next((one for one in open_marks if one.kind is mark.kind), None)
    expected = 1 if last is None else last.number + 1
    if mark.number == expected:
        return True
    free = mark.start in reading.line_starts and (
        mark.start == 0 or reading.plain[mark.start - 1] in "。;"
    )
    return free and expected < mark.number <= expected + 3


def _paths(marks: list[_Mark]) -> Iterator[tuple[str, int, int]]:
    """Path, start and start of the body of each clause."""
    above: list[_Mark] = []
    for mark in marks:
        kinds = [one.kind for one in above]
        if mark.kind in kinds:
            del above[kinds.index(mark.kind) :]
        above.append(mark)
        yield ".".join(str(one.number) for one in above), mark.start, mark.end
