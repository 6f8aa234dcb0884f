"""One clause of the text held against what the scheme states and waives there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhidai.core.policy.scheme import Scheme, Waiver
from zhidai.core.policy_text.clause_tree import ClauseText
from zhidai.core.policy_text.number import Number, NumberKind
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.rate_words import tells_which_lpr
from zhidai.core.policy_text.reading import Reading, plain_text
from zhidai.core.policy_text.statements import Bound, Claim, bind
from zhidai.core.policy_text.table_cells import with_headings
from zhidai.core.policy_text.wording import canonical_wording, digest_of

BINDING = (NumberKind.QUANTITY, NumberKind.BARE)  # dates and document numbers state no parameter
_FEW = 8  # characters on either side that are quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAudit:
    """A clause with its numbers, the statements bound in it and the waivers that were used."""

    text: ClauseText
    numbers: tuple[Number, ...]
    bound: dict[Claim, Bound]
    without_subject: tuple[Claim, ...]
    waived: frozenset[Number]
    unused: tuple[Waiver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A scheme and a text with each of its clauses held against the other side."""

    scheme: Scheme
    reading: Reading
    texts: tuple[ClauseText, ...]
    clauses: dict[str, ClauseAudit]  # by id; of a clause that stands twice, the first


def numbers_of(reading: Reading, clause: ClauseText) -> tuple[Number, ...]:
    """The numbers in a clause's body, those of a table in its units; list markers are none."""
    body = reading.plain[clause.body_start : clause.end]
    found = tuple(
        replace(one, start=one.start + clause.body_start, end=one.end + clause.body_start)
        for one in numbers_in(body)
    )
    return with_headings(reading, found)


def binding_numbers(plain: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers that a statement may be about."""
    return tuple(one for one in numbers if one.kind in BINDING and not tells_which_lpr(one, plain))


def audit_clause(scheme: Scheme, reading: Reading, clause: ClauseText) -> ClauseAudit:
    """Binds the statements of a clause, then lets its waivers pass what is left."""
    numbers = numbers_of(reading, clause)
    claims = claims_of(scheme, clause.id)
    binding = binding_numbers(reading.plain, numbers)
    bound, without_subject = bind(claims, reading.plain, clause.body_start, clause.end, binding)
    taken = {one.number for one in bound.values()}
    waived, unused = _waive(scheme, reading, clause, numbers, taken)
    return ClauseAudit(
        text=clause,
        numbers=numbers,
        bound=bound,
        without_subject=without_subject,
        waived=waived,
        unused=unused,
    )


def wording_digest(reading: Reading, clause: ClauseText) -> str:
    """The digest that seals how a clause reads."""
    numbers = numbers_of(reading, clause)
    return digest_of(canonical_wording(reading.plain, clause.body_start, clause.end, numbers))


def claims_of(scheme: Scheme, clause: str) -> tuple[Claim, ...]:
    """The statements that cite a clause."""
    return tuple(
        Claim(parameter=parameter, statement=statement)
        for parameter in scheme.parameters.values()
        for statement in parameter.stated
        if statement.clause == clause
    )


def words_around(reading: Reading, clause: ClauseText, number: Number) -> str:
    """A number with the few words round it: enough to find it, no more."""
    start = max(clause.body_start, number.start - _FEW)
    return reading.plain[start : min(clause.end, number.end + _FEW)]


def _waive(
    scheme: Scheme,
    reading: Reading,
    clause: ClauseText,
    numbers: tuple[Number, ...],
    taken: set[Number],
) -> tuple[frozenset[Number], tuple[Waiver, ...]]:
    """Each waiver lets one number pass, or one run of them; the first that fits."""
    waived: set[Number] = set()
    unused = []
    for waiver in scheme.waivers:
        if waiver.clause != clause.id:
            continue
        free = (
            run for run in _runs(waiver, reading.plain, numbers) if not {*run} & (taken | waived)
        )
        run = next(free, None)
        if run is None:
            unused.append(waiver)
        else:
            waived.update(run)
    return frozenset(waived), tuple(unused)


def _runs(waiver: Waiver, plain: str, numbers: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    """Consecutive numbers of the clause that read as the waiver does, with the words between."""
    written = plain_text(waiver.number)
    sought = numbers_in(written)
    if not sought:
        return
    wanted = canonical_wording(written, 0, len(written), sought)
    for index in range(len(numbers) - len(sought) + 1):
        run = numbers[index : index + len(sought)]
        start = run[0].start - sought[0].start
        end = run[-1].end + len(written) - sought[-1].end
        if start < 0:
            continue
        as_written = tuple(one.without_doubt(plain) for one in run)
        if wanted in {canonical_wording(plain, start, end, each) for each in (run, as_written)}:
            yield run
