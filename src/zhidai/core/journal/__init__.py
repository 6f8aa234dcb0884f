"""Double entry: each movement of a loan as balanced legs in the books of each party."""
