"""The words of a plan that decide what a breach does and whether a number itself counts."""

from enum import StrEnum


class Strength(StrEnum):
    """What a breach does."""

    MUST = "must"  # blocks
    IN_PRINCIPLE = "in_principle"  # 原则上: passes with a recorded reason, name and approval
    SUGGESTED = "suggested"  # 建议: a default that a signed agreement replaces
    MAY = "may"  # opens an option, never forces


class Comparison(StrEnum):
    """How a fact is held against a parameter. Civil Code art. 1259 decides inclusion."""

    AT_MOST = "at_most"  # 不超过, 最高, 以内, 以下, 不高于
    AT_LEAST = "at_least"  # 不少于, 不低于, 以上, 满, 达到
    MORE_THAN = "more_than"  # 超过
    LESS_THAN = "less_than"  # 不满, 低于
    EQUALS = "equals"


def first_day_that_holds(days: int, compare: Comparison | None) -> int:
    """The first of days counted from 1 that meets a plan's number of days.

    满, 达到 hold on the day of that number, 超过 on the day after it (Civil Code art. 1259).
    """
    return days + 1 if compare is Comparison.MORE_THAN else days
