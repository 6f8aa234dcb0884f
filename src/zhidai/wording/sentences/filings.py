"""Sentences about the bank's monthly project filing (9.2)."""

SENTENCES = {
    "month_unreadable": "“{text}” is not a month. Write it as in 2021-03.",
}
