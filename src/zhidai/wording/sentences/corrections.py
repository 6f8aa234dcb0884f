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
    "correction_needs_the_register": (
        "The loan would be owed again, and {count} pledges of it are released here. Look into the "
        "register and say whether their registration still stands."
    ),
    "correction_pledged_again": (
        "The registration cannot still stand: {numbers} is pledged for another loan. Choose that "
        "the register has cancelled it."
    ),
    "pledge_stands_or_is_anothers": (
        "Nothing of the loan {loan} is to be registered anew by you: its pledges stand, or another "
        "party holds them."
    ),
    "registration_needs_number": (
        "Give the number under which the register has the pledges, at most {most} signs."
    ),
    "registered_before_release": (
        "The registration is dated {day}, before the release on {released}; only a new "
        "registration is recorded here."
    ),
    "correction_decided_already": "This correction is decided already.",
    "correction_decision_unknown": "Choose what becomes of the correction.",
    "correction_withdrawn_by_its_proposer": "Only the person who proposed it withdraws it.",
    "correction_needs_another_person": (
        "You proposed this correction; another person of the bank has to decide on it."
    ),
    "claim_correction_by_sharers": (
        "A payment or recovery of a claim is corrected by the bank or the party that recorded it."
    ),
    "claim_correction_half": (
        "Give amount and costs of the recovery as they ought to be, or neither if the money never "
        "came; a payment has no costs."
    ),
    "claim_correction_day_without_amount": (
        "A day stands without an amount; give the amount too, or leave both empty if the money "
        "never came."
    ),
    "claim_correction_in_future": (
        "The day {day} lies ahead, today is {today}; money is put right on a day that has been."
    ),
    "claim_correction_before_claim": (
        "The day {day} lies before the claim of {claimed_on}; money that came before it was a "
        "repayment."
    ),
    "claim_correction_changes_nothing": "That is what is recorded already.",
    "claim_correction_waits_already": (
        "A correction of it waits for a decision; it has to be decided or withdrawn first."
    ),
    "claim_record_reversed_already": "It is taken back already.",
    "claim_correction_needs_the_other": (
        "Another person decides: at the bank, or where the bank proposes to take back what another "
        "party recorded, at that party."
    ),
    "claim_correction_needs_an_approver": "A correction is decided by an approver.",
    "claim_correction_above_owed": (
        "With this {excess} yuan more would be paid and set off than a payer's share. "
        "Have the later payment corrected first."
    ),
    "claim_correction_before_write_off": (
        "On {day} principal was written off because the payers owed nothing any more; have that "
        "write-off reversed first."
    ),
    "correction_needs_an_approver": "A correction is decided by an approver of the bank.",
}
