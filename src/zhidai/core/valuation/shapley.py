"""A difference split among the causes that make it, whatever the order they are looked at in.

Each cause gets the mean, over all orders in which causes may be put in one after the other, of
what the value changes when it is put in (Shapley 1953). The parts add up to the whole difference; a
cause that changes nothing gets nothing; two that do the same get the same. docs/adr/0011 says why
this and not another way.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

from zhidai.core.money import FEN

Cause = TypeVar("Cause")
MOST_CAUSES = 12  # 2^12 values are looked at


def shapley(
    causes: Sequence[Cause], value: Callable[[frozenset[Cause]], float]
) -> dict[Cause, float]:
    """Each cause's part of value(all causes) - value(none).

    part(c) = sum over sets S without c of |S|! (n - |S| - 1)! / n! x (value(S + c) - value(S))
    """
    count = len(causes)
    if count > MOST_CAUSES:
        raise AssertionError(f"{count} causes are more than are split")
    known = [
        value(frozenset(cause for place, cause in enumerate(causes) if chosen >> place & 1))
        for chosen in range(2**count)
    ]
    weight = [
        math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
        for size in range(count)
    ]
    return {
        cause: math.fsum(
            weight[chosen.bit_count()] * (known[chosen | 1 << place] - known[chosen])
            for chosen in range(2**count)
            if not chosen >> place & 1
        )
        for place, cause in enumerate(causes)
    }


def in_whole_fen(parts: Mapping[Cause, Decimal], total: Decimal) -> dict[Cause, Decimal]:
    """The parts rounded to fen so that they add up to `total` (whole fen) exactly.

    Largest remainder: every part is cut down, also below zero; the fen left over go one each to the
    largest remainders, ties to the part named earlier. The parts must add up to the total but for
    rounding.
    """
    if not parts:
        return {}
    whole = {name: part.quantize(FEN, rounding=ROUND_FLOOR) for name, part in parts.items()}
    left_over = int((total - sum(whole.values())) / FEN)
    if not 0 <= left_over <= len(parts):
        raise AssertionError(f"parts add up to {sum(parts.values())}, not {total}")
    for name in sorted(parts, key=lambda one: whole[one] - parts[one])[:left_over]:
        whole[name] += FEN
    return whole
