"""Sentences about subsidy claims, said by the services."""

SENTENCES = {
    "subsidy_claimed_by_the_enterprise_only": (
        "A subsidy is claimed by the enterprise that borrowed."
    ),
    "subsidy_decided_by_the_bureau_only": "Subsidy claims are decided by the bureau.",
    "subsidy_paid_by_the_treasury_only": "Subsidies are paid by the treasury.",
    "subsidy_paid_by_another_person": (
        "The person who approved a subsidy does not pay it. Ask a colleague."
    ),
    "subsidy_after_claim": (
        "The guarantor and the appraiser were asked to pay for this loan; the enterprise did not "
        "repay it, so there is no subsidy."
    ),
    "subsidy_not_claimed": "No subsidy was claimed for the loan {loan} yet.",
    "subsidy_not_admitted": (
        "The loan was taken over and the plan does not admit it ({rule}); it gets no subsidy."
    ),
    "subsidy_claimed_already": (
        "The subsidy for the loan {loan} was claimed already. Each loan is subsidised once."
    ),
    "subsidy_is_claimed": "The subsidy claim for the loan {loan} waits for the bureau.",
    "subsidy_is_approved": "The subsidy for the loan {loan} is approved and waits for payment.",
    "subsidy_is_refused": (
        "The subsidy claim for the loan {loan} was refused; the enterprise may claim again."
    ),
    "subsidy_is_paid": "The subsidy for the loan {loan} is paid already.",
    "subsidy_refusal_needs_grounds": (
        "Give the grounds of the refusal; the enterprise reads them and may claim again."
    ),
    "grounds_too_long": "The grounds are longer than {most} characters. Shorten them.",
    "subsidy_level_unknown": "Choose one of the payers that the scheme names.",
    "subsidy_fact_missing": (
        "Which subsidies the loan has depends on this answer, which nobody gave in the case: "
        "{fact}. Have the party that answers for it give it before the claim is made."
    ),
    "subsidy_publicity_stated": (
        "The scheme states how long an approval is published; leave the days out."
    ),
    "subsidy_barred": (
        "The enterprise used a loan for something else from {since} on; it gets no subsidy."
    ),
    "subsidy_barred_until": (
        "The enterprise used a loan for something else from {since} on; it gets no subsidy until "
        "{until}."
    ),
    "subsidy_budget_year": (
        "A budget is set for a year from {first} to {last}; {year} is none of them."
    ),
    "subsidy_budget_below_paid": (
        "A budget of {amount} yuan is below the {paid} yuan paid in that year already."
    ),
    "number_not_whole": "{text} is not a whole number; write digits only.",
    "clawback_of_unpaid": "No subsidy is paid for the loan {loan}, so nothing can be asked back.",
    "clawback_cause_unknown": "Say why the money is asked back: misuse, false papers or an error.",
    "clawback_needs_grounds": "Give the grounds; the enterprise and the treasury read them.",
    "clawback_above_paid": (
        "{amount} yuan is more than the {left} yuan that this payer paid and has not asked back."
    ),
    "clawback_by_another_person": (
        "The person who proposed a claw-back does not decide on it. Ask a colleague."
    ),
    "clawback_decided_already": "This claw-back is decided already.",
    "clawback_not_confirmed": "This claw-back is not confirmed, so no money is owed on it.",
    "clawback_returned_already": "The money of this claw-back is back already.",
    "clawback_none_waiting": "No claw-back of this loan waits for this step.",
    "clawback_decision_missing": "Choose whether the claw-back is confirmed or dropped.",
}
