"""One parameter of the scheme held against its statements and against what the text says there."""

import re
from collections.abc import Iterator

from zhidai.core.errors import ReasonParameter, reason
from zhidai.core.policy.quantity import Quantity, Unit, in_both_languages
from zhidai.core.policy.scheme import Comparison, Parameter, Statement, Strength
from zhidai.core.policy_text.clause_audit import ClauseAudit, words_around
from zhidai.core.policy_text.number import Number, canonical
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.rate_words import in_its_unit
from zhidai.core.policy_text.reading import Reading, Span, plain_text
from zhidai.core.policy_text.report import AuditFinding, FindingKind, finding
from zhidai.core.policy_text.statements import GAP, Bound, part_start
from zhidai.core.policy_text.words import (
    COMPARISONS,
    STRENGTHS,
    strength_of,
    words_behind,
    words_in_front,
)

_ENDS = "。;!?"
_NO_WORDS = "-"
_MOVES = re.compile(r"[上下][浮调]")


def audit_parameter(parameter: Parameter) -> Iterator[AuditFinding]:
    """What is open in a parameter before any text is read."""
    name = parameter.name
    if not parameter.stated:
        if not parameter.assumed:
            found = reason("audit_parameter_not_stated", parameter.clause, parameter=name)
            yield finding(FindingKind.PARAMETER, found, parameter=name)
        return
    if parameter.clause not in {one.clause for one in parameter.stated}:
        found = reason("audit_parameter_elsewhere", parameter.clause, parameter=name)
        yield finding(FindingKind.CONSISTENCY, found, parameter=name)
    for statement in parameter.stated:
        yield from _of_statement(parameter, statement)


def _of_statement(parameter: Parameter, statement: Statement) -> Iterator[AuditFinding]:
    name, clause = parameter.name, statement.clause
    if statement.number is not None and not _is_a_value(parameter, statement):
        found = reason(
            "audit_stated_number_misfit", clause, parameter=name, number=statement.number
        )
        yield finding(FindingKind.CONSISTENCY, found, parameter=name)
    written = strength_of(plain_text(statement.strength or ""))
    if written is not parameter.strength:
        found = reason(
            "audit_strength_misfit",
            clause,
            parameter=name,
            word=statement.strength or _NO_WORDS,
            strength=STRENGTHS[parameter.strength],
        )
        yield finding(FindingKind.CONSISTENCY, found, parameter=name)


def _is_a_value(parameter: Parameter, statement: Statement) -> bool:
    found = _stated(parameter, statement)
    return found is not None and any(_is_exactly(found, dated.value) for dated in parameter.values)


def _stated(parameter: Parameter, statement: Statement) -> Number | None:
    """The one number that a statement names, in the unit of its words; 上浮30% is of a rate."""
    written = plain_text(statement.number or "")
    found = numbers_in(f"LPR{written}" if _MOVES.match(written) else written)
    return in_its_unit(found[0], parameter.unit, statement) if len(found) == 1 else None


def audit_statement(bound: Bound, clause: ClauseAudit, reading: Reading) -> Iterator[AuditFinding]:
    """Where the text, at the number bound to a statement, says something else than the scheme."""
    parameter, statement = bound.claim.parameter, bound.claim.statement
    span = reading.span(bound.start, bound.end)
    begin = part_start(reading.plain, clause.text.body_start, bound.number.start)
    front = reading.plain[begin : bound.number.start]
    if not _agrees(bound.number, front, parameter, statement):
        newest = in_both_languages(parameter.values[-1].value)
        known: dict[str, ReasonParameter] = {
            "parameter": parameter.name,
            "words": words_around(reading, clause.text, bound.number),
            "value": statement.number or newest,
        }
        if bound.number.is_factor:
            factor = bound.number.written(reading.plain)
            found = reason("audit_factor_differs", statement.clause, factor=factor, **known)
        else:
            found = reason("audit_value_differs", statement.clause, **known)
        yield finding(FindingKind.PARAMETER, found, parameter=parameter.name, span=span)
    yield from _words(bound, clause, reading, span)


def _agrees(number: Number, front: str, parameter: Parameter, statement: Statement) -> bool:
    """Whether the text has the number as stated; where none is stated, the newest value."""
    read = in_its_unit(number, parameter.unit, statement, front)
    if statement.number is None:
        return _is_exactly(read, parameter.values[-1].value)
    stated = _stated(parameter, statement)
    return stated is not None and stated.canonical == read.canonical


def _words(
    bound: Bound, clause: ClauseAudit, reading: Reading, span: Span
) -> Iterator[AuditFinding]:
    parameter, statement = bound.claim.parameter, bound.claim.statement
    if not _same_words(bound.words, statement) or not _pieces_stand(bound, clause, reading):
        found = reason(
            "audit_words_differ",
            statement.clause,
            parameter=parameter.name,
            text=" ".join(bound.words) or _NO_WORDS,
            words=words_around(reading, clause.text, bound.number),
            stated=" ".join(one for one in (statement.strength, statement.compare) if one)
            or _NO_WORDS,
        )
        yield finding(FindingKind.PARAMETER, found, parameter=parameter.name, span=span)
    if bound.meaning != {parameter.compare or Comparison.EQUALS}:
        found = reason(
            "audit_compare_misfit",
            statement.clause,
            parameter=parameter.name,
            text=" ".join(bound.words) or _NO_WORDS,
            compare=COMPARISONS[parameter.compare or Comparison.EQUALS],
        )
        yield finding(FindingKind.PARAMETER, found, parameter=parameter.name, span=span)


def _same_words(words: tuple[str, ...], statement: Statement) -> bool:
    """Whether the text has the binding words that the statement names, in their order.

    The strength word may stand in front of the comparison or in it: 累计余额原则上不超过.
    """
    weak = plain_text(statement.strength or "")
    strength = () if strength_of(weak) is Strength.MAY else words_in_front(weak)
    pieces = plain_text(statement.compare or "").split(GAP)
    compare = tuple(word for piece in pieces for word in _words_of(piece))
    beside = tuple(word for word in words if word not in strength)
    return words == (*strength, *compare) or (
        len(words) == len(strength) + len(beside) and beside == compare and bool(strength)
    )


def _words_of(piece: str) -> tuple[str, ...]:
    """The words of a piece that stands before its number (不超过) or behind it (（含）以上)."""
    in_front, behind = words_in_front(piece), words_behind(piece)
    return behind if len("".join(behind)) > len("".join(in_front)) else in_front


def _pieces_stand(bound: Bound, clause: ClauseAudit, reading: Reading) -> bool:
    """Whether the words as written stand round the number, the strength in its sentence."""
    statement = bound.claim.statement
    low = max(clause.text.body_start, _sentence_start(reading.plain, bound.number))
    high = _sentence_end(reading.plain, bound.number, clause.text.end)
    compare = [one for one in plain_text(statement.compare or "").split(GAP) if one]
    reach = bound.number.end + max(map(len, compare), default=0)
    near = reading.plain[low : min(clause.text.end, max(bound.end, reach))]
    strength = plain_text(statement.strength or "")
    return all(one in near for one in compare) and strength in reading.plain[low:high]


def _sentence_start(plain: str, number: Number) -> int:
    return max(plain.rfind(sign, 0, number.start) for sign in _ENDS) + 1


def _sentence_end(plain: str, number: Number, limit: int) -> int:
    ends = [plain.find(sign, number.end, limit) for sign in _ENDS]
    return min((one for one in ends if one >= 0), default=limit)


def _is_exactly(number: Number, quantity: Quantity) -> bool:
    """Whether a number of the text is exactly this quantity, however either is written."""
    if number.amount is None or number.unit is None:
        return False
    if quantity.unit is Unit.COUNT:
        return number.unit is Unit.COUNT and number.amount == quantity.amount
    return number.canonical == canonical(quantity.amount, quantity.unit)
