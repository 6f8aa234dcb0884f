"""Sentences about claims, loss shares and recoveries."""

SENTENCES = {
    "loss_share_out_of_range": "The loss share {share} of {party} must lie between 0 and 1.",
    "loss_shares_not_summing": "The loss shares add up to {total}; they must add up to 1.",
    "claim_too_early": (
        "The loan is overdue for {overdue_days} days; a claim may start from overdue day "
        "{needed}, in {days_left} days."
    ),
    "claim_without_principal": "No principal is unpaid, so there is nothing to claim.",
    "claim_notice_missing": "No claim notice to {payer} is recorded; send it one first.",
    "claim_overpaid": (
        "{payer} would have paid {paid} yuan on a claim of {amount} yuan; correct the payment."
    ),
    "recovery_amount_negative": "The recovery received on {received_on} has an amount below zero.",
}
