"""A single patent with what an officer answered of it: the same value, from the moved scores.

Without economics of its own a patent's income follows its scores, and its value moves with them;
with economics its value rests on its own revenue, and the answers move its scores alone. Each
answer's part of the change is L(V1, V0) x effect x its points / SCORE_SD, L the logarithmic mean,
as in the bridge: the value is proportional to e^(effect x score / SCORE_SD).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from zhidai.core.money import half_up_to_fen
from zhidai.core.valuation.officer_scores import JudgedScores, OfficerIndicator, judged_scores
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.shapley import in_whole_fen
from zhidai.core.valuation.value import SCORE_SD, logarithmic_mean, score_income, value
from zhidai.engine.valuation.single import SinglePatent


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPatent:
    """A patent by the data and with the answers. parts: what each answer added to the mean, yuan,
    to the fen the whole change.
    """

    by_data: SinglePatent
    judged: SinglePatent
    scores: JudgedScores
    parts: Mapping[str, Decimal]


def judged(
    found: SinglePatent,
    answers: Mapping[str, int],
    indicators: tuple[OfficerIndicator, ...],
    parameters: ValuationParameters,
) -> JudgedPatent:
    """The patent with the answers; without any it is the same to the fen."""
    scores = judged_scores(found.patent.scores, found.known_weights, answers, indicators)
    moved = _moved(found, scores, parameters)
    return JudgedPatent(
        by_data=found,
        judged=moved,
        scores=scores,
        parts=_parts(found, moved, scores, indicators, parameters),
    )


def _moved(
    found: SinglePatent, scores: JudgedScores, parameters: ValuationParameters
) -> SinglePatent:
    patent = replace(found.patent, scores=scores.scores)
    if not found.is_alive or patent.economics is not None or not any(scores.points.values()):
        return replace(found, patent=patent)
    base = found.income / score_income(found.patent, 1.0, parameters)
    now = value(patent, base, parameters)
    return replace(
        found,
        patent=patent,
        income=score_income(patent, base, parameters),
        mean=_fen(now.mean),
        p10=_fen(now.p10),
        p50=_fen(now.p50),
        p90=_fen(now.p90),
        liquidation=_fen(now.liquidation),
        pledge_ratio=Decimal(f"{now.pledge_ratio:.4f}"),
    )


def _parts(
    found: SinglePatent,
    moved: SinglePatent,
    scores: JudgedScores,
    indicators: tuple[OfficerIndicator, ...],
    parameters: ValuationParameters,
) -> dict[str, Decimal]:
    """Scaled to the whole change, which two roundings to the fen have touched."""
    total = moved.mean - found.mean
    dimension = {one.name: one.dimension for one in indicators}
    mean = logarithmic_mean(float(moved.mean), float(found.mean)) if found.mean else 0.0
    exact = {
        name: Decimal(repr(mean * parameters.effects[dimension[name]] * points / SCORE_SD))
        for name, points in scores.points.items()
    }
    whole = sum(exact.values(), Decimal(0))
    if not total or not whole:
        return dict.fromkeys(exact, Decimal("0.00"))
    return in_whole_fen({name: part * total / whole for name, part in exact.items()}, total)


def _fen(amount: float) -> Decimal:
    return half_up_to_fen(Decimal(repr(amount)))
