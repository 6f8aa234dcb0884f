"""One application of the past, and how it ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhidai.core.calendar import add_months
from zhidai.services.demonstration.city import Resident
from zhidai.services.demonstration.history.calendar import TODAY, drawn_on
from zhidai.services.demonstration.history.cast import Team
from zhidai.services.demonstration.walking import LoanStory


class Ending(StrEnum):
    """How an application ended, or a loan."""

    REPAID = "repaid"
    PREPAID = "prepaid"
    CURED = "cured"  # once late, then paid
    DEFAULTED = "defaulted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """One application of the past."""

    place: int  # from 1, in the order of opening
    enterprise: Resident
    team: Team
    opened_on: date
    pace: float
    story: LoanStory
    tenths: int  # of the amount: 万元
    ending: Ending
    turns_on: date = date.max  # prepaid on that day; late with, or unpaid from, the next due day
    days: int = 0  # so long late
    claims_subsidy: bool = False

    @property
    def drawn_on(self) -> date:
        return drawn_on(self.opened_on, self.pace)

    @property
    def due_on(self) -> date:
        return add_months(self.drawn_on, self.story.term_months)

    @property
    def is_drawn(self) -> bool:
        """Whether the loan was drawn by the day that the city stands on."""
        never = self.ending in (Ending.REFUSED, Ending.WITHDRAWN)
        return not never and self.drawn_on <= TODAY
