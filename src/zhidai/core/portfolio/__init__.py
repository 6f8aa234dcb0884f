"""The book as a whole: the scheme's non-performing ratio, the breaker, exclusions."""
