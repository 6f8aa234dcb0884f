"""Values as policy documents write them: 1000万元, 伍仟万, 80%, 60天, 3年, 100个基点, 10人.

A number without its unit is an error: the unit is what keeps 5 % from becoming 5 yuan.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """The closed list of units that a parameter or fact may have."""

    YUAN = "yuan"  # amount in yuan
    RATIO = "ratio"  # fraction of one; written 80%
    RATE = "rate"  # fraction of one a year; written 1%/年
    BASIS_POINTS = "basis_points"  # hundredths of a per cent
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    PERSONS = "persons"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with its unit and the text it was read from."""

    amount: Decimal
    unit: Unit
    text: str
