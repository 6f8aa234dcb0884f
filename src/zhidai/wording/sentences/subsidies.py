"""Sentences about subsidies."""

SENTENCES = {
    "reading_not_computed": (
        "The scheme reads {interpretation} as {reading}, which this program cannot compute "
        "yet; choose one of {known}."
    ),
    "subsidy_before_repayment": "Subsidies can be claimed only after the loan is repaid in full.",
    "subsidy_amount_negative": (
        "The amount {amount} is below zero; paid interest, fees and earlier subsidies cannot be."
    ),
    "subsidy_fee_unknown": "The scheme has no subsidy for the fee {fee}.",
}
