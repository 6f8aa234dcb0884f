"""The headings of a list in one row, or in two of which the upper one groups the lower."""

from zhidai.core.ledger.cells import Sheet

LONGEST_HEADING = 60
ROWS_LOOKED_THROUGH = 30
_LEAST_TEXTS = 3  # of a row that may be a heading nobody knows


def headings_of(sheet: Sheet, row: int, height: int) -> list[tuple[str, str]]:
    """Group and own heading of each column; a merged one stands in both rows and counts once."""
    upper = [_heading(sheet, row, at) for at in range(sheet.width)]
    if height == 1:
        return [("", text) for text in upper]
    lower = [_heading(sheet, row + 1, at) for at in range(sheet.width)]
    return [
        ("", own or above) if own in ("", above) else (above, own)
        for above, own in zip(upper, lower, strict=True)
    ]


def likely_headings(sheet: Sheet) -> tuple[str, ...]:
    """The row with the most texts, where no heading is known: it may be one. Empty if none has 3.

    A row of data may have as many; the first of equals is taken, for headings stand above.
    """
    rows = (list(sheet.texts(row)) for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)))
    best = max(rows, key=len, default=[])
    if len(best) < _LEAST_TEXTS:
        return ()
    return tuple(" ".join(one.split())[:LONGEST_HEADING] for one in best)


def _heading(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.shown(row, column)
    return value if isinstance(value, str) and len(value) <= LONGEST_HEADING else ""
