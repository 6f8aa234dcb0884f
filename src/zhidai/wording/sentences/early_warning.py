"""Sentences about early warnings."""

SENTENCES = {
    "warning_rule_invalid": "The rule of early warning {rule} cannot be used: {problem}.",
    "event_kind_unknown": "Choose what happened from the list.",
    "event_of_a_running_loan_only": "The loan of the case {case} does not run.",
    "event_in_the_future": "The event on {day} lies after today, {today}.",
    "event_needs_its_patent": "Choose the pledged patent that it happened to.",
    "event_needs_source": (
        "Say where it is known from, for instance the number of the ruling or of the gazette."
    ),
    "warning_closed_already": "The warning {number} is closed already.",
    "warning_closed_by_its_owner": "The warning is closed by the party that sees to it: {owner}.",
    "warning_outcome_unknown": "Choose why the warning is closed.",
    "warning_closing_needs_grounds": "Say what was done; the other parties read it.",
}
