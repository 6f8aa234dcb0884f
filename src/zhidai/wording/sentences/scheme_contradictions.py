"""Sentences about the parts of a scheme that contradict each other."""

SENTENCES = {
    "check_loss_models_two": (
        "{file} line {line}: {first} and {second} may both hold for a loan on the route {route}; "
        "exactly one model may hold: name the routes of each, or tests (when) that no loan meets "
        "together."
    ),
    "check_loss_model_missing": (
        "{file} line {line}: {trigger} lets claims begin on the route {route}, but no model in "
        "loss_sharing.yaml is of that route; add one, or take the route out of the claim."
    ),
    "check_payer_bears_nothing": (
        "{file} line {line}: {trigger} asks {parties} to pay on the route {route}, where no part "
        "of a loss is theirs; take them out, or give them a share in loss_sharing.yaml."
    ),
    "check_bearer_not_asked": (
        "{file} line {line}: {trigger} does not ask {parties} on the route {route}, though a part "
        "of the loss is theirs; add them to the payers if a claim asks them."
    ),
    "check_share_out_of_bounds": (
        "{file} line {line}: from {on} on {share} is {stated}, outside {bound}, {value}: no "
        "agreement could say what the plan itself suggests. Correct one of them."
    ),
    "check_warning_not_below_stop": (
        "{file} line {line}: from {on} on {breaker} warns at {warning} and stops at {stop}; a "
        "warning has to lie below the line that it warns of."
    ),
    "check_subsidy_twice": (
        "{file} line {line}: {first} and {second} pay for the same cost from the same level, and "
        "every loan would get both; a level pays for one cost once: give them tests (when) that no "
        "loan meets together, or make them one."
    ),
    "check_subsidy_may_be_twice": (
        "{file} line {line}: {first} and {second} pay for the same cost from the same level, and a "
        "loan may meet what both ask; its claim is refused then. Give them tests (when) that no "
        "loan meets together."
    ),
    "check_table_row_missing": (
        "{file} line {line}: {table} has no row for {choice}, so whoever answers that may borrow "
        "nothing; add the row, or a rule that refuses the answer and says why."
    ),
}
