"""Running loans taken over from a bank's ledger when it begins to work here (go-live)."""
