"""Sentences about values with units."""

SENTENCES = {
    "quantity_without_unit": (
        "{text} has no unit; write it with one, for instance 1000万元, 80%, 60天, 12个月 or 10人."
    ),
    "quantity_float": (
        "{text} is a bare decimal number, which is neither exact nor has a unit; "
        'write it as text with its unit, for instance "4.85%" or "1000万元".'
    ),
    "quantity_unit_unknown": (
        "{unit} in {text} is not a known unit; write for instance 1000万元, 80%, 1%/年, "
        "100个基点, 60天, 12个月, 3年, 10人 or 3件."
    ),
    "quantity_missing": (
        "The value is left empty; write a number with its unit, for instance 1000万元, 80% or 60天."
    ),
    "quantity_unreadable": (
        "{text} cannot be read as a value; write a number with its unit, "
        "for instance 1000万元, 80% or 60天."
    ),
    "quantity_below_fen": "{text} is finer than one fen; write at most two decimals of a yuan.",
    "quantity_unit_differs": "{text} has another unit than is needed; write it like {unit}.",
}
