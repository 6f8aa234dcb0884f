"""Puts an audit together as a report that can be shown beside the text."""

from collections.abc import Iterator

from zhidai.core.policy.scheme import Parameter, Statement
from zhidai.core.policy_text.clause_audit import Audited, ClauseAudit
from zhidai.core.policy_text.clause_tree import is_numbered
from zhidai.core.policy_text.number import Number
from zhidai.core.policy_text.reading import Reading
from zhidai.core.policy_text.report import (
    AuditFinding,
    AuditReport,
    ClauseReport,
    NumberReport,
    ParameterReport,
    StatementReport,
)
from zhidai.core.policy_text.statements import Bound


def assembled(audited: Audited, findings: tuple[AuditFinding, ...]) -> AuditReport:
    """The report of an audit with these findings."""
    return AuditReport(
        scheme=audited.scheme.id,
        numbered=is_numbered(audited.texts),
        sealed=bool(audited.scheme.seals),
        clauses=tuple(_clauses(audited, findings)),
        parameters=tuple(_parameters(audited, findings)),
        findings=findings,
    )


def _clauses(audited: Audited, findings: tuple[AuditFinding, ...]) -> Iterator[ClauseReport]:
    """The clauses in the order of the text, then those that it lacks."""
    reading = audited.reading
    for text in audited.texts:
        clause = audited.clauses[text.id]
        yield ClauseReport(
            id=text.id,
            in_scheme=text.id in audited.scheme.clauses,
            span=text.span,
            body=reading.span(text.body_start, text.end),
            numbers=tuple(_number(reading, clause, one) for one in clause.numbers),
            findings=_about(findings, text.id),
        )
    for missing in audited.scheme.clauses:
        if missing not in audited.clauses:
            yield ClauseReport(id=missing, in_scheme=True, findings=_about(findings, missing))


def _about(findings: tuple[AuditFinding, ...], clause: str) -> tuple[AuditFinding, ...]:
    return tuple(one for one in findings if one.reason.clause == clause)


def _number(reading: Reading, clause: ClauseAudit, number: Number) -> NumberReport:
    stating = (one.claim.parameter.name for one in clause.bound.values() if one.number == number)
    return NumberReport(
        written=reading.plain[number.start : number.end],
        canonical=number.canonical,
        span=reading.span(number.start, number.end),
        parameters=tuple(stating),
        waived=number in clause.waived,
    )


def _parameters(audited: Audited, findings: tuple[AuditFinding, ...]) -> Iterator[ParameterReport]:
    wrong = {(one.parameter, one.reason.clause) for one in findings if one.parameter}
    for parameter in audited.scheme.parameters.values():
        own = tuple(_statement(audited, parameter, one, wrong) for one in parameter.stated)
        yield ParameterReport(
            name=parameter.name,
            clause=parameter.clause,
            found=bool(own) and parameter.name not in {name for name, _ in wrong},
            statements=own,
        )


def _statement(
    audited: Audited,
    parameter: Parameter,
    statement: Statement,
    wrong: set[tuple[str, str | None]],
) -> StatementReport:
    bound = _bound(audited, parameter, statement)
    if bound is None:
        return StatementReport(parameter=parameter.name, clause=statement.clause, found=False)
    reading = audited.reading
    return StatementReport(
        parameter=parameter.name,
        clause=statement.clause,
        found=(parameter.name, statement.clause) not in wrong,
        whole=reading.span(bound.start, bound.end),
        subject=reading.span(bound.subject_start, bound.subject_end),
        number=reading.span(bound.number.start, bound.number.end),
    )


def _bound(audited: Audited, parameter: Parameter, statement: Statement) -> Bound | None:
    clause = audited.clauses.get(statement.clause)
    for claim, bound in clause.bound.items() if clause else ():
        if claim.parameter is parameter and claim.statement is statement:
            return bound
    return None
