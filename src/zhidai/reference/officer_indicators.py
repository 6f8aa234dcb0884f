"""The questions that an officer may answer of a patent, as core values."""

from functools import cache

from zhidai.core.labels import Label
from zhidai.core.valuation.officer_scores import OfficerIndicator
from zhidai.reference.table import read_table


@cache
def officer_indicators() -> tuple[OfficerIndicator, ...]:
    """The shipped table, dimension by dimension."""
    return tuple(
        OfficerIndicator(
            name=name,
            dimension=written["dimension"],
            weight=float(written["weight"]),
            label=Label(**written["label"]),
            question=Label(**written["question"]),
            anchors=tuple(Label(**one) for one in written["anchors"]),
        )
        for name, written in read_table("officer_indicators")["indicators"].items()
    )
