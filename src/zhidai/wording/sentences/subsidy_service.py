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
}
