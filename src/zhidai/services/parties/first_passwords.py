"""First passwords: made by the platform, told once, kept as hashes only (docs/adr/0015).

Whoever proposes is told the first half, whoever lets in the second: neither of them could sign in
as the person, who types both. Only the operator, who owns the machine, is told whole ones.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhidai.core.people import ONE_TIME_DAYS, half_password, whole_password
from zhidai.services import business_date
from zhidai.services.transactions import Answer

OPENS_NOTHING: Final = "!"  # kept instead of a hash: nothing that anybody types has it


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPassword:
    """What somebody of a place's bureau signs in with for the first time."""

    username: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfTold:
    """What was done. `half`: of a first password; None where the same key was answered before."""

    answer: Answer
    half: str | None


def made_half() -> str:
    """Half of a first password, from the system's own randomness."""
    return half_password(secrets.choice)


def made_whole() -> str:
    """A first password as the operator is told it."""
    return whole_password(made_half(), made_half())


def last_day() -> date:
    """The last one on which a first password made today lets in."""
    return business_date.today() + timedelta(days=ONE_TIME_DAYS)
