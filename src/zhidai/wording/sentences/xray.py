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
    "xray_rate_unreadable": "{text} is no rate; write it like 2.5% or 1%/年.",
}
