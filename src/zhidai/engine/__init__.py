"""The same rules as the core's on columns: whole books at once, held to the core by tests."""
