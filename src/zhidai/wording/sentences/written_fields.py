"""Sentences about the JSON files that the valuation of a deal takes."""

SENTENCES = {
    "valuation_not_object": "{place} is not a JSON object; write its fields in braces.",
    "valuation_not_list": "{place}: {field} must be a list of 1 to {most:,} things.",
    "valuation_field_missing": "{place} has no {field}; add it.",
    "valuation_field_unknown": "{place} has a field {field}; it may have: {known}.",
    "valuation_field_not_text": "{place}: {field} must be text that says something, in quotes.",
    "valuation_field_not_choice": "{place}: {field} says {text}; write one of: {known}.",
    "valuation_field_not_percent": "{place}: {field} says {text}; write a per cent, such as 3.75%.",
    "valuation_field_out_of_range": (
        "{place}: {field} says {text}, which cannot be; what can be: {allowed}."
    ),
}
