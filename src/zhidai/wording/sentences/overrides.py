"""Sentences about values that officers set against the model."""

SENTENCES = {
    "override_large": "{by} set {number} at {ratio} of its internal value.",
    "override_hardly_reasoned": ('The reason that {by} gives for {number} says little: "{text}".'),
    "override_always_up": "All {count} overrides by {by} raise the value.",
    "override_always_down": "All {count} overrides by {by} lower the value.",
}
