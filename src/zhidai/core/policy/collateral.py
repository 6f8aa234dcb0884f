"""Kinds of collateral that a scheme takes, and how a pledge of each is perfected."""

from dataclasses import dataclass
from enum import StrEnum


class RightKind(StrEnum):
    """The kinds of intellectual property that may stand as collateral."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    TRADEMARK = "trademark"
    COPYRIGHT = "copyright"
    SOFTWARE_COPYRIGHT = "software_copyright"
    LAYOUT_DESIGN = "layout_design"
    GEOGRAPHICAL_INDICATION = "geographical_indication"
    PLANT_VARIETY = "plant_variety"
    TRADE_SECRET = "trade_secret"  # noqa: S105 - a kind of right, no password
    DATA = "data"


class Perfection(StrEnum):
    """How a pledge binds others.

    statutory: it arises on registration (Civil Code 444). contractual: no registry takes it; the
    contract is valid between the parties, the priority is not perfected (SPC security
    interpretation art. 63).
    """

    STATUTORY = "statutory"
    CONTRACTUAL = "contractual"


# No registry of pledges exists for these, so that a scheme cannot promise a statutory pledge.
WITHOUT_REGISTRY = frozenset({RightKind.TRADE_SECRET, RightKind.DATA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Collateral:
    """One kind that may be pledged; parameters for its remaining validity and ratio ceiling."""

    kind: RightKind
    clause: str
    perfection: Perfection
    remaining_validity_min: str | None = None
    pledge_ratio_max: str | None = None
