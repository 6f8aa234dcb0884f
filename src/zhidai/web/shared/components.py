"""What the component templates take: one frozen value for each pattern of /styleguide/.

A page builds these from its view values and includes `shared/components/<pattern>.html`; it
needs no stylesheet of its own. Texts may be lazy translations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from zhidai.core.policy.citing import Citation

Text = str | Promise | SafeString


class Tone(StrEnum):
    """How a tag or notice is coloured; its words say the same."""

    PLAIN = "plain"  # done: no colour, so that open work stands out
    QUIET = "quiet"
    ACTIVE = "active"
    GOOD = "good"
    WARNING = "warning"  # a deadline within five days, facts missing
    BAD = "bad"  # errors, refusals and lapsed legal limits only


# A clause of the page's scheme, or of a scheme that it names; None: there is none to name.
Cited = Citation | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A status: an adjective, never a link. `tag.html`"""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A named address, with a line on what is there. `doors.html`, `tabs.html`"""

    label: Text
    url: str
    description: Text | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """One line of a summary list. No value shows as "Not provided". `summary_list.html`"""

    label: Text
    value: Text | None = None
    note: Text | None = None
    tag: Tag | None = None
    clause: Cited = None
    evidence: str | None = None  # a value of core.evidence.Evidence
    url: str | None = None  # where the value itself leads
    change_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; the unit stands in its header."""

    label: Text
    unit: Text | None = None
    is_numeric: bool = False

    @property
    def heading(self) -> str:
        """Label and unit: stands before each cell where a phone shows a row as a card."""
        return f"{self.label} ({self.unit})" if self.unit else str(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; an empty text shows as —."""

    text: Text = ""
    url: str | None = None
    note: Text | None = None
    tag: Tag | None = None
    keeps_line: bool = False  # a day or a number that must not break


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names the row. `table.html`; made by `table()`."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Column, Cell], ...], ...]
    total: tuple[tuple[Column, Cell], ...] = ()
    empty: Text | None = None
    is_caption_hidden: bool = False

    @property
    def is_wide(self) -> bool:
        """More columns than stand side by side on a phone, which shows its rows as cards."""
        return len(self.columns) > 2


Content = Cell | Tag | Text | int | date | None


def cell(content: Content) -> Cell:
    """Anything that a table shows, as its cell."""
    match content:
        case Cell():
            return content
        case Tag():
            return Cell(tag=content)
        case None:
            return Cell()
        case date():
            return Cell(text=content.isoformat()[:10], keeps_line=True)
        case int():
            return Cell(text=f"{content:,}")
        case _:
            return Cell(text=content)


def table(
    *,
    caption: Text,
    columns: Sequence[Column | Text],
    rows: Iterable[Sequence[Content]],
    total: Sequence[Content] = (),
    empty: Text | None = None,
    is_caption_hidden: bool = False,
) -> Table:
    """A table from plain values: texts, counts, days, tags and cells."""
    heads = tuple(
        column if isinstance(column, Column) else Column(label=column) for column in columns
    )

    def lined_up(row: Sequence[Content]) -> tuple[tuple[Column, Cell], ...]:
        return tuple(zip(heads, (cell(content) for content in row), strict=True))

    return Table(
        caption=caption,
        columns=heads,
        rows=tuple(lined_up(row) for row in rows),
        total=lined_up(total) if total else (),
        empty=empty,
        is_caption_hidden=is_caption_hidden,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing to do, with its deadline in words. `to_do_list.html`"""

    title: Text
    url: str | None = None  # None: cannot be started yet
    hint: Text | None = None
    tag: Tag | None = None
    due_on: date | None = None  # legal limit
    target_on: date | None = None  # service target: a promise, never red
    clause: Cited = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened. Newest first. `timeline.html`"""

    title: Text
    at: datetime | date
    person: Text | None = None
    party: Text | None = None
    text: Text | None = None
    url: str | None = None
    link_text: Text | None = None
    clause: Cited = None


class StepState(StrEnum):
    """Where a step of a fixed order stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepItem:
    """One numbered step with the tasks under it. `step_list.html`"""

    label: Text
    state: StepState
    note: Text | None = None
    clause: Cited = None
    tasks: tuple[ToDo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceParameter:
    """A number of the plan as it stood on the day."""

    label: Text
    value: Text
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFact:
    """A fact that an answer rests on. No value shows as missing."""

    label: Text
    value: Text | None = None
    evidence: str | None = None
    document: Text | None = None
    document_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceNode:
    """One sentence of a "Why?" page and what it rests on. `trace.html` takes `nodes`."""

    sentence: Text
    result: str | None = None  # met, not_met, needs, not_applicable
    clause: Cited = None
    parameter: TraceParameter | None = None
    facts: tuple[TraceFact, ...] = ()
    children: tuple["TraceNode", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a workbench or statistics page, with its definition. `figures.html`"""

    label: Text
    value: Text
    note: Text | None = None
    clause: Cited = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormError:
    """One line of the error summary: the same words as at the field. `error_summary.html`"""

    text: Text
    field_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    value: str
    label: Text
    is_chosen: bool = False
    hint: Text | None = None


class FieldKind(StrEnum):
    """How a field is shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PASSWORD = "password"  # noqa: S105 - a kind of field
    RADIOS = "radios"
    SELECT = "select"
    CHECKBOXES = "checkboxes"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: label above, hint under it, error under that. `field.html`"""

    name: str
    label: Text
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    hint: Text | None = None
    error: Text | None = None
    unit: Text | None = None
    options: tuple[Option, ...] = field(default=())
    width: str = "wide"  # wide, medium, narrow
    inputmode: str | None = None
    autocomplete: str | None = None
    is_money: bool = False  # echoes the amount in 万元 below
    accept: str | None = None

    @property
    def id(self) -> str:
        """The id of the control; of the first one where there are several."""
        return self.name.replace(".", "-")

    @property
    def is_group(self) -> bool:
        """Whether several controls answer it, so that it is a fieldset."""
        return self.kind in (FieldKind.RADIOS, FieldKind.CHECKBOXES)

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        parts = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{part}" for part, text in parts if text)
