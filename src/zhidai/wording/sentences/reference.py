"""Sentences about the dated reference tables."""

SENTENCES = {
    "lpr_before_first_quote": (
        "There is no LPR quote for {day}; the first one on record is of {first}."
    ),
    "lpr_not_published": (
        "The LPR for {day} is not published in the table here, which is confirmed up to {until};"
        " give the rate itself, or an earlier day."
    ),
}
