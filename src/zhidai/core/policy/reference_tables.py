"""The dated tables that an assessment reads beside the scheme, handed in by the surface.

The core stands below `zhidai.reference` and reads no files, so whoever asks for an assessment
brings the tables along. They are part of the answer's premises: same facts, same scheme, same
tables, same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.registers.enterprise_size import SizeStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class LprQuote:
    """The loan prime rate of both tenors, fractions a year, from the day it was published."""

    since: date
    one_year: Decimal
    over_five_years: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceTables:
    """Size standard by industry (工信部联企业〔2011〕300号) and LPR quotes, oldest first."""

    size_standards: Mapping[str, SizeStandard] = field(default_factory=lambda: MappingProxyType({}))
    lpr: tuple[LprQuote, ...] = ()
    lpr_confirmed_until: date | None = None  # after this day a newer quote may exist

    def lpr_on(self, on: date) -> LprQuote | None:
        """The newest quote published on or before a day; None before the first."""
        newest = None
        for quote in self.lpr:
            if quote.since > on:
                break
            newest = quote
        return newest
