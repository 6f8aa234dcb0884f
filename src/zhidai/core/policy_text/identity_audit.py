"""What a scheme says of the whole plan, held to the text: names, documents, days in force."""

import re
from collections.abc import Iterator

from zhidai.core.errors import reason
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.days_in_force import day_of, first_day_stated, last_day_stated
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import Reading, plain_text
from zhidai.core.policy_text.report import AuditFinding, FindingKind, finding

_REMARK = re.compile(r"\([^)]*\)")  # such as (虚构), which is ours
_BETWEEN = re.compile(r"[\"《》<>:,、]+")


def identity_findings(scheme: Scheme, reading: Reading) -> Iterator[AuditFinding]:
    """Names and document numbers that the text lacks, and days in force that it does not state."""
    yield from _names(scheme, reading.plain)
    for document in scheme.documents:
        if plain_text(document) not in reading.plain:
            yield finding(FindingKind.IDENTITY, reason("audit_document_absent", document=document))
    yield from _days(scheme, reading.plain)


def _names(scheme: Scheme, plain: str) -> Iterator[AuditFinding]:
    """The words of the title may stand apart; the place and an issuer stand as they are."""
    named = (("title", scheme.title.zh), ("place", scheme.place.zh))
    issued = tuple(("issuer", one.zh) for one in scheme.issuers)
    for what, name in (*named, *issued):
        words = _BETWEEN.split(_REMARK.sub("", plain_text(name)))
        absent = [word for word in words if word and word not in plain]
        if absent:
            found = reason(f"audit_{what}_absent", name=name, words=", ".join(absent))
            yield finding(FindingKind.IDENTITY, found)


def _days(scheme: Scheme, plain: str) -> Iterator[AuditFinding]:
    """The first day is the one stated, or one of the text's days; the last is the one stated."""
    numbers = numbers_in(plain)
    first, last = scheme.in_force_from, scheme.in_force_until
    stated = first_day_stated(plain, numbers)
    days = {day_of(number) for number in numbers} - {None}
    if stated is not None and first != stated:
        found = reason("audit_first_day_differs", day=first, stated=stated)
        yield finding(FindingKind.IDENTITY, found)
    elif days and first not in days:
        yield finding(FindingKind.IDENTITY, reason("audit_day_absent", day=first))
    until = last_day_stated(plain, numbers, first)
    if until is not None and last != until:
        found = reason("audit_last_day_differs", day=last, stated=until)
        yield finding(FindingKind.IDENTITY, found)
