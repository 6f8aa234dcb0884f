"""Guarantees: when a claim may start, who owes what of it, and how recoveries go back."""
