"""Whether the scheme lets parties agree on the shares of losses that they signed.

Some plans fix the shares of a route, others suggest them and leave a different agreement open,
within bounds or without (Qinglan 6.1: fixed; 6.2: suggested, the bank bears 15 % to 30 %; Ganzhou
8.1: suggested). A share at a bound is within it. Who is not named by the model bears nothing unless
the agreement says so, where it may.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.loss_sharing import LossShares
from zhidai.core.guarantees.settings import shares_of
from zhidai.core.policy.evaluation import HOLDS
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Comparison, Strength
from zhidai.core.policy.taking_part import loss_models_of

NOTHING = Decimal(0)
SHOWN = Decimal("0.0001")
SIGNED_TO = Decimal("0.000001")  # an agreement states millionths: 33.3333% is its third


def against_signing(scheme: Scheme, route: str, shares: LossShares, on: date) -> tuple[Reason, ...]:
    """Why these shares, by role, cannot be agreed for a route on a day; empty if they can."""
    return tuple(
        found
        for model in loss_models_of(scheme, route)
        for found in (*_differing(scheme, model, shares, on), *_beyond(scheme, model, shares, on))
    )


def within_bounds(scheme: Scheme, route: str, shares: LossShares, on: date) -> bool:
    """Whether shares that were signed once are still within the bounds of a route on a day.

    Shares that the scheme fixes need no agreement and are not asked again: its own hold.
    """
    models = loss_models_of(scheme, route)
    return not any(found for one in models for found in _beyond(scheme, one, shares, on))


def _differing(scheme: Scheme, model: LossModel, shares: LossShares, on: date) -> Iterator[Reason]:
    if model.strength is not Strength.MUST:
        return
    stated = shares_of(scheme, model, on)
    for role in dict.fromkeys((*stated, *shares)):
        signed, fixed = shares.get(role, NOTHING), stated.get(role, NOTHING)
        if abs(signed - fixed) >= SIGNED_TO:
            named = model.shares.get(role)
            label = model.label if named is None else scheme.parameters[named].label
            yield reason(
                "agreed_share_fixed",
                model.clause,
                rule=label,
                signed=_percent(signed),
                stated=_percent(fixed),
            )


def _beyond(scheme: Scheme, model: LossModel, shares: LossShares, on: date) -> Iterator[Reason]:
    for role, bounds in model.bounds.items():
        signed = shares.get(role, NOTHING)
        for name, compare in (
            (bounds.at_least, Comparison.AT_LEAST),
            (bounds.at_most, Comparison.AT_MOST),
        ):
            if name is None:
                continue
            bound = scheme.value(name, on).amount
            if abs(signed - bound) >= SIGNED_TO and not HOLDS[compare](signed, bound):
                parameter = scheme.parameters[name]
                yield reason(
                    "agreed_share_out_of_bounds",
                    parameter.clause,
                    rule=parameter.label,
                    signed=_percent(signed),
                    bound=_percent(bound),
                )


def _percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).quantize(SHOWN).normalize():f}%"
