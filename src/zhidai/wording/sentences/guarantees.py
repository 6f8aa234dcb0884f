"""Sentences about claims, loss shares and recoveries."""

SENTENCES = {
    "loss_share_out_of_range": "The loss share {share} of {party} must lie between 0 and 1.",
    "loss_shares_not_summing": "The loss shares add up to {total}; they must add up to 1.",
    "claim_too_early": (
        "The loan is overdue for {overdue_days} days; a claim may start from overdue day "
        "{needed}, in {days_left} days."
    ),
    "claim_nothing_overdue": (
        "Nothing of the loan is overdue, so no claim can start; it may from overdue day {needed}."
    ),
    "claim_day_not_overdue": (
        "On the day of the claim, {day}, nothing of the loan was overdue; correct claimed_on or "
        "the payments."
    ),
    "claim_day_too_early": (
        "On the day of the claim, {day}, the loan was overdue for {overdue_days} days; under the "
        "scheme a claim may start from overdue day {needed}. Correct claimed_on or name no scheme."
    ),
    "claim_without_principal": "No principal is unpaid, so there is nothing to claim.",
    "claim_notice_missing": "No claim notice to {payer} is recorded; send it one first.",
    "claim_overpaid": (
        "{payer} would have paid {paid} yuan on a claim of {amount} yuan; correct the payment."
    ),
    "recovery_amount_negative": "The recovery received on {received_on} has an amount below zero.",
    "claims_not_in_scheme": (
        "The scheme {scheme} has nothing in {file} for the route {route}; without it no claim can "
        "be computed."
    ),
    "claims_more_than_one": (
        "On the route {route} of the scheme {scheme} more than one part applies: {parts}. Exactly "
        "one must; give them routes or conditions that exclude each other."
    ),
    "claim_trigger_not_by_days": (
        "The claim {trigger} does not begin after days overdue, and no claim is started here by "
        "another measure."
    ),
    "claim_trigger_without_class": "A claim by risk class needs the class that it begins with.",
    "claim_trigger_time_unit": "A time after an event is in days or months, not in {unit}.",
    "loss_ip_share_unstated": (
        "The contract does not state which part of the loan intellectual property secures, so "
        "nothing is compensated."
    ),
    "loss_ip_share_too_small": (
        "Intellectual property secures {share}% of the loan, less than the {least}% that is needed."
    ),
    "loss_ip_share_out_of_range": (
        "The part of the loan that intellectual property secures must lie between 0 and 1; it is "
        "{share}."
    ),
    "loss_balance_missing": "The principal balance on the stated day is needed to share the loss.",
    "loss_rest_to_unknown": "The party {party} that takes what a cap leaves bears no share itself.",
    "claim_file_money_before_claim": (
        "Money of {day} cannot be paid or recovered on the claim of {claimed_on}; correct one of"
        " the two days."
    ),
    "claim_file_repayment_after_claim": (
        "{event} of {day} comes after the claim of {claimed_on}: what the enterprise pays from then"
        " on is a recovery; write it in claim.recoveries."
    ),
    "journey_place_overdrawn": (
        "The movement of {amount} yuan on {on} takes {missing} yuan more than stood where it comes "
        "from; correct the claim, its payments or recoveries."
    ),
    "claim_before_drawdown": (
        "The claim of {on} lies before the drawdown on {drawn_on}; correct the day."
    ),
    "claim_asks_nothing_of": (
        "The claim asks nothing of {payer}, so it has nothing to pay; correct payer or shares."
    ),
    "claim_share_not_percent": (
        "The share of {party} is a percentage, for example 70%; {text} is none."
    ),
    "change_after_claim": (
        "The loan is claimed: its principal and due days are fixed by the claim. Interest can still"
        " be waived or written off."
    ),
    "write_off_before_claim": (
        "Principal can be written off after the claim only: what is off the books is not shared."
    ),
    "write_off_while_payers_owe": (
        "The payers of the claim still owe {owed} yuan; the bank's own share can be written off"
        " when they have paid."
    ),
    "claim_file_event_of_claim": (
        "The event {event} is a {kind}; payments on a claim and recoveries stand in the claim, not "
        "among the events."
    ),
    "claim_grace_needs_calendar": (
        "A grace period of {days} working days needs the working calendar of the year."
    ),
}
