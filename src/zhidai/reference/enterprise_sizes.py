"""The size standard of 2011 (工信部联企业〔2011〕300号) as core values."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from zhidai.core.money import parse_yuan
from zhidai.core.numerals import parse_number
from zhidai.core.registers.enterprise_size import (
    SizeLimits,
    SizeMeasure,
    SizeStandard,
)
from zhidai.reference.table import read_table


@cache
def size_standards() -> Mapping[str, SizeStandard]:
    """All industries by name; a row that was not held against the text has `confirmed` false."""
    industries = read_table("enterprise_sizes")["industries"]
    rows = {industry: _row(industry, written) for industry, written in industries.items()}
    return MappingProxyType(rows)


def _row(industry: str, written: dict[str, Any]) -> SizeStandard:
    limits = {
        measure: _limits(written[measure.value]) for measure in SizeMeasure if measure in written
    }
    return SizeStandard(
        industry=industry,
        limits=MappingProxyType(limits),
        confirmed=not written.get("unconfirmed", False),
    )


def _limits(written: dict[str, str]) -> SizeLimits:
    return SizeLimits(
        large_from=_amount(written["large"]),
        medium_from=_amount(written["medium"]),
        small_from=_amount(written["small"]),
    )


def _amount(text: str) -> Decimal:
    return parse_number(text.removesuffix("人")) if text.endswith("人") else parse_yuan(text)
