"""Loans: immutable terms and events in, the state on any day out.

A loan is never patched. `replay(terms, events, on=...)` works out schedule, interest, allocation,
arrears and balances on any day, so a back-dated event needs no repair.
"""
