"""People who act for a party: their user names, their first password, and how many a party needs.

Nobody lets a person in alone: one proposes, another confirms. Both are of the party itself or, as
long as it has fewer than two people at work, of the bureau that keeps it in its register. Otherwise
whoever may enter a colleague could be maker and checker in one (docs/adr/0015).
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
_GROUPS, _GROUP = 4, 4


def parse_username(written: str) -> str:
    """A user name: 3 to 60 small letters, digits and `. _ @ -`. Bad input: `username_form`."""
    name = written.strip()
    if not _USERNAME.fullmatch(name):
        raise bad_input("username_form", text=name[:LONGEST_USERNAME], longest=LONGEST_USERNAME)
    return name


def one_time_password(choose: Callable[[str], str]) -> str:
    """A first password of four groups of four characters, each chosen by `choose`."""
    groups = ("".join(choose(_CHARACTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
