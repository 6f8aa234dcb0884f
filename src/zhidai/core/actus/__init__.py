"""ACTUS, the open standard for financial contracts: contract type PAM, principal at maturity.

After the ACTUS technical specification (ACTUS Financial Research Foundation) and its dictionary of
terms. A bullet loan of this platform can so be checked by anybody's ACTUS engine, and a PAM
contract of others by ours, as far as its terms are read. Amounts are Decimals of unlimited fen
here: the standard rounds nothing.
"""
