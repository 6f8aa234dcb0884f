"""Sentences of `zhidai scheme check` about a scheme that loads."""

SENTENCES = {
    "check_outcome_differs": (
        "Example {example}: the outcome is {found}, and {expected} was expected; correct "
        "the example or the rules."
    ),
    "check_limit_differs": (
        "Example {example}: the limit is {found}, and {expected} was expected; correct "
        "the example or the limits."
    ),
    "check_binding_differs": (
        "Example {example}: {found} binds, and {expected} was expected; correct the "
        "example or the limits."
    ),
    "check_not_met_differs": (
        "Example {example}: not met are {found}, and {expected} were expected; correct "
        "the example or the rules."
    ),
    "check_needs_differs": (
        "Example {example}: missing are {found}, and {expected} were expected; correct "
        "the example or the rules."
    ),
    "check_example_unusable": ("Example {example} cannot be assessed; the reasons follow."),
    "check_no_examples": ("The scheme has no worked examples; add some under examples/."),
    "check_parameter_unread": (
        "Nothing reads the parameter {parameter}; use it in a rule or limit, or take it out."
    ),
    "check_parameter_late": (
        "The parameter {parameter} has its first value from {since}, after the scheme "
        "begins on {begins}; give it a value from that day on."
    ),
    "check_threshold_uncovered": (
        "No example lies {where} the threshold {threshold} that {rule} sets for {fact}; add one."
    ),
    "check_clause_uncovered": (
        "Clause {id} is called {coverage}, yet no rule, limit, parameter, step, paper, "
        "duty or interpretation names it; encode it or change its coverage word."
    ),
    "check_interpretation_open": (
        "{question} The platform runs on the reading {chosen}; no authority has confirmed it."
    ),
    "check_sanction_by_hand": (
        "{file} line {line}: the sanction {sanction} is stated against {against} and done by hand "
        "by {by}; the platform shows it and does not carry it out."
    ),
    "check_ceiling_of_one_year": (
        "{label}: interest of more than a year meets its ceiling of an enterprise and year once, "
        "in the year of the drawdown; if each year of interest is meant to have that ceiling, too "
        "little is shown and paid. Ask yearly_ceiling_of_interest in interpretations.yaml."
    ),
    "check_validity_ends": ("The scheme's last day is {until}; decide what follows it."),
    "check_validity_over": ("The scheme ended on {until}; nothing new can be assessed under it."),
    "check_confirmed_long_ago": (
        "The parameter {parameter} was last confirmed on {confirmed}, more than 12 "
        "months ago; hold it against its source again."
    ),
    "check_never_confirmed": (
        "{count} parameters carry no day on which they were held against their source; "
        "add confirmed: to them."
    ),
    "check_parameter_assumed": ("No source gives the parameter {parameter}; it is an assumption."),
    "check_limit_fact_unasked": (
        "The limit {limit} reads {fact}, and no task of the route {route} asks it: no amount could "
        "ever be lent. Write {fact} under facts_in of a task, the first for instance: {task}."
    ),
    "check_trial_differs": (
        "A trial of {trial} would end on {ends}, and the scheme is in force until "
        "{until}; correct one of the two."
    ),
    "check_value_not_whole": (
        "{file} line {line}: {parameter} is {value}, which is no whole number; write persons, "
        "things, days and months whole."
    ),
    "check_value_too_low": (
        "{file} line {line}: {parameter} is {value}, which is too low; write a value above zero."
    ),
    "check_value_above_all": (
        "{file} line {line}: {parameter} is {value}, which is above 100%; write a share or rate of "
        "at most 100%."
    ),
    "check_multiple_implausible": (
        "{file} line {line}: {parameter} is {value} as a multiple of the LPR or of a benchmark "
        "rate, and no plan means less than half or more than four times of it; a rate that may be "
        "30% higher is 1.3 times (130%), one that is 10% lower 0.9 times (90%)."
    ),
    "check_subsidy_rate_implausible": (
        "{file} line {line}: {parameter} is {value} of the loan a year, and no subsidy pays more "
        "than 10% a year; a share of the interest or of its rate is a ratio, and the subsidy's "
        "formula is then share_of_paid."
    ),
}
