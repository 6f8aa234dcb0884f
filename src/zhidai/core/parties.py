"""Who takes part: the roles that parties play in a case, and the people who act for them."""

from enum import StrEnum
from typing import Final


class PartyKind(StrEnum):
    """The kinds of party of domain.md section 1 that the platform gives a surface."""

    ENTERPRISE = "enterprise"
    BUREAU = "bureau"
    FINANCE = "finance"  # finance office
    TREASURY = "treasury"
    BANK = "bank"
    GUARANTOR = "guarantor"
    APPRAISER = "appraiser"
    INSURER = "insurer"
    FUND = "fund"  # a pool of public money that bears a part of losses
    OPERATOR = "operator"  # keeps a fund or the filings for an authority


# The parties that every scheme may name by their kind; it declares others under names of its own.
OF_EVERY_SCHEME: Final = frozenset(
    {
        PartyKind.ENTERPRISE,
        PartyKind.BUREAU,
        PartyKind.FINANCE,
        PartyKind.TREASURY,
        PartyKind.BANK,
        PartyKind.GUARANTOR,
        PartyKind.APPRAISER,
    }
)
# Who signs cooperation agreements, in the order in which an agreement lists them.
SIGNING: Final = (
    PartyKind.BANK,
    PartyKind.GUARANTOR,
    PartyKind.INSURER,
    PartyKind.FUND,
    PartyKind.APPRAISER,
)
# Who may be asked to pay a part of a claim, and who pursues what is left of it.
PAYING: Final = frozenset(
    {PartyKind.GUARANTOR, PartyKind.APPRAISER, PartyKind.INSURER, PartyKind.FUND}
)
RECOVERING: Final = frozenset(
    {PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.INSURER, PartyKind.FUND}
)
# Nobody chooses these: they are those of the scheme's place.
OFFICES: Final = frozenset(
    {
        PartyKind.BUREAU,
        PartyKind.FINANCE,
        PartyKind.TREASURY,
        PartyKind.FUND,
        PartyKind.OPERATOR,
    }
)


class PersonRole(StrEnum):
    """What a person may do for their party."""

    OFFICER = "officer"
    APPROVER = "approver"  # may also check what another person made
