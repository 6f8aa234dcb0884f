"""The city's past: seeded, fictional, written in bulk, held to the rules of today's work."""
