"""Tables of a scheme: a grade or a score in, a quantity out (credit by grade, not by value)."""

from dataclasses import dataclass

from zhidai.core.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: an answer (`choice`), or a band from (included) to below (excluded); parameters."""

    value: str  # parameter
    choice: str | None = None
    from_: str | None = None  # None: no lower end
    below: str | None = None  # None: no upper end


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupTable:
    """Rows of one fact: all choices, or bands without gap or overlap."""

    id: str
    label: Label
    clause: str
    fact: str
    rows: tuple[Row, ...]
