"""How many times its capital a guarantor guarantees.

The regulation on financing guarantee companies (国务院令第683号, article 15) holds the liability to
ten times the net assets, fifteen for those that mainly serve small enterprises and farming. Net
assets are not on record here: the registered capital that the plan asks for (5.3.2) stands in for
them, and the whole balance counts, before losses are shared and without the weights of the
measuring rules (银保监发〔2018〕1号). So the figure is a first look, not the regulator's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.statistics.figures import cut_to_millionth


@dataclass(frozen=True, slots=True, kw_only=True)
class Guaranteed:
    """The loans that somebody guarantees and that owe something, with what the bank is owed, yuan.

    loans: their keys.
    """

    balance: Decimal
    loans: Sequence[str]


NOTHING = Guaranteed(balance=Decimal("0.00"), loans=())


def leverage(
    guaranteed: Mapping[str, Guaranteed], capitals: Mapping[str, Decimal | None]
) -> tuple[Figure, ...]:
    """By guarantor, the largest balance first. capitals: guarantor -> yuan, None if not stated.

    The ratio is cut to the millionth; there is none without a capital.
    """
    of = {name: guaranteed.get(name, NOTHING) for name in capitals}
    found: list[Figure] = []
    for name in sorted(of, key=lambda each: (-of[each].balance, each)):
        capital, balance, keys = capitals[name], of[name].balance, of[name].loans
        ratio = cut_to_millionth(balance / capital) if capital else None
        found += (
            Figure(measure=Measure.GUARANTEED, of=name, value=balance, counted=keys),
            Figure(measure=Measure.CAPITAL, of=name, value=capital),
            Figure(
                measure=Measure.LEVERAGE,
                of=name,
                value=ratio,
                counted=keys if ratio is not None else (),
                left_out=0 if capital else 1,
            ),
        )
    return tuple(found)
