"""The deal sheet: one page that an officer signs and anyone can make again."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from zhidai.documents.figures import day
from zhidai.documents.pdf import Content, render


class Panel(Protocol):
    """A table as the wording makes it."""

    @property
    def title(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def right(self) -> tuple[int, ...]: ...
    @property
    def wide(self) -> tuple[int, ...]: ...
    @property
    def strong(self) -> tuple[int, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Worded(Protocol):
    """The sheet as the wording makes it."""

    @property
    def head(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def left(self) -> Sequence[Panel]: ...
    @property
    def right(self) -> Sequence[Panel]: ...
    @property
    def below(self) -> Sequence[Panel]: ...
    @property
    def foot(self) -> tuple[str, ...]: ...


def deal_sheet_paper(worded: Worded, *, language: str, dated: date, fictional: bool) -> bytes:
    """The PDF in `zh-hans` or `en`."""
    spoken = "en" if language.startswith("en") else "zh"
    return render(
        "deal_sheet",
        {
            "language": spoken,
            "fictional": fictional,
            "dated": dated.isoformat() if spoken == "en" else day(dated),
            "head": [list(pair) for pair in worded.head],
            "left": [_panel(one) for one in worded.left],
            "right": [_panel(one) for one in worded.right],
            "below": [_panel(one) for one in worded.below],
            "foot": list(worded.foot),
        },
        dated=dated,
    )


def _panel(panel: Panel) -> Content:
    return {
        "title": panel.title,
        "columns": list(panel.columns),
        "rows": [list(row) for row in panel.rows],
        "right": list(panel.right),
        "wide": list(panel.wide),
        "strong": list(panel.strong),
        "notes": list(panel.notes),
    }
