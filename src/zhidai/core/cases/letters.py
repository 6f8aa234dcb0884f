"""The closed list of letters that a completed task issues."""

from enum import StrEnum


class Letter(StrEnum):
    """Papers that the platform makes itself."""

    PLEDGE_INTENTION_FORM = "pledge_intention_form"  # annex, 9.1.1
    GUARANTEE_EFFECTIVE_LETTER = "guarantee_effective_letter"  # 6.1.8
    DISBURSEMENT_NOTICE = "disbursement_notice"  # 6.1.8


LETTERS = frozenset(str(letter) for letter in Letter)
