"""Guesses how a clause states each of its numbers, and keeps what the audit would find again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.scheme import Comparison, DatedValue, Parameter, Statement
from zhidai.core.policy_text.clause_audit import ClauseAudit, binding_numbers, numbers_of
from zhidai.core.policy_text.clause_tree import ClauseText
from zhidai.core.policy_text.number import Number, NumberKind
from zhidai.core.policy_text.parameter_audit import audit_parameter, audit_statement
from zhidai.core.policy_text.rate_words import a_year_of_a_loan, is_of_lpr, is_yearly
from zhidai.core.policy_text.reading import CELL, Reading
from zhidai.core.policy_text.statements import GAP, Claim, bind, part_start
from zhidai.core.policy_text.words import (
    following_end,
    meaning_at,
    places_in_front,
    strength_of,
    strength_words,
    words_behind,
)

_LONGEST_SUBJECT = 14
_SHORTEST_SUBJECT = 2
MOST_CANDIDATES = 40  # in one clause; a table with more is no rule, and each is held to each
_FAR = 60  # characters before a sentence part in which words are sought that tell it apart
_OF_EACH = re.compile(r"[^,]{1,40}[、及和与][^,]{1,20}各[\u4e00-\u9fff]{2}")  # 甲、乙和丙各承担
_CUT_LEFT = re.compile(r"^[、,\"()的为按由]+")
_FEE_BEFORE = re.compile(r"([\u4e00-\u9fff]{1,8}费),$")
_OF_A_LOAN = re.compile(r"(?:每年|按年)[\u4e00-\u9fff]{0,8}(?:贷款|担保|融资)[金余]?额的")
_YEARLY_BEHIND = re.compile(r"的?((?:年化|年)(?:费率|利率|贴息率))")  # 按不超过1%的年费率收取
_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,16}")
_ANCHOR = re.compile(r"[\u4e00-\u9fff]{3,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One number with a guessed statement; `subjects` are other words to try, best first."""

    number: Number
    quantity: Quantity
    statement: Statement
    compare: Comparison
    subjects: tuple[str, ...]

    def as_parameter(self, *, name: str, label: Label, since: date) -> Parameter:
        """A parameter of a scheme, not confirmed by anybody."""
        return Parameter(
            name=name,
            label=label,
            clause=self.statement.clause,
            unit=self.quantity.unit,
            strength=strength_of(self.statement.strength or ""),
            compare=self.compare,
            values=(DatedValue(since=since, value=self.quantity),),
            stated=(self.statement,),
        )


def settled_candidates(
    reading: Reading, clause: ClauseText, numbers: tuple[Number, ...]
) -> tuple[Candidate, ...]:
    """Candidates of a clause that bind to their own numbers together.

    One that does not is tried with its next subject; one that has none left is given up, and so is
    a clause with more numbers than a rule has. One that has bound stays as it is while others,
    tried with words that take its number, give way.
    """
    binding = binding_numbers(reading.plain, numbers)
    if len(binding) > MOST_CANDIDATES:
        return ()
    open_ones = list(_candidates(reading, clause, binding))
    settled: set[Number] = set()
    while open_ones:
        failing = _failing(reading, clause, binding, open_ones)
        if not failing:
            break
        giving_way = [one for one in failing if one.number not in settled] or failing
        settled |= {one.number for one in open_ones if one not in failing}
        open_ones = [
            tried
            for one in open_ones
            for tried in ((one,) if one not in giving_way else _next(one))
        ]
    return tuple(open_ones)


def _next(candidate: Candidate) -> tuple[Candidate, ...]:
    """The candidate with its next subject; nothing if there is none."""
    if not candidate.subjects:
        return ()
    subject, *rest = candidate.subjects
    statement = replace(candidate.statement, subject=subject)
    return (replace(candidate, statement=statement, subjects=tuple(rest)),)


def _failing(
    reading: Reading, clause: ClauseText, binding: tuple[Number, ...], tried: list[Candidate]
) -> list[Candidate]:
    label = Label(zh="", en="")
    claims = {}
    for place, one in enumerate(tried):
        parameter = one.as_parameter(name=str(place), label=label, since=date.min)
        claims[Claim(parameter=parameter, statement=one.statement)] = one
    bound, without = bind(claims, reading.plain, clause.body_start, clause.end, binding)
    audited = ClauseAudit(
        text=clause,
        numbers=binding,
        bound=bound,
        without_subject=without,
        waived=frozenset(),
        unused=(),
    )
    failing = []
    for claim, one in claims.items():
        found = bound.get(claim)
        if (
            found is None
            or found.number != one.number
            or any(audit_statement(found, audited, reading))
            or any(audit_parameter(claim.parameter))
        ):
            failing.append(one)
    return failing


def _candidates(
    reading: Reading, clause: ClauseText, binding: tuple[Number, ...]
) -> Iterator[Candidate]:
    before: Number | None = None
    for number in binding:
        candidate = _candidate(reading, clause, number, before)
        before = number
        if candidate is not None:
            yield candidate


def _candidate(
    reading: Reading, clause: ClauseText, number: Number, before: Number | None
) -> Candidate | None:
    if number.kind is not NumberKind.QUANTITY or number.amount is None or number.unit is None:
        return None
    if number.unit is Unit.COUNT and number.amount == Decimal(1):
        return None  # 一件, 一次: an article, no quantity
    plain = reading.plain
    part = part_start(plain, clause.body_start, number.start)
    low = part if before is None else max(part, before.end)
    behind = following_end(plain, number.end)
    weak = strength_words(plain[part : number.start])
    own, front = _in_front(plain[low : number.start], weak)
    if before is not None and before.kind is NumberKind.BARE and part <= before.start:
        own = plain[before.start : low] + own  # 两级贴息: a number that rules nothing names it
    if number.column_unit:
        own = _row_named(reading, clause, number)
    following = "".join(words_behind(plain[number.end : behind]))
    if following.startswith("为"):  # 以600万元为限
        own = own.removesuffix("以")
    fee, rate = _yearly_words(plain, clause, (low, number.start), behind)
    subjects = tuple(_subjects(plain, clause, own, low, behind))
    year, loan = a_year_of_a_loan(plain[low : number.start])
    if year and year in own and not is_yearly(own[-_LONGEST_SUBJECT:]):
        named = own[: own.index(year) + len(year)][-_LONGEST_SUBJECT:]
        subjects = (f"{named}{GAP}{loan}", *subjects)
    if fee or rate:
        subjects = (GAP.join(one for one in (fee, own, rate) if one), *subjects)
    if not subjects:
        return None
    meanings = meaning_at(plain[low : number.start], plain[number.end : behind], number.below)
    written = number.written(plain)
    return Candidate(
        number=number,
        quantity=Quantity(
            amount=number.amount,
            unit=_unit(number, f"{fee}{GAP}{plain[low : number.start]}{rate}"),
            text=written,
        ),
        statement=Statement(
            clause=clause.id,
            subject=subjects[0],
            compare=GAP.join(one for one in (front, following) if one) or None,
            number=written,
            strength=weak[0] if weak else None,
        ),
        compare=next(iter(meanings)) if len(meanings) == 1 else Comparison.EQUALS,
        subjects=subjects[1:],
    )


def _yearly_words(
    plain: str, clause: ClauseText, front: tuple[int, int], behind: int
) -> tuple[str, str]:
    """Words that make a per cent a year's and stand away from it; empty: none.

    The fee of the part before (评估费,每年不超过贷款金额的1%) and the rate behind (按1%的年费率).
    """
    fee = _FEE_BEFORE.search(plain, clause.body_start, front[0])
    rate = _YEARLY_BEHIND.match(plain, behind, clause.end)
    is_of_a_loan = _OF_A_LOAN.fullmatch(plain, *front)
    return fee[1] if fee and is_of_a_loan else "", rate[1] if rate else ""


def _unit(number: Number, words: str) -> Unit:
    """The unit of a number, or the one that the words in front of it give to a per cent."""
    if number.unit is Unit.RATIO and is_of_lpr(words) and (number.amount or 0) > 1:
        return Unit.TIMES
    if number.unit is Unit.RATIO and is_yearly(words):
        return Unit.RATE
    return number.unit or Unit.COUNT


def _row_named(reading: Reading, clause: ClauseText, number: Number) -> str:
    """What the row of a table is called: what stands in it before its first number in a column."""
    row = max(one for one in reading.line_starts if one <= number.start)
    begin = max(row, clause.body_start)
    in_row = (one for one in numbers_of(reading, clause) if one.start >= begin and one.column_unit)
    first = min((one.start for one in in_row), default=number.start)
    return reading.plain[begin:first].strip(CELL)


def _in_front(front: str, weak: tuple[str, ...]) -> tuple[str, str]:
    """Subject and comparison out of what stands before a number: 质押率 and 不超过."""
    places = [one for one in places_in_front(front) if front[one[0] : one[1]] not in weak]
    first = places[0][0] if places else len(front)
    compare = ""
    for place, (begin, end) in enumerate(places):  # 累计…不超过: what stands between binds nothing
        apart = place and begin > places[place - 1][1]
        compare += (GAP if apart else "") + front[begin:end]
    named = front[:first]
    for word in weak:
        before, _, behind = named.rpartition(word)
        named = behind.removeprefix("由") or before
    return _CUT_LEFT.sub("", named.rstrip('("、').rpartition('"')[2]), compare


def _subjects(plain: str, clause: ClauseText, own: str, low: int, behind: int) -> Iterator[str]:
    """Words that may name the number: in front of its binding words, else behind it."""
    after = _BEHIND.match(plain, behind, clause.end)
    anchors = _ANCHOR.findall(plain[max(clause.body_start, low - _FAR) : low])
    if _OF_EACH.fullmatch(own):
        yield own
    if len(own) >= _SHORTEST_SUBJECT:
        yield own[-_LONGEST_SUBJECT:]
        for anchor in reversed(anchors):
            yield f"{anchor}{GAP}{own[-_LONGEST_SUBJECT:]}"
    if after:
        yield after[0]
    yield from reversed(anchors)
