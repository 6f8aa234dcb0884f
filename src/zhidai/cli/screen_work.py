"""The work of one process on a slice of a register: rows in, answers and rejects out.

Spawned processes import this module anew, so it imports no more than it needs. The answer to a row
depends on the row alone: any number of processes gives the same output.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.errors import BadInput, Reason
from zhidai.core.policy.case_facts import PATENT_KIND, PATENT_NUMBER
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.screening.columns import CREDIT_CODE, NAME, Columns, case_of, columns_of
from zhidai.core.screening.screen import Screened, Screener
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.cities import cities
from zhidai.wording.explanation import fact_names
from zhidai.wording.speech import sentences, translate

Answer = dict[str, str | None]
OUTCOMES = {
    "eligible": "eligible",
    "not_eligible": "not eligible",
    "missing": "facts missing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every row is held against; plain values, so that it crosses to another process.

    schemes: each as it was named, by id or folder.
    """

    headings: tuple[str, ...]
    schemes: tuple[str, ...]
    on: date
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a slice came to, in the order of its rows; rejects: row number -> sentences."""

    answers: tuple[Answer, ...]
    rejects: tuple[tuple[int, str], ...]


def screen_slice(work: Work, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Done:
    """Every row against every scheme. A row that cannot be read is rejected as a whole."""
    screeners = [(_scheme(name), _screener(name, work)) for name in work.schemes]
    columns = _columns(work.headings, work.schemes)
    answers: list[Answer] = []
    rejects: list[tuple[int, str]] = []
    for number, cells in rows:
        try:
            answers += _row(cells, columns, screeners, work)
        except BadInput as refused:
            rejects.append((number, _said(refused.reasons, work.language)))
    return Done(answers=tuple(answers), rejects=tuple(rejects))


@cache
def _scheme(name: str) -> Scheme:
    """Read once in a process, a folder too."""
    return scheme_of(name)


@cache
def _columns(headings: tuple[str, ...], names: tuple[str, ...]) -> Columns:
    return columns_of(headings, [_scheme(name) for name in names], cities())


@cache
def _screener(scheme: str, work: Work) -> Screener:
    told = {one.fact.full_name for one in _columns(work.headings, work.schemes).known}
    if PATENT_NUMBER in told:
        told.add(PATENT_KIND)  # a number states the kind
    return Screener(_scheme(scheme), on=work.on, reference=reference_tables(), told=told)


def _row(
    cells: Mapping[str, str],
    columns: Columns,
    screeners: Sequence[tuple[Scheme, Screener]],
    work: Work,
) -> list[Answer]:
    case = case_of(columns, cells)
    enterprise = case.get("enterprise")
    known = enterprise if isinstance(enterprise, dict) else {}
    return [_answer(scheme, screener, case, known, work) for scheme, screener in screeners]


def _answer(
    scheme: Scheme,
    screener: Screener,
    case: Mapping[str, object],
    known: Mapping[str, object],
    work: Work,
) -> Answer:
    found = screener.screen(read_facts(scheme, _asked_by(scheme, case)))
    return {
        "credit_code": str(known.get(CREDIT_CODE.partition(".")[2], "")),
        "name": str(known.get(NAME.partition(".")[2], "")),
        "scheme": scheme.id,
        "outcome": str(found.outcome),
        **_explained(scheme, found, work.language),
    }


def _asked_by(scheme: Scheme, case: Mapping[str, object]) -> dict[str, object]:
    """The facts that this scheme declares: a register may serve several that ask differently."""
    kept: dict[str, object] = {}
    for part, content in case.items():
        if part == "patents" and isinstance(content, list):
            kept[part] = [_declared(scheme, "patent", one) for one in content]
        elif isinstance(content, dict):
            kept[part] = _declared(scheme, part, content)
        elif content in scheme.routes:
            kept[part] = content
    return kept


def _declared(scheme: Scheme, part: str, content: Mapping[str, object]) -> dict[str, object]:
    return {name: one for name, one in content.items() if f"{part}.{name}" in scheme.facts}


def _explained(scheme: Scheme, found: Screened, language: str) -> Answer:
    against = [one.breach or one.label for one in found.broken]
    return {
        "said": translate(OUTCOMES[str(found.outcome)], language),
        "clause": found.broken[0].clause if found.broken else None,
        "clauses": ", ".join(dict.fromkeys(one.clause for one in found.broken)) or None,
        "reasons": " ".join(one.in_language(language) for one in against) or None,
        "missing": ", ".join(found.missing) or None,
        "missing_said": fact_names(scheme, found.missing, language) if found.missing else None,
        "left_open": ", ".join(found.left_open) or None,
        "limit": None if found.limit is None else f"{found.limit:.2f}",
        "binding": found.binding,
    }


def _said(reasons: Sequence[Reason], language: str) -> str:
    return " ".join(sentences(reasons, language))
