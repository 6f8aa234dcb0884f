"""An audit to try: a plan whose text comes with the platform, with one number changed."""

from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.audit import audit

_DIGITS = 10


def one_number_changed(scheme: Scheme, text: str) -> str:
    """The text with the last digit of one number raised by one (9 becomes 0).

    It is the last percentage of the text that the scheme states as a parameter, else the last such
    number of any unit; the text as it is where there is none.
    """
    ends = [
        ("%" in number.written, number.span.start + place)
        for clause in audit(scheme, text).clauses
        for number in clause.numbers
        if number.parameters
        for place, letter in enumerate(text[number.span.start : number.span.end])
        if letter in "0123456789"
    ]
    if not ends:
        return text
    _, at = max(ends)
    return text[:at] + str((int(text[at]) + 1) % _DIGITS) + text[at + 1 :]
