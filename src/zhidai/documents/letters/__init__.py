"""The papers that parties send each other: data in, PDF bytes out.

Chinese is the official text; an English gloss line marked unofficial tells what the paper is.
Words stand in `documents/templates/*.typ`; figures come from the caller, are checked to add up and
written, never computed here.
"""
