"""Everything that is open between a scheme and its text, in the order of the text."""

from collections.abc import Iterator

from zhidai.core.errors import reason
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.clause_audit import (
    Audited,
    ClauseAudit,
    claims_of,
    wording_digest,
    words_around,
)
from zhidai.core.policy_text.clause_tree import ClauseText, is_numbered
from zhidai.core.policy_text.consistency import consistency, encoding_changes
from zhidai.core.policy_text.identity_audit import identity_findings
from zhidai.core.policy_text.parameter_audit import audit_parameter, audit_statement
from zhidai.core.policy_text.parties import names_party, parties_named, party_name
from zhidai.core.policy_text.reading import UNREAD, Reading
from zhidai.core.policy_text.report import AuditFinding, FindingKind, finding
from zhidai.core.policy_text.statements import Claim


def findings_of(audited: Audited) -> Iterator[AuditFinding]:
    """All findings: of the whole first, then clause by clause, then within the scheme."""
    scheme = audited.scheme
    if not is_numbered(audited.texts):
        yield finding(FindingKind.CLAUSE, reason("audit_text_without_numbers"))
    yield from identity_findings(scheme, audited.reading)
    for text in audited.texts:
        yield from _of_text(audited, text)
    for clause in scheme.clauses:
        if clause not in audited.clauses:
            yield from _lost(scheme, clause)
    for parameter in scheme.parameters.values():
        yield from audit_parameter(parameter)
    yield from consistency(scheme)
    yield from encoding_changes(scheme)
    yield from _parties(audited)


def _of_text(audited: Audited, text: ClauseText) -> Iterator[AuditFinding]:
    """What is open in one clause of the text."""
    scheme, clause = audited.scheme, audited.clauses[text.id]
    if clause.text is not text:
        yield finding(FindingKind.CLAUSE, reason("audit_clause_twice", text.id), span=text.span)
        return
    seal = scheme.seals.get(text.id)
    if text.id not in scheme.clauses:
        found = reason("audit_clause_not_in_scheme", text.id)
        yield finding(FindingKind.CLAUSE, found, span=text.span)
    elif seal is not None and seal.wording != wording_digest(audited.reading, text):
        found = reason("audit_wording_changed", text.id)
        yield finding(FindingKind.WORDING, found, span=text.span)
    unread = audited.reading.plain.count(UNREAD, text.start, text.end)
    if unread:
        found = reason("audit_text_unread", text.id, count=unread)
        yield finding(FindingKind.CLAUSE, found, span=text.span)
    for claim in claims_of(scheme, text.id):
        yield from _of_claim(audited, clause, claim)
    yield from _uncovered(audited.reading, clause)


def _of_claim(audited: Audited, clause: ClauseAudit, claim: Claim) -> Iterator[AuditFinding]:
    bound = clause.bound.get(claim)
    if bound is not None:
        yield from audit_statement(bound, clause, audited.reading)
        return
    code = "audit_number_unbound"
    if claim in clause.without_subject:
        code = "audit_subject_absent"
    yield _unstated(code, claim, clause.text)


def _unstated(code: str, claim: Claim, text: ClauseText | None) -> AuditFinding:
    name, statement = claim.parameter.name, claim.statement
    found = reason(code, statement.clause, parameter=name, subject=statement.subject)
    span = None if text is None else text.span
    return finding(FindingKind.PARAMETER, found, parameter=name, span=span)


def _uncovered(reading: Reading, clause: ClauseAudit) -> Iterator[AuditFinding]:
    """Numbers that nothing of the scheme states or waives, and waivers of numbers not there."""
    bound = {one.number for one in clause.bound.values()}
    for number in clause.numbers:
        if number in bound or number in clause.waived:
            continue
        found = reason(
            "audit_number_uncovered",
            clause.text.id,
            number=reading.plain[number.start : number.end],
            words=words_around(reading, clause.text, number),
        )
        yield finding(FindingKind.NUMBER, found, span=reading.span(number.start, number.end))
    for waiver in clause.unused:
        found = reason("audit_waiver_unused", clause.text.id, number=waiver.number)
        yield finding(FindingKind.NUMBER, found)


def _lost(scheme: Scheme, clause: str) -> Iterator[AuditFinding]:
    """A clause that the text does not have, with the statements and waivers that cite it."""
    yield finding(FindingKind.CLAUSE, reason("audit_clause_not_in_text", clause))
    for claim in claims_of(scheme, clause):
        yield _unstated("audit_subject_absent", claim, None)
    for waiver in scheme.waivers:
        if waiver.clause == clause:
            found = reason("audit_waiver_unused", clause, number=waiver.number)
            yield finding(FindingKind.NUMBER, found)


def _parties(audited: Audited) -> Iterator[AuditFinding]:
    """Parties that the scheme has act under a clause which does not name them."""
    for named in parties_named(audited.scheme):
        clause = audited.clauses.get(named.clause)
        if clause is None:
            continue
        body = audited.reading.plain[clause.text.body_start : clause.text.end]
        if not names_party(body, named.party):
            found = reason(
                "audit_party_unnamed", named.clause, what=named.what, party=party_name(named.party)
            )
            yield finding(FindingKind.PARTY, found, span=clause.text.span)
