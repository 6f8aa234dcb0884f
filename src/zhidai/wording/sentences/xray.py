"""Sentences about x-rays of schemes."""

SENTENCES = {
    "xray_premise_out_of_range": (
        "The premise {premise} is {value}; rates and ratios lie between 0 and 1, days between 1 "
        "and 3650."
    ),
    "xray_party_unknown": (
        "{party} bears no losses under this scheme; write one of {known} and its rate, like "
        "reguarantor=0.3%."
    ),
    "xray_fee_not_charged": (
        "Nobody on the route {route} earns the {fee}, so the rate given for it would change "
        "nothing; leave it out, or name another route."
    ),
    "xray_model_elsewhere": (
        "Left out: {label}, by which losses are shared on {routes}; choose that route to see it."
    ),
    "xray_model_of_other_loans": (
        "Left out: {label}, by which the losses of other loans are shared; the reference loan does "
        "not meet what it asks ({facts}). Change the premises to see it."
    ),
    "xray_trigger_beside": (
        "Claims may begin on this route in several ways; the days are those of {used}, and {label} "
        "is left out."
    ),
    "xray_trigger_not_by_days": (
        "Left out: {label}, which no number of days overdue starts; the day of such a claim cannot "
        "be computed beforehand."
    ),
    "xray_rate_unreadable": "{text} is no rate; write it like 2.5% or 1%/年.",
    "xray_ip_share_unread": (
        "No loss model of this route shares by the part of a loan that its IP secures; leave the "
        "IP share out, or choose another route."
    ),
    "xray_held_by_one_year": (
        "A loan of {amount} yuan for {days} days is held down by the ceiling of one year, that of "
        "the drawdown, although interest of more than a year counts: {label}. Were each year of "
        "interest to have a ceiling of its own, more could come back (question "
        "yearly_ceiling_of_interest)."
    ),
    "xray_subsidy_conditional": (
        "Counted although only some borrowers get it in full: {label}, which asks {facts}."
    ),
    "xray_subsidy_beside": (
        "Left out: {label}, which other borrowers get in place of {used}; no level pays for one "
        "cost twice."
    ),
}
