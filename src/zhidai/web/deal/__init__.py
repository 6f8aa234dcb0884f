"""A deal to try without sign-in: an appraisal beside our value, and the limit that follows."""
