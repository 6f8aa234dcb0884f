"""Binds each statement of a scheme to its number in the clause it cites.

A statement is one span: subject word, strength word, comparison word, number, unit. Its number is
the nearest to its subject in the same sentence: numbers that stand between, and commas, make it
farther than any distance does. The nearest pair is bound first and a number is bound once, so that
two numbers changed for each other are seen at both ends. Two subjects of one list (担保费、评估费)
share their number. Binding looks at no value; whether the number agrees is asked afterwards.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhidai.core.policy.scheme import Comparison, Parameter, Statement
from zhidai.core.policy_text.number import Number
from zhidai.core.policy_text.reading import plain_text
from zhidai.core.policy_text.words import (
    following_end,
    meaning_at,
    strength_words,
    words_behind,
    words_in_front,
)

GAP = "…"  # in a subject or a comparison: words stand between, or the number does
_SENTENCE_ENDS = "。;!?"
_PART_ENDS = f"{_SENTENCE_ENDS},:"
_OVER_A_NUMBER = 1000
_OVER_A_COMMA = 100
_BACKWARD = 8
_REACH = 200  # characters between a subject and its number; no sentence of a plan needs more
_DAY = re.compile(r"(月[0-9一二三四五六七八九十]{1,3})[日号]")  # 1月1号 is 1月1日
_VERB = 2  # characters: 分担, 承担
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LIST_WORDS = re.compile(r"[、及和与或]|以及")
_EACH = re.compile(r"[、及和与][^,]*各")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement that looks for its number in a clause."""

    parameter: Parameter
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A statement with its subject and number, all places in the plain text."""

    claim: Claim
    subject_start: int
    subject_end: int
    last_word_start: int  # of the subject's last word
    number: Number
    words: tuple[str, ...]  # that bind the number, strength first
    meaning: frozenset[Comparison]  # of these words
    start: int  # of the whole span
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    start: int
    last_start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    cost: int
    order: int
    subject: _Subject
    number: Number


def bind(
    claims: Iterable[Claim], plain: str, start: int, end: int, numbers: tuple[Number, ...]
) -> tuple[dict[Claim, Bound], tuple[Claim, ...]]:
    """What each claim found between two places of the plain text, and claims without a subject."""
    listed = tuple(claims)
    pairs: list[_Pair] = []
    without_subject = []
    words = {_last_word(claim) for claim in listed}
    for order, claim in enumerate(listed):
        subjects = list(_subjects(claim.statement.subject, plain, start, end))
        if not subjects:
            without_subject.append(claim)
        subjects = _own(subjects, _last_word(claim), words, plain)
        pairs.extend(_pairs(order, subjects, plain, numbers))
    chosen: dict[int, _Pair] = {}
    for pair in sorted(pairs, key=lambda one: (one.cost, one.order)):
        holders = [one for one in chosen.values() if one.number == pair.number]
        if pair.order in chosen or not all(_in_one_list(plain, one, pair) for one in holders):
            continue
        chosen[pair.order] = pair
    found = {
        listed[order]: _bound(listed[order], pair, plain, start, numbers)
        for order, pair in chosen.items()
    }
    return found, tuple(without_subject)


def _last_word(claim: Claim) -> str:
    return plain_text(claim.statement.subject.rsplit(GAP, 1)[-1])


def _own(subjects: list[_Subject], word: str, words: set[str], plain: str) -> list[_Subject]:
    """Those that are no part of another statement's longer subject, if there are any.

    质押率 does not stand where 注册商标质押率 does, which another statement is about.
    """
    around = [
        (longer, place.start())
        for longer in words
        if len(longer) > len(word)
        for place in re.finditer(f"(?={re.escape(word)})", longer)
    ]
    own = [
        one
        for one in subjects
        if not any(
            one.last_start >= before and plain.startswith(longer, one.last_start - before)
            for longer, before in around
        )
    ]
    return own or subjects


def _subjects(written: str, plain: str, start: int, end: int) -> Iterator[_Subject]:
    """Where the words of a subject stand in their order within one sentence."""
    words = [plain_text(word) for word in written.split(GAP)]
    words = [_DAY.sub(r"\1[日号]", re.escape(word)) for word in words if word]
    if not words:
        return
    between = f"[^{_SENTENCE_ENDS}]{{0,{_REACH}}}?"
    ahead = between.join(f"({word})" for word in words)
    for found in re.compile(f"(?={ahead})").finditer(plain, start, end):
        last = len(words)
        yield _Subject(start=found.start(1), last_start=found.start(last), end=found.end(last))


def _pairs(
    order: int, subjects: list[_Subject], plain: str, numbers: tuple[Number, ...]
) -> Iterator[_Pair]:
    starts = [one.start for one in numbers]
    for subject in subjects:
        low = bisect_left(starts, subject.last_start - _REACH)
        high = bisect_left(starts, subject.end + _REACH)
        inside = bisect_left(starts, subject.end)
        for index in range(low, high):
            number = numbers[index]
            crossed = index - inside if index >= inside else inside - index - 1
            cost = _cost(subject, number, plain, crossed)
            if cost is not None:
                yield _Pair(cost=cost, order=order, subject=subject, number=number)


def _cost(subject: _Subject, number: Number, plain: str, crossed: int) -> int | None:
    """How far a number is from a subject; None where it is in another sentence or inside it."""
    if number.start >= subject.end:
        between, turned = plain[subject.end : number.start], 0
    elif number.end <= subject.last_start:
        between, turned = plain[number.end : subject.last_start], _BACKWARD
    else:
        return None
    if any(sign in between for sign in _SENTENCE_ENDS):
        return None
    return crossed * _OVER_A_NUMBER + between.count(",") * _OVER_A_COMMA + turned + len(between)


def _in_one_list(plain: str, first: _Pair, second: _Pair) -> bool:
    """Whether two subjects stand in one list, 担保费、评估费, or are one: 甲、乙各承担."""
    if first.subject.last_start == second.subject.last_start:
        start = min(first.subject.start, second.subject.start)
        return bool(_EACH.search(plain, start, first.subject.end))
    left, right = sorted((first.subject, second.subject), key=lambda one: one.last_start)
    return bool(_LIST_WORDS.fullmatch(plain[left.end : right.last_start]))


def part_start(plain: str, clause_start: int, place: int) -> int:
    """Where the part of the sentence begins that holds a place: behind the last sign before it."""
    return max(max(plain.rfind(sign, clause_start, place) for sign in _PART_ENDS) + 1, clause_start)


def _list_start(plain: str, clause_start: int, number: Number, before: tuple[Number, ...]) -> int:
    """Where the part begins that holds a number; a comma in a list of shares parts no more than 、.

    甲分担70%,乙分担20%: of one unit, with the same word in front of each number and nothing that
    binds the second one alone.
    """
    start = part_start(plain, clause_start, number.start)
    first = number  # of the part that begins at `start`
    for one in reversed(before):
        if one.start >= start:
            first = one
        elif one.end == start - 1 and _is_listed(plain, one, first):
            start, first = part_start(plain, clause_start, one.start), one
        else:
            break
    return start


def _is_listed(plain: str, one: Number, following: Number) -> bool:
    verb = plain[max(0, one.start - _VERB) : one.start]
    between = plain[one.end : following.start]
    return (
        one.unit is following.unit
        and between.startswith(",")
        and between.endswith(verb)
        and _HAN.fullmatch(verb) is not None
        and not words_in_front(between)
    )


def _bound(
    claim: Claim, pair: _Pair, plain: str, clause_start: int, numbers: tuple[Number, ...]
) -> Bound:
    number, subject = pair.number, pair.subject
    before = tuple(one for one in numbers if one.end <= number.start)
    part = _list_start(plain, clause_start, number, before)
    low = max(part, before[-1].end if before else clause_start)
    behind = following_end(plain, number.end)
    weakening = strength_words(plain[part:low]) if low > part else ()
    front, following = plain[low : number.start], plain[number.end : behind]
    return Bound(
        claim=claim,
        subject_start=subject.start,
        subject_end=subject.end,
        last_word_start=subject.last_start,
        number=number,
        words=(*weakening, *words_in_front(front), *words_behind(following)),
        meaning=meaning_at(front, following, number.below),
        start=min(subject.start, number.start),
        end=max(subject.end, behind),
    )
