"""Who takes part: the roles that parties play in a case, and the people who act for them."""

from enum import StrEnum


class PartyKind(StrEnum):
    """The kinds of party of domain.md section 1 that the platform gives a surface."""

    ENTERPRISE = "enterprise"
    BUREAU = "bureau"
    FINANCE = "finance"  # finance office
    TREASURY = "treasury"
    BANK = "bank"
    GUARANTOR = "guarantor"
    APPRAISER = "appraiser"


class PersonRole(StrEnum):
    """What a person may do for their party."""

    OFFICER = "officer"
    APPROVER = "approver"  # may also check what another person made
