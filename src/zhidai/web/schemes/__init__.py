"""The schemes as anybody may read them: clauses beside what encodes them."""
