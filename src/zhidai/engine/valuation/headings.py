"""Which column of a book is which, whatever its heading is called and however it is written."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise
from zhidai.core.registers import patent_columns

SHOWN = 8  # headings that a refusal names
NEEDED = (patent_columns.NUMBER, patent_columns.KIND, patent_columns.FILED)


def heading(written: str) -> str:
    """A heading as it is compared: no spaces, no full-width forms, no capitals."""
    return "".join(normalise(written.lstrip("\ufeff")).split()).lower()


_ENTER_NOTHING = ("margin",)  # known and kept; income is by royalty, which no margin enters
_KNOWN = {
    heading(each): (name, place)
    for name in patent_columns.COLUMNS
    for place, each in enumerate((name, *patent_columns.ALIASES.get(name, ())))
}


def found_columns(
    present: Sequence[str],
    needed: Sequence[str] = NEEDED,
    also: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """Known name -> the heading it stands under. also: names beyond a book's, by column.

    Of several columns that say different things of the same matter (`RANKED`: who applied, who
    owns it now) the first in the order of the names is taken. Bad input:
    `valuation_column_twice` for others, `valuation_column_missing` for one that is needed.
    """
    found: dict[str, tuple[int, str]] = {}
    known = _KNOWN | {heading(each): (name, 0) for name, names in also.items() for each in names}
    for written in present:
        name, place = known.get(heading(written), ("", 0))
        if not name:
            continue
        if name in found and name not in patent_columns.RANKED:
            raise bad_input("valuation_column_twice", first=found[name][1], second=written)
        if name not in found or place < found[name][0]:
            found[name] = (place, written)
    for name in needed:
        if name not in found:
            raise bad_input(
                "valuation_column_missing",
                column=name,
                known=", ".join((name, *patent_columns.ALIASES[name])),
                present=", ".join(present[:SHOWN]) or "–",
            )
    ordered = dict.fromkeys((*patent_columns.COLUMNS, *also))
    return {name: found[name][1] for name in ordered if name in found}


def unread_columns(present: Sequence[str]) -> tuple[str, ...]:
    """Headings that enter no value, so that a misnamed column is seen."""
    return tuple(
        written
        for written in present
        if _KNOWN.get(heading(written), ("", 0))[0] in ("", *_ENTER_NOTHING)
    )
