"""Which reading of an open question the code runs on: the scheme's choice, else our default."""

from collections.abc import Mapping
from typing import TypeVar

from zhidai.core.errors import bad_input
from zhidai.core.policy.scheme import Scheme

R = TypeVar("R")


def reading_chosen(
    scheme: Scheme, interpretation: str, readings: Mapping[str, R], *, default: R
) -> R:
    """What the chosen reading stands for; `default` where the scheme does not ask the question.

    Bad input: `reading_not_computed` for a reading that no code carries out.
    """
    question = scheme.interpretations.get(interpretation)
    if question is None:
        return default
    if question.chosen not in readings:
        raise bad_input(
            "reading_not_computed",
            interpretation=interpretation,
            reading=question.chosen,
            known=", ".join(readings),
        )
    return readings[question.chosen]
