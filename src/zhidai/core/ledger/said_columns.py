"""What a person said once of the headings of a list: which column each means, and in which unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.ledger.columns import UNITS
from zhidai.core.ledger.heading_rows import LONGEST_HEADING
from zhidai.core.numerals import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Without a field the column is passed over."""

    field: str | None
    unit: str = ""


def read_said(written: object, *, form: str, fields: Collection[str]) -> Mapping[str, Said]:
    """What a column file of this format holds, by the headings without white space.

    Bad input: `column_file_unreadable`, `column_file_unknown`.
    """
    columns = written.get("columns") if isinstance(written, dict) else None
    if not isinstance(written, dict) or written.get("format") != form:
        raise bad_input("column_file_unreadable", format=form)
    if not isinstance(columns, list):
        raise bad_input("column_file_unreadable", format=form)
    return MappingProxyType(dict(_said(one, form, fields) for one in columns))


def _said(written: object, form: str, fields: Collection[str]) -> tuple[str, Said]:
    if not isinstance(written, dict) or not isinstance(written.get("heading"), str):
        raise bad_input("column_file_unreadable", format=form)
    heading, field, unit = (written.get(key) for key in ("heading", "field", "unit"))
    if (field is not None and field not in tuple(fields)) or (unit or "") not in UNITS:
        raise bad_input(
            "column_file_unknown",
            heading=str(heading)[:LONGEST_HEADING],
            field=str(field)[:LONGEST_HEADING],
            unit=str(unit or "")[:LONGEST_HEADING],
            known=", ".join(fields),
        )
    return normalise(str(heading)), Said(field=field, unit=unit or "")
