"""Bring your own file: a bank's ledger in, its report out, nobody signed in, nothing kept."""
