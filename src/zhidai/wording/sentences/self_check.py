"""Sentences about the answers of the self-check."""

SENTENCES = {
    "self_check_none_and_some": (
        "You ticked that all of these can be met and also named some that cannot. "
        "Untick one or the other."
    ),
    "self_check_condition_unknown": (
        "The answer {value} is not on the list. Tick the conditions shown here."
    ),
    "self_check_filed_later": (
        "The filing date {value} is after {on}, the day of this check. "
        "Give the filing date on the patent certificate."
    ),
}
