"""What of a scheme is of the reference loan on its route: subsidies, claims and loss models."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from zhidai.core.errors import BadInput, Reason
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.guarantees.settings import settings_from as claim_settings_from
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import Subsidy, SubsidyItem
from zhidai.core.policy.taking_part import claim_triggers_of, loss_models_of
from zhidai.core.subsidies.charged_fees import is_charged, on_route
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.settings import settings_from as subsidy_settings_from
from zhidai.core.xray.left_out import (
    models_left_out,
    subsidies_beside,
    subsidies_on_condition,
    triggers_left_out,
)
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.reference_loan import may_meet, surely_meets


def subsidies_of(
    scheme: Scheme, premises: Premises, route: str | None, *, surely: bool = False
) -> SubsidySettings:
    """Of a first loan on the route: what only other facts can tell it is taken to meet, or, with
    `surely`, not to meet. Of several that one level may pay for a cost the first counts.
    """
    holds = (surely_meets if surely else may_meet)(scheme, premises, route)
    beside = {} if surely else _beside(scheme, premises, route)
    counted = tuple(one for one in scheme.subsidies if one.id not in beside)
    settings = subsidy_settings_from(replace(scheme, subsidies=counted), premises.on, holds)
    return settings if route is None else on_route(settings, scheme, route)


def _beside(scheme: Scheme, premises: Premises, route: str | None) -> dict[str, Subsidy]:
    """Subsidies that a loan may get in place of another of the same level and cost: which of them
    only its case can tell. Two that every loan gets are no such pair, but an error of the plan.
    """
    may, sure = (meets(scheme, premises, route) for meets in (may_meet, surely_meets))
    first: dict[tuple[str, SubsidyItem], Subsidy] = {}
    beside = {}
    for one in scheme.subsidies:
        if _holds(one, may):
            counted = first.setdefault((one.level, one.item), one)
            if counted is not one and not (_holds(counted, sure) and _holds(one, sure)):
                beside[one.id] = counted
    return beside


def _holds(one: Subsidy, meets: Callable[[Test], bool]) -> bool:
    return one.when is None or meets(one.when)


def claims_of(
    scheme: Scheme, premises: Premises, route: str | None, model: LossModel | None
) -> ClaimSettings | None:
    """By the first trigger of the route that days overdue start; None where there is none."""
    return next(iter(_claims_by_days(scheme, premises, route, model).values()), None)


def _claims_by_days(
    scheme: Scheme, premises: Premises, route: str | None, model: LossModel | None
) -> dict[str, ClaimSettings]:
    """Of each trigger of the route that days overdue start, by its id."""
    found: dict[str, ClaimSettings] = {}
    for one in claim_triggers_of(scheme, route) if model is not None else ():
        try:
            found[one.id] = claim_settings_from(
                scheme, premises.on, route, model=model, trigger=one
            )
        except BadInput as refused:
            if refused.reasons[0].code != "claim_trigger_not_by_days":
                raise
    return found


def models_of(scheme: Scheme, premises: Premises, route: str | None) -> tuple[LossModel, ...]:
    """Those that the reference loan may come under."""
    holds = may_meet(scheme, premises, route)
    of_route = scheme.loss_models if route is None else loss_models_of(scheme, route)
    return tuple(one for one in of_route if one.when is None or holds(one.when))


def left_out_of(scheme: Scheme, premises: Premises, route: str | None) -> Iterator[Reason]:
    """What of the scheme has no figures here, or has them on a condition; by its files."""
    yield from models_left_out(scheme, route, may_meet(scheme, premises, route))
    model = next(iter(models_of(scheme, premises, route)), None)
    if model is not None:
        by_days = _claims_by_days(scheme, premises, route, model)
        yield from triggers_left_out(claim_triggers_of(scheme, route), by_days)
    beside = _beside(scheme, premises, route)
    may, sure = (meets(scheme, premises, route) for meets in (may_meet, surely_meets))
    counted = tuple(
        one
        for one in scheme.subsidies
        if one.id not in beside
        and _holds(one, may)
        and (route is None or is_charged(one.item, scheme, route))
    )
    yield from subsidies_on_condition(scheme, counted, may, sure)
    yield from subsidies_beside(scheme, beside)
