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
