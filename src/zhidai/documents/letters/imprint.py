"""What every letter carries: its number, its day, the clauses it rests on, who it names."""

from dataclasses import dataclass
from datetime import date

from zhidai.documents.figures import day
from zhidai.documents.pdf import Content

_NAMED_CLAUSES = {"annex": "附件", "notice": "印发通知"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Number and day of a paper, and the scheme with the clauses it rests on.

    `number` may be empty on the self-check and the filing form, which then show none;
    `fictional` puts the line about the demonstration city at the foot of each page.
    """

    number: str
    dated: date
    scheme_title: str
    scheme_document: str
    clauses: tuple[str, ...]
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedPatent:
    """A patent as letters list it; `kind` in Chinese (发明 / 实用新型)."""

    title: str
    number: str
    kind: str


def imprint_content(imprint: Imprint, language: str = "zh") -> dict[str, Content]:
    """The part of the data that `layout.typ` reads."""
    return {
        "number": imprint.number,
        "dated": day(imprint.dated),
        "dated_iso": imprint.dated.isoformat(),
        "scheme": imprint.scheme_title,
        "document": imprint.scheme_document,
        "clauses": [_clause(clause, language) for clause in imprint.clauses],
        "fictional": imprint.fictional,
    }


def _clause(clause: str, language: str) -> str:
    if language == "en":
        return clause if clause in _NAMED_CLAUSES else f"clause {clause}"
    return _NAMED_CLAUSES.get(clause, f"第 {clause} 条")


def patents_content(patents: tuple[PledgedPatent, ...]) -> list[Content]:
    """Rows of the patent table."""
    return [{"title": p.title, "number": p.number, "kind": p.kind} for p in patents]
