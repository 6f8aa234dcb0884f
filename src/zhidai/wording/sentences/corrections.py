"""Sentences about the correction of repayments."""

SENTENCES = {
    "correction_by_the_bank_only": "A repayment is corrected by the bank that recorded it.",
    "correction_half": (
        "Give amount and day as they ought to have been, or neither if the money never came."
    ),
    "correction_without_grounds": "Say why, so that others can check it later.",
    "correction_changes_nothing": "Amount and day are those that are recorded already.",
    "correction_waits_already": (
        "A correction of this repayment waits for a decision; it has to be decided or withdrawn "
        "first."
    ),
    "repayment_reversed_already": "This repayment is reversed already.",
    "correction_above_debt": (
        "With this correction {excess} yuan of the money received on {day} would exceed what was "
        "owed on that day."
    ),
    "correction_after_claim": (
        "A claim was started on this loan: its losses were shared on what is recorded. Nothing of "
        "it is corrected here."
    ),
    "correction_of_settled_loan": (
        "The loan {loan} is settled and its pledges are released; its repayments are not corrected "
        "here."
    ),
    "correction_decided_already": "This correction is decided already.",
    "correction_decision_unknown": "Choose what becomes of the correction.",
    "correction_withdrawn_by_its_proposer": "Only the person who proposed it withdraws it.",
    "correction_needs_another_person": (
        "You proposed this correction; another person of the bank has to decide on it."
    ),
    "correction_needs_an_approver": "A correction is decided by an approver of the bank.",
}
