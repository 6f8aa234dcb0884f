"""Sentences about amounts of money."""

SENTENCES = {
    "money_not_text": (
        '{text} is a bare number; write the amount as text, for instance "1000万元" or '
        '"10000000.00".'
    ),
    "money_missing": (
        "The amount is left empty; write for instance 1000万元, 5000元 or 10000000.00."
    ),
    "money_unreadable": (
        "{text} cannot be read as an amount in yuan; write for instance 1000万元, 5000元 "
        "or 10000000.00."
    ),
    "money_without_unit": (
        "{text} does not say its unit; write for instance {text}元 or {text}万元."
    ),
    "money_negative": "The amount {text} is negative; write an amount that is zero or more.",
    "money_too_large": "The amount {text} is larger than any this platform keeps; check the unit.",
    "money_not_whole_fen": (
        "The amount {text} is finer than one fen; write at most two decimals of a yuan."
    ),
    "money_shares_not_one": (
        "The shares add up to {total}, not to 1; correct them so that they make the whole."
    ),
}
