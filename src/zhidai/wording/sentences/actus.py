"""Sentences about ACTUS contracts read from JSON."""

SENTENCES = {
    "actus_part_unknown": "A contract file has no part {name}; it has {known}.",
    "actus_type_unsupported": "Contract type {type} is not carried out here; PAM is.",
    "actus_term_missing": "The contract does not say {name}; add it.",
    "actus_attribute_misspelt": (
        "The contract has an attribute {name}, which is not one; write {meant} if that is meant."
    ),
    "actus_floor_above_cap": (
        "lifeFloor is {floor}, above lifeCap, which is {cap}; correct one of the two."
    ),
    "actus_word_unknown": (
        "{name} is {value}, which the standard does not have; write one of {known}."
    ),
    "actus_number_unreadable": (
        "{name} is {value}, which is not a number; write for instance 0.0485."
    ),
    "actus_value_unreadable": "{name} is {value}; write a text or a number.",
    "actus_time_unreadable": (
        "{name} is {value}, which is not a time; write for instance 2021-03-01T00:00:00, without a "
        "zone."
    ),
    "actus_term_unsupported": (
        "{name} is {value}, which is not carried out here; only {known} is."
    ),
    "actus_negative": "{name} is {value}; it must not be below zero, and an index not zero.",
    "actus_dates_in_disorder": (
        "{later} is {last}, which is not after {earlier}, {first}; correct one of the two dates."
    ),
    "actus_cycle_unreadable": (
        "The cycle {text} cannot be read; write for instance P1ML0 (monthly, long stub) or P1ML1 "
        "(short stub)."
    ),
    "actus_schedule_too_long": "A schedule of the contract has more than {most} times.",
    "actus_market_unknown": "The contract follows {code}, of which dataObserved holds nothing.",
    "actus_market_not_yet": (
        "{code} has no value published by {at}; give one or ask for an earlier day with `to`."
    ),
    "actus_observed_twice": (
        "dataObserved holds two different values of {code} at {at}; keep the right one."
    ),
    "actus_prepayment_too_large": (
        "{value} prepaid on {at} is more than the {most} still owed; correct the observed event."
    ),
    "actus_event_unsupported": "An observed event of type {type} is not carried out; {known} are.",
    "actus_event_before_start": (
        "An observed event on {at} lies before the contract starts on {start}; correct its time."
    ),
    "loan_file_needed": "Name a loan file and a day (--on), or an ACTUS contract (--actus).",
    "loan_actus_alone": (
        "An ACTUS contract (--actus) stands alone: leave out the loan file, --on and --known-at."
    ),
    "loan_guarantee_out_of_range": "A guarantee covers more than 0% and at most 100%, not {text}.",
}
