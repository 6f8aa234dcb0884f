"""The rules: pure functions over immutable values. No Django, no clock, no files, no floats."""
