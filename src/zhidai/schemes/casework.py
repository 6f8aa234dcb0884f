"""What of a scheme casework does not carry out yet: until then no party works under it.

A scheme may say more than the pages of casework do: everything it says is loaded, shown, audited,
compared and computed, and enterprises are assessed by it. But a loan is only opened under a scheme
whose every part is kept to.
"""

from collections.abc import Iterator

from zhidai.core.errors import Reason, reason
from zhidai.core.parties import PartyKind
from zhidai.core.policy.breakers import BreakerMetric, BreakerScope, Resume
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.claim_triggers import OverdueOf, TriggerMetric
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.sanctions import SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem

_OF_PATENTS = "patent."  # a case pledges several: which of them a subsidy asks is not said
_ROOMS = ("lifetime_room", "bank_year_room", "scheme_year_room", "pool_room")


def not_carried_out(scheme: Scheme) -> tuple[Reason, ...]:
    """The parts that casework does not keep to, each with its clause; empty: it may be operated."""
    return (
        *_losses(scheme),
        *_claims(scheme),
        *_supervision(scheme),
        *_subsidies(scheme),
        *_parties(scheme),
        *(_said(one.id, one.clause) for one in scheme.limits if one.formula in _ROOMS),
    )


def _losses(scheme: Scheme) -> Iterator[Reason]:
    if not scheme.loss_models:
        yield reason("casework_without", file="loss_sharing.yaml")
    for model in scheme.loss_models:
        if model.base is not LossBase.PRINCIPAL or model.when or model.caps or model.bounds:
            yield _said(model.id, model.clause)


def _claims(scheme: Scheme) -> Iterator[Reason]:
    if not scheme.claim_triggers:
        yield reason("casework_without", file="claims.yaml")
    for one in scheme.claim_triggers:
        by_days = one.metric is TriggerMetric.DAYS_OVERDUE and one.of is OverdueOf.EITHER
        if not by_days or one.after or one.advance:
            yield _said(one.id, one.clause)


def _supervision(scheme: Scheme) -> Iterator[Reason]:
    if len(scheme.breakers) != 1:
        yield reason("casework_without", file="breaker.yaml")
    for one in scheme.breakers:
        known = (BreakerMetric.OVERDUE_BALANCE, BreakerScope.SCHEME, Resume.ALL_PARTIES_AGREE)
        if (one.metric, one.scope, one.resume) != known or one.warning:
            yield _said(one.id, one.clause)
    excluded = (SanctionCause.CLAIM_PAYMENT, SanctionEffect.NO_APPLICATION)
    if excluded not in {(one.after, one.effect) for one in scheme.sanctions}:
        yield reason("casework_without", file="sanctions.yaml")


def _subsidies(scheme: Scheme) -> Iterator[Reason]:
    """Every formula is paid; what a claim is computed from has to be in the case."""
    tasks = (task for route in scheme.routes.values() for task in route.tasks)
    asked = {fact for task in tasks for fact in task.facts_in}
    for one in scheme.subsidies:
        cost = f"contract.{one.item}"
        if one.item is not SubsidyItem.INTEREST and cost not in asked:
            yield reason("casework_cost_not_asked", one.clause, part=one.id, fact=cost)
        tests = (one.when, *(each.when for each in one.instead))
        of_patents = any(fact.startswith(_OF_PATENTS) for test in tests for fact in facts_of(test))
        if of_patents or any(cap.scope is CapScope.POOL_BALANCE for cap in one.caps):
            yield _said(one.id, one.clause)
    for cap in scheme.subsidy_caps:
        if cap.scope is CapScope.POOL_BALANCE:
            yield _said(cap.id, cap.clause)
    for sanction in scheme.sanctions:
        no_subsidy = sanction.effect is SanctionEffect.NO_SUBSIDY
        if no_subsidy and sanction.after is not SanctionCause.MISUSE:
            yield _said(sanction.id, sanction.clause)


def _parties(scheme: Scheme) -> Iterator[Reason]:
    known = set(PartyKind)
    for route in scheme.routes.values():
        if not set(route.parties) <= known:
            yield _said(route.id, route.clause)


def _said(part: str, clause: str) -> Reason:
    return reason("casework_not_carried_out", clause, part=part)
