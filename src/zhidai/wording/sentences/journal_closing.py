"""Sentences about the closing of periods."""

SENTENCES = {
    "period_closed_by_the_bureaus_approver": (
        "A period is closed by an approver of the bureau; your account cannot do it."
    ),
    "period_not_over": (
        "{through} is not over (today is {today}). Close through yesterday or an earlier day."
    ),
    "period_closed_already": (
        "{through} is closed already: the journal is closed through {latest}, and a closed period "
        "is not opened again. A correction is booked on the first open day."
    ),
    "books_do_not_hold": (
        "The journal cannot be closed through {through}: {count} loans are not booked as they "
        "ought to be, {first} first. `zhidai journal check` lists them."
    ),
    "person_unknown": "There is nobody with the user name {username} who acts for a party.",
}
