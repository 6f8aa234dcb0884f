"""Money dated before a waiver or write-off that took what the money would have paid.

What is given up or written off is bounded by what was owed on its day; money recorded later for a
day before leaves less to give up. The change then has to be taken back first.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from zhidai.core.errors import BadInput, reason
from zhidai.services.refusal import Refused

_TOO_MUCH_TAKEN = frozenset({"loan_waiver_above_owed", "loan_write_off_above_owed"})


@contextmanager
def told_of_changes() -> Iterator[None]:
    """A replay that fails at a change in force is refused with what to do about it."""
    try:
        yield
    except BadInput as error:
        found = error.reasons[0]
        if found.code not in _TOO_MUCH_TAKEN:
            raise
        day = found.parameters["effective_on"]
        raise Refused((reason("money_before_change", day=day),)) from None
