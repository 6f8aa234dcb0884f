"""What a scheme says of its monthly project filing."""

from dataclasses import dataclass

from zhidai.core.policy.citing import MONTHLY_FILING
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme

_EVERY_PAPER = {"existing_papers_only": False, "all_papers": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingSettings:
    """The papers that the clause lists; whether all are asked where nobody guarantees."""

    clause: str
    papers: tuple[str, ...]
    every_paper_on_the_direct_route: bool


def settings_from(scheme: Scheme) -> FilingSettings | None:
    """None for a scheme that has no monthly filing. Bad input: `reading_not_computed`."""
    duty = next((one for one in scheme.duties if one.id == MONTHLY_FILING), None)
    if duty is None:
        return None
    return FilingSettings(
        clause=duty.clause,
        papers=duty.papers,
        every_paper_on_the_direct_route=reading_chosen(
            scheme, "direct_route_papers", _EVERY_PAPER, default=False
        ),
    )
