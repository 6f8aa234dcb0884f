"""What of a scheme casework does not carry out yet: until then no party works under it.

A scheme may say more than the pages of casework do: everything it says is loaded, shown, audited,
compared and computed, and enterprises are assessed by it. But a loan is only opened under a scheme
whose every part is kept to.
"""

from collections.abc import Iterator, Sequence

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.parties import OFFICES, SIGNING, PartyKind
from zhidai.core.policy.breakers import BreakerMetric, BreakerScope, Resume, Stops
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.claim_triggers import OverdueOf, TriggerMetric
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.sanctioning import EXCLUSION, is_against_enterprise
from zhidai.core.policy.sanctions import SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Route, Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.policy.taking_part import LONGEST_ROLE, kind_of, roles_of
from zhidai.core.policy_text.parties import party_name
from zhidai.schemes.unheld import unheld

_OF_PATENTS = "patent."  # a case pledges several: which of them a subsidy asks is not said
_UNKNOWN_ROOM = "pool_room"  # what a pool has committed to lend against is no record of casework


def not_carried_out(scheme: Scheme) -> tuple[Reason, ...]:
    """The parts that casework does not keep to, each with its clause; empty: it may be operated."""
    return (
        *unheld(scheme),
        *_losses(scheme),
        *_claims(scheme),
        *_supervision(scheme),
        *_subsidies(scheme),
        *_parties(scheme),
        *(_said(one.id, one.clause) for one in scheme.limits if one.formula == _UNKNOWN_ROOM),
    )


def _losses(scheme: Scheme) -> Iterator[Reason]:
    """Without any model the bank bears its losses itself: nothing is missing."""
    for model in scheme.loss_models:
        shared_route = any(
            other is not model and _same_route(other.routes, model.routes)
            for other in scheme.loss_models
        )
        if model.base is LossBase.PRINCIPAL_BALANCE or model.when or shared_route:
            yield _said(model.id, model.clause)


def _claims(scheme: Scheme) -> Iterator[Reason]:
    if scheme.loss_models and not scheme.claim_triggers:
        yield reason("casework_without", file="claims.yaml")
    for one in scheme.claim_triggers:
        after = None if one.after is None else scheme.parameters[one.after].unit
        by_days = one.metric is not TriggerMetric.WRITTEN_OFF and after in {None, Unit.DAYS}
        shared_route = any(
            other is not one and _same_route(other.routes, one.routes)
            for other in scheme.claim_triggers
        )
        if not by_days or one.of is not OverdueOf.EITHER or shared_route:
            yield _said(one.id, one.clause)


def _same_route(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two parts may hold for one case; no route named means every route."""
    return not one or not other or bool(set(one) & set(other))


def _supervision(scheme: Scheme) -> Iterator[Reason]:
    """Without a breaker business never stops of itself, without sanctions nobody is shut out."""
    for one in scheme.breakers:
        counted = one.metric in {BreakerMetric.OVERDUE_BALANCE, BreakerMetric.FIVE_CLASS_NPL}
        resumed = one.scope is BreakerScope.SCHEME or one.resume is not Resume.ALL_PARTIES_AGREE
        everything = set(one.stops) == set(Stops)
        asked = "record.breaker_tripped" in _asked(scheme)
        if not (counted and resumed and everything) or one.scope is BreakerScope.DISTRICT:
            yield _said(one.id, one.clause)
        elif not asked:
            yield _unasked(one.id, one.clause, "record.breaker_tripped")
    for sanction in scheme.sanctions:
        kept = sanction.lasts is not None and "record.excluded" in _asked(scheme)
        if is_against_enterprise(sanction, EXCLUSION) and not kept:
            if sanction.lasts is None:
                yield _said(sanction.id, sanction.clause)
            else:
                yield _unasked(sanction.id, sanction.clause, "record.excluded")


def _asked(scheme: Scheme) -> frozenset[str]:
    """The facts that rules ask: what is recorded stands in nobody's way unless a rule asks it."""
    return frozenset(fact for rule in scheme.rules for fact in facts_of(rule.test))


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
        of_enterprise = PartyKind.ENTERPRISE in sanction.against
        if no_subsidy and of_enterprise and sanction.after is not SanctionCause.MISUSE:
            yield _said(sanction.id, sanction.clause)


def _parties(scheme: Scheme) -> Iterator[Reason]:
    """Each role of a route is somebody's; of an office's or a signer's kind there is one role.

    The place would answer for two offices of a kind, and an agreement could not tell two signers of
    a kind apart. Who borrows and who lends are named by their kind, and so is who decides on and
    pays subsidies.
    """
    if not scheme.routes:
        yield reason("casework_without", file="routes/*.yaml")
    needed = [PartyKind.ENTERPRISE, PartyKind.BANK]
    if scheme.subsidies:
        needed += [PartyKind.BUREAU, PartyKind.TREASURY]
    for route in scheme.routes.values():
        roles = roles_of(scheme, route.id)
        for role in roles:
            if kind_of(scheme, role) is None:
                yield reason("casework_role_without_party", route.clause, route=route.id, role=role)
        if _too_long(roles):
            yield _said(route.id, route.clause)
        yield from _kinds_twice(scheme, route)
        for party in needed:
            if party not in roles:
                yield reason("casework_party_missing", route.clause, part=route.id, party=party)


def _too_long(roles: tuple[str, ...]) -> bool:
    return max(map(len, roles)) > LONGEST_ROLE


def _kinds_twice(scheme: Scheme, route: Route) -> Iterator[Reason]:
    by_kind: dict[PartyKind, list[str]] = {}
    for role in roles_of(scheme, route.id):
        kind = kind_of(scheme, role)
        if kind is not None and (kind in OFFICES or kind in SIGNING):
            by_kind.setdefault(kind, []).append(role)
    for roles in by_kind.values():
        if len(roles) > 1:
            yield reason(
                "casework_kind_twice",
                route.clause,
                route=route.label,
                parties=roles_label(scheme, roles),
            )


def roles_label(scheme: Scheme, roles: Sequence[str]) -> Label:
    """Several roles in one phrase, each by the scheme's own label where it has one."""
    own = scheme.own_parties
    names = [own[role].label if role in own else party_name(role) for role in roles]
    return Label(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _unasked(part: str, clause: str, fact: str) -> Reason:
    """What is recorded stops no case unless a rule asks it."""
    return reason("casework_record_not_asked", clause, part=part, fact=fact)


def _said(part: str, clause: str) -> Reason:
    return reason("casework_not_carried_out", clause, part=part)
