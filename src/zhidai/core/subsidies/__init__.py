"""Subsidies to borrowers: interest and fees, with every ratio, ceiling and cap named.

Amounts are rounded down to the fen: a ceiling (最高, 不超过) is never exceeded by rounding.
"""
