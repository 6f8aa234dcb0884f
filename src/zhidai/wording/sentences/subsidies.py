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
    "subsidy_needs_facts": (
        "A subsidy of this scheme depends on the loan; give its facts to compute it."
    ),
    "subsidy_twice_by_one_level": (
        "Under this scheme {first} and {second} would both pay for the same cost of this loan, and "
        "both are of one level; no level subsidises a cost twice. Correct the tests of the scheme."
    ),
    "subsidy_without_share": "The subsidy {subsidy} has no share to compute with.",
    "subsidy_cap_of_a_fund": "A cap of a subsidy is an amount in yuan, not what is left of a fund.",
    "subsidy_room_unknown": (
        "How much of the yearly ceiling {cap} was used is not known; give it to compute the "
        "subsidy."
    ),
    "subsidy_held_by_one_year": (
        "Held down by the ceiling of one year, that of the drawdown, although interest of more "
        "than a year counts: {label}. Were each year of interest to have a ceiling of its own, "
        "more could come back (question yearly_ceiling_of_interest)."
    ),
    "subsidy_needs_lpr": "The LPR of {on} is needed to compute the subsidy and is not known.",
    "subsidy_claimed_too_late": "The subsidy had to be claimed by {last}.",
    "subsidy_publicity_out_of_range": (
        "A publicity period of {days} days is not possible; give 0 to {most} days."
    ),
    "subsidy_still_published": (
        "The approval is published until {until}; the subsidy can be paid from the day after."
    ),
    "subsidy_budget_exhausted": (
        "The year's budget does not hold this claim, or one repaid earlier waits for it; set a new "
        "budget or wait for next year's."
    ),
}
