"""People who act for a party: their user names, their first password, and how many a party needs.

Nobody lets a person in alone: one proposes, another confirms. Both are of the party itself or, as
long as it has fewer than two people at work, of the bureau that keeps it in its register. Otherwise
whoever may enter a colleague could be maker and checker in one (docs/adr/0015). For the same reason
the first password has two halves: who proposes is told the first, who lets in the second.
"""

import re
from collections.abc import Callable
from typing import Final

from zhidai.core.errors import bad_input

FEWEST_PEOPLE: Final = 2  # with as many at work a party lets in its own people
ONE_TIME_DAYS: Final = 7  # a first password lets in for as many days after that of its making
LEAST_PASSWORD: Final = 8  # characters
LONGEST_USERNAME: Final = 60
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")
# Without those that are read for one another: 0 and o, 1 and l and i.
_CHARACTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 2, 4  # of a half: 31 ** 8 of them
_JOINT: Final = "-"
_HALF_LENGTH: Final = _GROUPS * _GROUP + (_GROUPS - 1) * len(_JOINT)


def parse_username(written: str) -> str:
    """A user name: 3 to 60 small letters, digits and `. _ @ -`. Bad input: `username_form`."""
    name = written.strip()
    if not _USERNAME.fullmatch(name):
        raise bad_input("username_form", text=name[:LONGEST_USERNAME], longest=LONGEST_USERNAME)
    return name


def half_password(choose: Callable[[str], str]) -> str:
    """Half of a first password: two groups of four characters, each chosen by `choose`."""
    groups = ("".join(choose(_CHARACTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return _JOINT.join(groups)


def whole_password(first: str, second: str) -> str:
    """A first password as it is typed: both halves, joined by a hyphen."""
    return f"{first}{_JOINT}{second}"


def in_halves(typed: str) -> tuple[str, str]:
    """The two halves of a first password as typed; of another form, two that are no halves."""
    first, joint, second = typed[:_HALF_LENGTH], typed[_HALF_LENGTH:][:1], typed[_HALF_LENGTH + 1 :]
    return (first, second) if joint == _JOINT else (typed, "")
