"""The numbers that claims run on, taken from a scheme on a day, for a route.

A scheme may share losses by several named models and let claims begin in several ways; of each,
exactly one holds for a case. None or two is an error that names them, never silent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from zhidai.core.errors import bad_input
from zhidai.core.guarantees.claim import GraceDays, GraceRunsFrom
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.lending.classification import RiskClass, first_overdue_day
from zhidai.core.policy.claim_triggers import ClaimTrigger, TriggerMetric
from zhidai.core.policy.common_fractions import summing_to_one
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Strength, first_day_that_holds

P = TypeVar("P", LossModel, ClaimTrigger)

GUARANTEE_MONTHS = 6  # Civil Code 692, where nothing else was agreed; 695: nor extended


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """overdue_days: the overdue day from which a claim may start; grace_days: to pay it.

    Where the trigger is a class, it is the overdue day on which days alone bring the loan there,
    with the time that must then pass: the platform keeps no other classification.

    suggested_shares: of the loss model; a signed agreement replaces them where they are negotiable.
    grace_runs_from: the day of the notice that the grace period runs from.
    """

    overdue_days: int
    grace_days: int
    grace_counts: GraceDays
    suggested_shares: LossShares
    negotiable: bool
    payers: tuple[str, ...]
    grace_runs_from: GraceRunsFrom
    advance: Decimal | None  # the part paid at once; None: all of it
    advance_by: tuple[str, ...]  # the payers of which that holds
    clause: str
    recovery_clause: str


def settings_from(
    scheme: Scheme,
    on: date,
    route: str | None = None,
    *,
    model: LossModel | None = None,
    trigger: ClaimTrigger | None = None,
) -> ClaimSettings:
    """The claim numbers of a scheme in force on a day.

    route: whose model and trigger; None: those of the first route that has any. model, trigger: one
    of several that a case would tell apart. Bad input: `claims_not_in_scheme`,
    `claim_trigger_not_by_days`, and those of `only_one`.
    """
    trigger = trigger or claim_trigger_of(scheme, route)
    model = model or loss_model_of(scheme, route)
    grace = None if trigger.grace is None else scheme.value(trigger.grace, on)
    return ClaimSettings(
        overdue_days=_overdue_days(scheme, trigger, on),
        grace_days=0 if grace is None else int(grace.amount),
        grace_counts=_grace_counts(scheme, grace),
        suggested_shares=shares_of(scheme, model, on),
        negotiable=model.strength is Strength.SUGGESTED,
        payers=trigger.payers,
        grace_runs_from=reading_chosen(
            scheme,
            "claim_grace_starts",
            {str(reading): reading for reading in GraceRunsFrom},
            default=GraceRunsFrom.RECEIVED,
        ),
        advance=None if trigger.advance is None else scheme.value(trigger.advance, on).amount,
        advance_by=trigger.advance_by or trigger.payers,
        clause=trigger.clause,
        recovery_clause=trigger.recovery_clause or trigger.clause,
    )


def _overdue_days(scheme: Scheme, trigger: ClaimTrigger, on: date) -> int:
    """The first overdue day on which the trigger holds. Bad input: `claim_trigger_not_by_days`."""
    after = None if trigger.after is None else scheme.value(trigger.after, on)
    in_days = after is None or after.unit is Unit.DAYS
    if not in_days or trigger.metric is TriggerMetric.WRITTEN_OFF:
        raise bad_input("claim_trigger_not_by_days", trigger=trigger.id)
    first = (
        first_overdue_day(RiskClass(str(trigger.npl_class)))
        if trigger.metric is TriggerMetric.FIVE_CLASS
        else _stated_days(scheme, str(trigger.days), on)
    )
    return first + (0 if trigger.after is None else _stated_days(scheme, trigger.after, on))


def _stated_days(scheme: Scheme, name: str, on: date) -> int:
    """A trigger's parameter as the day on which it holds: 超过90天 is day 91."""
    return first_day_that_holds(int(scheme.value(name, on).amount), scheme.parameters[name].compare)


def _grace_counts(scheme: Scheme, grace: Quantity | None) -> GraceDays:
    """As the parameter's unit says; where the plan says only days, as the reading chosen."""
    if grace is not None and grace.unit is Unit.WORKING_DAYS:
        return GraceDays.WORKING
    return reading_chosen(
        scheme,
        "claim_grace_days",
        {str(reading): reading for reading in GraceDays},
        default=GraceDays.CALENDAR,
    )


def due_day_counts_as(scheme: Scheme) -> int:
    """The term of that name for new loans (0: overdue day 1 is the day after the due day)."""
    return reading_chosen(
        scheme, "sixty_days_counted", {"day_after_due": 0, "due_day": 1}, default=0
    )


def shares_of(scheme: Scheme, model: LossModel, on: date) -> LossShares:
    """The shares of a model in force on a day; three thirds make the whole."""
    stated = {party: scheme.value(name, on).amount for party, name in model.shares.items()}
    return loss_shares(summing_to_one(stated))


def loss_model_of(
    scheme: Scheme, route: str | None = None, holds: Callable[[Test], bool] | None = None
) -> LossModel:
    """The one model by which a case on a route shares losses.

    holds: whether a test is met by the case; without it a model with a test counts as possible.
    """
    possible = [
        model
        for model in scheme.loss_models
        if model.when is None or holds is None or holds(model.when)
    ]
    return only_one(scheme, possible, route, what="loss_sharing.yaml")


def claim_trigger_of(scheme: Scheme, route: str | None = None) -> ClaimTrigger:
    """The one trigger for a case on a route."""
    return only_one(scheme, scheme.claim_triggers, route, what="claims.yaml")


def only_one(scheme: Scheme, parts: Sequence[P], route: str | None, *, what: str) -> P:
    """The one part for a route. Bad input: `claims_not_in_scheme`, `claims_more_than_one`."""
    wanted = next((name for one in parts for name in one.routes), None) if route is None else route
    found = [one for one in parts if not one.routes or wanted in one.routes]
    if not found:
        raise bad_input("claims_not_in_scheme", scheme=scheme.id, route=route or "-", file=what)
    if len(found) > 1:
        raise bad_input(
            "claims_more_than_one",
            scheme=scheme.id,
            route=route or "-",
            parts=", ".join(one.id for one in found),
        )
    return found[0]
