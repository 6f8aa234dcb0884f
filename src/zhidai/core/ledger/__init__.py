"""A bank's own loan ledger, in its own layout, and what one party alone can know from it."""
