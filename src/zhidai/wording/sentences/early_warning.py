"""Sentences about early warnings."""

SENTENCES = {
    "warning_rule_invalid": "The rule of early warning {rule} cannot be used: {problem}.",
}
