"""Sentences about claims, what is paid on them, and recoveries, said by the services."""

SENTENCES = {
    "claim_by_the_bank_only": "A claim is started by the bank that made the loan.",
    "claim_on_direct_route": (
        "On this route nobody shares the loss with the bank, so there is nobody to claim from; the "
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
    "claim_money_in_future": (
        "The money is dated {day}, but today is {today}. Record money once it has come in."
    ),
    "claim_money_before_claim": (
        "The money is dated {day}, before the claim of {claimed_on}; money that came before it was "
        "a repayment."
    ),
    "claim_money_before_recovery": (
        "The money is dated {day}, but a recovery of {other} was shared out on what stood then. "
        "Have that recovery taken back by two people first, then record both in their order."
    ),
    "claim_money_before_first_payment": (
        "The payment is dated {day}, but the exclusion began with the payment of {other}. Have "
        "that payment taken back by two people first, then record both in their order."
    ),
    "recovery_by_bank_or_guarantor_only": (
        "Recoveries are recorded by the bank or the guarantor, who pursue them."
    ),
    "recovery_needs_source": (
        "Say where the recovered money came from, in at most {most} characters."
    ),
    "claim_refusal_needs_grounds": (
        "Say on which grounds your party does not pay; bank, bureau and finance office read them."
    ),
    "disposal_in_future": (
        "The step is dated {day}, which lies after today, {today}. Record it once it has happened."
    ),
    "disposal_before_claim": (
        "The step is dated {day}, before the claim of {claimed_on}; the pledge is realised after "
        "the claim."
    ),
    "disposal_needs_notice": (
        "No disposal notice was published by {day}; record the notice before auction or transfer."
    ),
    "disposal_ended_already": (
        "The disposal was recorded as ended on {day}; what was deferred until then is due."
    ),
    "disposal_needs_record": (
        "Say where the step is on record and under which number, in at most {most} characters."
    ),
    "disposal_notice_needs_paper": "Attach the disposal notice as it was published.",
    "recovery_needs_auction": (
        "No auction is recorded yet; record it before the money that it brought."
    ),
    "recovery_needs_transfer": (
        "No transfer is recorded yet; record it before the money that it brought."
    ),
    "disposal_kind_unknown": "Say what was done: notice, auction, transfer or lawsuit.",
    "recovery_costs_by_nobody": (
        "Say who paid the costs: the bank, or a party that shares the loss."
    ),
    "recovery_kind_unknown": "Say what the money came from; choose one of the kinds.",
}
