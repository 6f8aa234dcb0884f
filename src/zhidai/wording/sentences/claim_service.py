"""Sentences about claims, what is paid on them, and recoveries, said by the services."""

SENTENCES = {
    "claim_by_the_bank_only": "A claim is started by the bank that made the loan.",
    "claim_on_direct_route": (
        "On the direct route no guarantor shares the loss, so there is nobody to claim from; the "
        "bank realises its pledge."
    ),
    "claim_started_already": "A claim for the loan {loan} was started already; look at its page.",
    "claim_not_started": "No claim was started for the loan {loan}, so nothing is to be paid.",
    "claim_payment_by_sharers_only": (
        "A claim is paid by the guarantor and the appraiser that share the loss."
    ),
    "claim_asks_nothing": "Nothing is left for your party to pay on this claim.",
    "claim_payment_above_owed": (
        "The payment of {amount} yuan is above the {owed} yuan that your party owes on this claim. "
        "Pay at most that."
    ),
    "recovery_by_bank_or_guarantor_only": (
        "Recoveries are recorded by the bank or the guarantor, who pursue them."
    ),
    "recovery_needs_source": (
        "Say where the recovered money came from, in at most {most} characters."
    ),
}
