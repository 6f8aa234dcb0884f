"""Sentences about the written notice of a default, said by the services."""

SENTENCES = {
    "default_kind_unknown": "Choose what happened.",
    "default_known_in_future": (
        "The default became known on {day}, but today is {today}. Correct the day."
    ),
    "default_known_before_drawdown": (
        "The default became known on {day}, before the drawdown on {drawn_on}. Correct the day."
    ),
    "default_not_overdue": (
        "Nothing of the loan {loan} is overdue today. Choose what else happened."
    ),
    "default_needs_facts": "Say what happened and what it is known from: the letter tells it.",
    "default_notice_not_owed": (
        "The scheme does not oblige your party to give this notice; you read those that others "
        "give."
    ),
    "default_without_recipient": (
        "Nobody whom the notice is owed to takes part in this case; there is no one to tell."
    ),
}
