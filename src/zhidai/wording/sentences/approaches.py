"""Sentences about the cost and market approaches and one value out of several."""

SENTENCES = {
    "approaches_spent_later": (
        "{what} was spent on {spent_on}, after the day of the valuation ({on})."
    ),
    "approaches_weights_differ": (
        "There are values by {values}, and weights for {weights}; state a weight for each value,"
        " if only 0%."
    ),
    "approaches_weights_not_one": "The weights come to {total}; they must come to 100%.",
    "approaches_few_comparables": (
        "Comparable sales: {count}; fewer than {fewest} are hardly a market."
    ),
    "approaches_large_adjustment": (
        "{what} is adjusted to {factor} of its price: it is hardly comparable."
    ),
    "approaches_far_apart": (
        "The approaches lie more than twice apart ({lowest:,} and {highest:,} yuan): a mean of them"
        " explains neither."
    ),
}
