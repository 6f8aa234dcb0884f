"""Sentences about numbers."""

SENTENCES = {
    "numeral_not_text": (
        '{text} is a bare number; write it as text, for instance "10000000.00" or "1000万".'
    ),
    "numeral_negative": "{text} is negative; write a number that is zero or more.",
    "numeral_unreadable": (
        "{text} cannot be read as one number; write for instance 1000万, 一千万, 1.5亿 "
        "or 10,000,000."
    ),
}
