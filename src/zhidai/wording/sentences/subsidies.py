"""Sentences about subsidies."""

SENTENCES = {
    "subsidy_before_repayment": "Subsidies can be claimed only after the loan is repaid in full.",
    "subsidy_amount_negative": (
        "The amount {amount} is below zero; paid interest, fees and earlier subsidies cannot be."
    ),
    "subsidy_fee_unknown": "The scheme has no subsidy for the fee {fee}.",
}
