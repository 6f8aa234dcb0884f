"""Sentences about recording repayments, said by the services."""

SENTENCES = {
    "amount_not_above_zero": "The amount must be above zero.",
    "repayment_by_the_bank_only": "Repayments are recorded by the bank that made the loan.",
    "repayment_in_future": (
        "The repayment is dated {day}, but today is {today}. Record money once it has come in."
    ),
    "repayment_before_drawdown": (
        "The repayment is dated {day}, before the drawdown on {drawn_on}. Correct the day."
    ),
    "repayment_above_debt": (
        "The repayment of {amount} yuan is {excess} yuan more than is owed. Record at most {most} "
        "yuan and give the rest back."
    ),
    "repayment_after_claim": (
        "A claim was started for this loan. Record money that comes in as a recovery, so that it "
        "is shared with those who bear the loss."
    ),
    "loan_closed_already": "The loan {loan} is settled; nothing more can be recorded on it.",
}
