"""Sentences about the dated reference tables."""

SENTENCES = {
    "lpr_before_first_quote": (
        "There is no LPR quote for {day}; the first one on record is of {first}."
    ),
}
