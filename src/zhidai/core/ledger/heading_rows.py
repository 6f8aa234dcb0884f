"""The headings of a list in one row, or in two of which the upper one groups the lower."""

from zhidai.core.ledger.cells import Sheet

LONGEST_HEADING = 60


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


def _heading(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.shown(row, column)
    return value if isinstance(value, str) and len(value) <= LONGEST_HEADING else ""
