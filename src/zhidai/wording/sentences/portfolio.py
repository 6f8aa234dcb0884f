"""Sentences about the non-performing ratio, the breaker and exclusions."""

SENTENCES = {
    "npl_balance_negative": (
        "A loan balance of {amount} is below zero; the ratio cannot be computed."
    ),
    "breaker_threshold_invalid": "The threshold {threshold} must lie between 0 and 1.",
    "npl_ratio_above_threshold": (
        "New business is stopped: of {total} yuan outstanding {overdue} yuan are overdue, "
        "more than {threshold}%."
    ),
    "breaker_not_in_scheme": "The scheme {scheme} states no ratio at which new business stops.",
    "breaker_counts_claims": (
        "Clause {clause} stops new business by the claims that were paid; loans in arrears are no "
        "measure of it."
    ),
    "breaker_more_than_one": (
        "The scheme {scheme} states more than one breaker ({parts}); only one can be watched here."
    ),
}
