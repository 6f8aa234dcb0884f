"""The clauses that refusals of these commands name."""

CLAIM_CLAUSE = "7.2"
RECOVERY_CLAUSE = "7.3"
