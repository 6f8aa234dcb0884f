"""Patents pledged together: each value, their sum, and the range that it has together.

Values of patents held together move together (`portfolio`), so that the range of the sum is wider
than if each went its own way and narrower than the sum of the ranges. A forced sale is of each by
itself: liquidation values are added. Sums are of whole fen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from zhidai.core.money import half_up_to_fen
from zhidai.core.valuation.portfolio import portfolio_value
from zhidai.core.valuation.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedValue:
    """One patent's value and range, yuan in whole fen."""

    number: str
    status: Status
    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    liquidation: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedTogether:
    """Of all of them, yuan in whole fen. correlation: of the logarithms of their values."""

    patents: tuple[PledgedValue, ...]
    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    liquidation: Decimal
    correlation: float


def pledged_together(patents: Sequence[PledgedValue], *, correlation: float) -> PledgedTogether:
    """The sum with its range; nothing is worth nothing. A single patent keeps its own range, of
    which that of several is an approximation.
    """
    columns = [
        np.array([float(getattr(one, name)) for one in patents]) for name in ("mean", "p10", "p90")
    ]
    found = portfolio_value(columns[0], columns[1], columns[2], correlation=correlation)
    alone = patents[0] if len(patents) == 1 else None
    return PledgedTogether(
        patents=tuple(patents),
        mean=sum((one.mean for one in patents), Decimal("0.00")),
        p10=alone.p10 if alone else _fen(found.p10),
        p50=alone.p50 if alone else _fen(found.p50),
        p90=alone.p90 if alone else _fen(found.p90),
        liquidation=sum((one.liquidation for one in patents), Decimal("0.00")),
        correlation=correlation,
    )


def _fen(value: float) -> Decimal:
    return half_up_to_fen(Decimal(repr(value)))
