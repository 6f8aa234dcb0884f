"""Audits a scheme against its policy's own text, both ways.

Each parameter must stand in the clause it cites as one span of subject, strength, comparison,
number and unit; each number of the text must be stated by a parameter or waived with a reason; each
clause must be on both sides and have a coverage word. Seals, where a scheme holds them, also tell
whether a clause reads and is encoded as when somebody confirmed it. See docs/algorithms/audit.md.
"""

from zhidai.core.errors import bad_input
from zhidai.core.policy.scheme import Scheme, Seal
from zhidai.core.policy_text.assembly import assembled
from zhidai.core.policy_text.clause_audit import Audited, audit_clause, wording_digest
from zhidai.core.policy_text.clause_tree import clauses_of
from zhidai.core.policy_text.encoding import encoding_digests
from zhidai.core.policy_text.findings import findings_of
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import Reading, read
from zhidai.core.policy_text.report import AuditReport

LONGEST_TEXT = 200_000  # characters; a plan has ten thousand
MOST_NUMBERS = 3_000  # in one text; a plan has fifty


def audit(scheme: Scheme, text: str) -> AuditReport:
    """Everything that is open between a scheme and a text. Refused: see `read_policy`."""
    reading = read_policy(text)
    texts = clauses_of(reading)
    audited = Audited(
        scheme=scheme,
        reading=reading,
        texts=texts,
        clauses={one.id: audit_clause(scheme, reading, one) for one in reversed(texts)},
    )
    return assembled(audited, tuple(findings_of(audited)))


def seal(scheme: Scheme, text: str) -> dict[str, Seal]:
    """Seals for every clause of the scheme that the text has, as both read now."""
    reading = read_policy(text)
    wordings = {one.id: wording_digest(reading, one) for one in reversed(clauses_of(reading))}
    return {
        clause: Seal(wording=wordings[clause], encoding=digest)
        for clause, digest in encoding_digests(scheme).items()
        if clause in wordings
    }


def read_policy(text: str) -> Reading:
    """The plain form of a policy's text, of a size that a policy can have."""
    if len(text) > LONGEST_TEXT:
        raise bad_input("policy_text_too_long", most=LONGEST_TEXT)
    reading = read(text)
    if len(numbers_in(reading.plain)) > MOST_NUMBERS:
        raise bad_input("policy_text_too_many_numbers", most=MOST_NUMBERS)
    return reading
