"""What of a scheme casework does not carry out yet: until then no party works under it.

A scheme may say more than the pages of casework do: everything it says is loaded, shown, audited,
compared and computed, and enterprises are assessed by it. But a loan is only opened under a scheme
whose every part is kept to.
"""

from collections.abc import Iterator, Sequence

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.parties import OFFICES, SIGNING, PartyKind
from zhidai.core.policy.breakers import Breaker, BreakerMetric, BreakerScope, Resume, Stops
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.claim_triggers import ClaimTrigger, OverdueOf, TriggerMetric
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.losses import LossBase, LossModel
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.sanctioning import EXCLUSION, is_against_enterprise
from zhidai.core.policy.sanctions import Sanction, SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Limit, Route, Scheme
from zhidai.core.policy.subsidies import Subsidy, SubsidyCap, SubsidyItem
from zhidai.core.policy.taking_part import LONGEST_ROLE, kind_of, roles_of
from zhidai.core.policy_text.parties import party_name
from zhidai.schemes.unheld import unheld

_Part = Limit | LossModel | ClaimTrigger | Breaker | Sanction | Subsidy | SubsidyCap

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
        *(
            _said("casework_limit_room", one, file="limits.yaml")
            for one in scheme.limits
            if one.formula == _UNKNOWN_ROOM
        ),
    )


def _losses(scheme: Scheme) -> Iterator[Reason]:
    """Without any model the bank bears its losses itself: nothing is missing."""
    file = "loss_sharing.yaml"
    for model in scheme.loss_models:
        if model.base is LossBase.PRINCIPAL_BALANCE:
            yield _said("casework_loss_of_balance", model, file=file)
        if model.when:
            yield _said("casework_loss_on_condition", model, file=file)
        if others := _beside(model, scheme.loss_models):
            yield _said("casework_loss_beside", model, file=file, others=others)


def _claims(scheme: Scheme) -> Iterator[Reason]:
    if scheme.loss_models and not scheme.claim_triggers:
        yield reason("casework_without", file="claims.yaml")
    file = "claims.yaml"
    for one in scheme.claim_triggers:
        if one.metric is TriggerMetric.WRITTEN_OFF:
            yield _said("casework_claim_written_off", one, file=file)
        elif one.after is not None and scheme.parameters[one.after].unit is not Unit.DAYS:
            yield _said("casework_claim_not_in_days", one, file=file, parameter=one.after)
        if one.of is not OverdueOf.EITHER:
            yield _said("casework_claim_of_one_kind", one, file=file, of=str(one.of))
        if others := _beside(one, scheme.claim_triggers):
            yield _said("casework_claim_beside", one, file=file, others=others)


def _beside(one: LossModel | ClaimTrigger, among: Sequence[LossModel | ClaimTrigger]) -> str:
    """The ids of the parts that may hold for the same case; empty: none."""
    others = (other for other in among if other is not one)
    return ", ".join(other.id for other in others if _same_route(other.routes, one.routes))


def _same_route(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two parts may hold for one case; no route named means every route."""
    return not one or not other or bool(set(one) & set(other))


def _supervision(scheme: Scheme) -> Iterator[Reason]:
    """Without a breaker business never stops of itself, without sanctions nobody is shut out."""
    for one in scheme.breakers:
        said = tuple(_of_breaker(one))
        yield from said
        if not said and "record.breaker_tripped" not in _asked(scheme):
            yield _unasked(one.id, one.clause, "record.breaker_tripped")
    for sanction in scheme.sanctions:
        if not is_against_enterprise(sanction, EXCLUSION):
            continue
        if sanction.lasts is None:
            yield _said("casework_exclusion_without_end", sanction, file="sanctions.yaml")
        elif "record.excluded" not in _asked(scheme):
            yield _unasked(sanction.id, sanction.clause, "record.excluded")


def _of_breaker(one: Breaker) -> Iterator[Reason]:
    file = "breaker.yaml"
    if one.metric is BreakerMetric.COMPENSATED_PRINCIPAL:
        yield _said("casework_breaker_of_compensated", one, file=file)
    if one.scope is BreakerScope.DISTRICT:
        yield _said("casework_breaker_of_district", one, file=file)
    elif one.scope is BreakerScope.BANK and one.resume is Resume.ALL_PARTIES_AGREE:
        yield _said("casework_breaker_of_bank_by_all", one, file=file)
    if missing := [str(each) for each in Stops if each not in one.stops]:
        yield _said("casework_breaker_stops_part", one, file=file, missing=", ".join(missing))


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
        facts = dict.fromkeys(fact for test in tests for fact in facts_of(test))
        if of_patents := [fact for fact in facts if fact.startswith(_OF_PATENTS)]:
            facts_said = ", ".join(of_patents)
            yield _said("casework_subsidy_of_patents", one, file="subsidies.yaml", facts=facts_said)
        if any(cap.scope is CapScope.POOL_BALANCE for cap in one.caps):
            yield _said("casework_cap_of_pool", one, file="subsidies.yaml")
    for cap in scheme.subsidy_caps:
        if cap.scope is CapScope.POOL_BALANCE:
            yield _said("casework_cap_of_pool", cap, file="subsidy_caps.yaml")
    for sanction in scheme.sanctions:
        no_subsidy = sanction.effect is SanctionEffect.NO_SUBSIDY
        of_enterprise = PartyKind.ENTERPRISE in sanction.against
        if no_subsidy and of_enterprise and sanction.after is not SanctionCause.MISUSE:
            after = str(sanction.after)
            yield _said("casework_no_subsidy_after", sanction, file="sanctions.yaml", after=after)


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
        for role in roles:
            if len(role) > LONGEST_ROLE:
                yield _too_long(route, role)
        yield from _kinds_twice(scheme, route)
        for party in needed:
            if party not in roles:
                yield reason("casework_party_missing", route.clause, part=route.id, party=party)


def _too_long(route: Route, role: str) -> Reason:
    most = LONGEST_ROLE
    return reason("casework_role_too_long", route.clause, route=route.id, role=role, most=most)


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


def _said(code: str, part: _Part, *, file: str, **more: str) -> Reason:
    """Why casework does not keep to a part, by its name, its id and the file that it stands in."""
    return reason(code, part.clause, label=part.label, part=part.id, file=file, **more)
