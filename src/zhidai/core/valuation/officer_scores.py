"""What an officer knows of a patent that no list tells: five-point answers and what they change.

GB/T 42748-2023 scores a patent in three dimensions; of their second-level indicators lists of
patents tell little more than the number of claims and citations. An officer who has read the
patent may answer the others from 1 to 5. An answer a stands for the middle of its fifth of all
patents, p = (a - 0.5) / 5, and joins its dimension's score beside the percentiles that the data
gave, each with its weight w; W is the weight that the data had:

    new score = (W x score + sum of w x 100 p) / (W + sum of w)

What is not answered has no weight: missing stays missing. Each answer's part of the change is
w (100 p - score) / (W + sum of w); the parts add up to it exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.core.valuation.parameters import DIMENSIONS
from zhidai.core.valuation.written_fields import choice_of, fields_of

ANSWERS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerIndicator:
    """One question with what each answer means, the lowest first. weight: beside the data's."""

    name: str
    dimension: str
    weight: float
    label: Label
    question: Label
    anchors: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedScores:
    """Scores 0 to 100 by dimension, and the points that each answer added to its dimension's."""

    scores: Mapping[str, float]
    points: Mapping[str, float]


def judged_scores(
    scores: Mapping[str, float],
    known_weights: Mapping[str, float],
    answers: Mapping[str, int],
    indicators: Iterable[OfficerIndicator],
) -> JudgedScores:
    """The scores with the answers. known_weights: by dimension, what the data's score rests on."""
    answered = [one for one in indicators if one.name in answers]
    points: dict[str, float] = {}
    found = dict(scores)
    for dimension in DIMENSIONS:
        ours = [one for one in answered if one.dimension == dimension]
        whole = known_weights[dimension] + sum(one.weight for one in ours)
        for one in ours:
            apart = 100 * place_of(answers[one.name]) - scores[dimension]
            points[one.name] = one.weight * apart / whole
        found[dimension] = scores[dimension] + sum(points[one.name] for one in ours)
    return JudgedScores(scores=found, points=points)


def place_of(answer: int) -> float:
    """The middle of the answer's fifth: 0.1, 0.3, 0.5, 0.7, 0.9."""
    return (answer - 0.5) / len(ANSWERS)


def read_answers(written: object, indicators: Iterable[OfficerIndicator]) -> dict[str, int]:
    """Answers written down as JSON values, `{"stability": "4"}`; those that are there.

    Bad input: those of `written_fields`.
    """
    known = tuple(one.name for one in indicators)
    fields = fields_of(written, "scores", needed=(), optional=known)
    choices = tuple(str(one) for one in ANSWERS)
    return {name: int(choice_of(fields, name, choices, "scores")) for name in fields}
