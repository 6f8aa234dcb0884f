"""Sentences about entering patents."""

SENTENCES = {
    "right_kind_differs": (
        "The number {number} is that of another kind of patent ({kind}). Correct number or kind."
    ),
    "right_filed_after_number": (
        "The filing date {filed_on} is later than the year in the number {number}. Check both."
    ),
    "right_filed_in_the_future": (
        "The filing date {filed_on} lies after today, {today}. Correct it."
    ),
    "right_filed_before_law": (
        "The filing date {filed_on} lies before {since}, when the Patent Law came into force. "
        "Correct it."
    ),
    "fee_paid_outside_term": (
        "The annual fees cannot be paid until {paid_until}: the patent was filed on {filed_on} and "
        "runs until {ends_on}. Give the due date of the next fee, or for the last year {ends_on}."
    ),
    "right_title_needed": "Give the title of the patent, at most {longest} characters.",
    "right_entered_already": "Patent {number} is already on your list. Open it there to change it.",
    "right_of_another": (
        "Patent {number} has been entered by another enterprise. Check the number; if the patent "
        "is yours, have the bureau clear up the title."
    ),
}
