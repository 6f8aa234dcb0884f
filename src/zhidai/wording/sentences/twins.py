"""Sentences about filings and which of them belong together."""

SENTENCES = {
    "filing_cell_missing": "The row has no {column}, without which filings cannot be compared.",
}
