"""Rows of a list of patents and applications as filings, whatever the columns are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.registers import patent_columns
from zhidai.core.registers.patent_list import listed_twice
from zhidai.core.registers.patent_numbers import PatentNumber, parse_patent_number
from zhidai.core.valuation.filings import Filing, class_symbol, names_in, owners_in
from zhidai.engine.valuation import names
from zhidai.engine.valuation.headings import SHOWN, heading

NEEDED = (patent_columns.NUMBER, "title", patent_columns.FILED, "owner_name")
_LONGEST = 2_000  # characters of an abstract that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedFiling:
    """A row that was not looked at: its number in the file, and every reason."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


Read = tuple[list[Filing], list[RejectedFiling]]


def read_filings(columns: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str]]]) -> Read:
    """The filings of a table, and the rows that are none.

    Bad input: `valuation_column_missing`, `valuation_column_twice`.
    """
    known = _columns(columns)
    read: list[Filing] = []
    rejected: list[RejectedFiling] = []
    first_rows: dict[str, int] = {}
    for row, cells in rows:
        found = _filing(cells, known)
        if isinstance(found, Filing):
            first = first_rows.setdefault(str(found.number), row)
            if first == row:
                read.append(found)
                continue
            found = (listed_twice(found.number, first),)
        written = cells.get(known[patent_columns.NUMBER][0], "")[:40]
        rejected.append(RejectedFiling(row=row, number=written, reasons=found))
    return read, rejected


def _columns(columns: Sequence[str]) -> dict[str, list[str]]:
    """Our name -> the columns that hold it. Owners may stand in several: applicant and holder."""
    wanted = {
        name: (name, *patent_columns.ALIASES[name])
        for name in (*NEEDED, patent_columns.KIND, "main_ipc")
    } | {
        "inventor_names": names.INVENTOR_NAMES,
        "abstract": names.ABSTRACTS,
    }
    found = {}
    for name, aliases in wanted.items():
        order = {heading(one): place for place, one in enumerate(aliases)}
        held = [one for one in columns if heading(one) in order]
        held.sort(key=lambda one: order[heading(one)])
        ranked = name in patent_columns.RANKED and name != "owner_name"
        found[name] = held[:1] if ranked else held
    for name, held in found.items():
        if name in NEEDED and not held:
            raise bad_input(
                "valuation_column_missing",
                column=name,
                known=", ".join(wanted[name]),
                present=", ".join(columns[:SHOWN]) or "–",
            )
        if len(held) > 1 and name not in ("owner_name", "inventor_names"):
            raise bad_input("valuation_column_twice", first=held[0], second=held[1])
    return found


def _filing(
    cells: Mapping[str, str], known: Mapping[str, Sequence[str]]
) -> Filing | tuple[Reason, ...]:
    reasons: list[Reason] = []
    written = {name: _joined(cells, held) for name, held in known.items()}
    number = _number(written[patent_columns.NUMBER], reasons)
    filed_on = _day(written[patent_columns.FILED], reasons)
    owners = owners_in(written["owner_name"])
    for name, stands in (("title", written["title"]), ("owner_name", owners)):
        if not stands:
            reasons.append(reason("filing_cell_missing", column=name))
    if number is not None:
        reasons.extend(_against_number(number, written[patent_columns.KIND]))
    if reasons or number is None or filed_on is None:
        return tuple(reasons)
    people = written["inventor_names"]
    return Filing(
        number=number,
        title=written["title"],
        filed_on=filed_on,
        owners=owners,
        symbol=class_symbol(written["main_ipc"]),
        inventors=frozenset() if _is_count(people) else names_in(people, of_people=True),
        abstract=written["abstract"][:_LONGEST] or None,
    )


def _joined(cells: Mapping[str, str], held: Sequence[str]) -> str:
    return ";".join(text for text in (cells.get(one, "").strip() for one in held) if text)


def _is_count(text: str) -> bool:
    """In a book of values the column `inventors` holds how many there are."""
    return text.replace(".", "").isdigit()


def _number(text: str, reasons: list[Reason]) -> PatentNumber | None:
    if not text:
        reasons.append(reason("patent_number_missing"))
        return None
    try:
        return parse_patent_number(text)
    except BadInput as refused:
        reasons.extend(refused.reasons)
        return None


def _day(text: str, reasons: list[Reason]) -> date | None:
    if not text:
        reasons.append(reason("filing_cell_missing", column=patent_columns.FILED))
        return None
    try:
        return parse_day(text)
    except BadInput as refused:
        reasons.extend(refused.reasons)
        return None


def _against_number(number: PatentNumber, kind: str) -> list[Reason]:
    """The kind that the row states, where it states one, is the number's."""
    if not kind:
        return []
    meaning = {word: one for one, words in names.KINDS.items() for word in words}
    stated = meaning.get(kind.strip().lower())
    if stated is None:
        return [reason("valuation_kind_unknown", text=kind[:40])]
    if stated != number.kind:
        return [reason("valuation_kind_differs", kind=stated, stated=str(number.kind))]
    return []
