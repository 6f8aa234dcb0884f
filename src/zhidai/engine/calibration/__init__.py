"""Fits the survival of patents to renewals on record, and says how well it did."""
