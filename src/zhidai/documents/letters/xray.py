"""The x-ray of a scheme as a paper: one page of tables with their formulas, and an annex."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from zhidai.core.policy.scheme import Nature, Scheme
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import render


class Tabled(Protocol):
    """A section as the wording makes it."""

    @property
    def title(self) -> str: ...
    @property
    def formulas(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def is_annex(self) -> bool: ...


def xray_paper(scheme: Scheme, sections: Sequence[Tabled], *, language: str, dated: date) -> bytes:
    """The PDF in `zh-hans` or `en`."""
    spoken = "en" if language.startswith("en") else "zh"
    imprint = Imprint(
        number="",
        dated=dated,
        scheme_title=scheme.title.in_language(language),
        scheme_document=scheme.documents[0] if scheme.documents else "",
        clauses=(),
        fictional=scheme.nature is not Nature.PLAN,
    )
    return render(
        "xray",
        imprint_content(imprint, spoken)
        | {
            "language": spoken,
            "sections": [
                {
                    "title": one.title,
                    "formulas": list(one.formulas),
                    "columns": list(one.columns),
                    "rows": [list(row) for row in one.rows],
                    "notes": list(one.notes),
                    "is_annex": one.is_annex,
                }
                for one in sections
            ],
        },
        dated=dated,
    )
