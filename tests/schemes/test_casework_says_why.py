"""What casework leaves out is told with its reason, and with what to write or do instead."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from zhidai.core.policy.breakers import BreakerMetric, BreakerScope, Resume, Stops
from zhidai.core.policy.caps import Cap, CapScope
from zhidai.core.policy.claim_triggers import OverdueOf, TriggerMetric
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.sanctions import SanctionCause
from zhidai.core.policy.scheme import Limit, Scheme
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import sentence

POOL = Cap(clause="1.1", scope=CapScope.POOL_BALANCE)


def losses(**change: object) -> Callable[[Scheme], Scheme]:
    return lambda of: replace(
        of,
        loss_models=(replace(of.loss_models[0], **change), *of.loss_models[1:]),  # type: ignore[arg-type]
    )


def claims(**change: object) -> Callable[[Scheme], Scheme]:
    return lambda of: replace(
        of,
        claim_triggers=(replace(of.claim_triggers[0], **change), *of.claim_triggers[1:]),  # type: ignore[arg-type]
    )


def breakers(**change: object) -> Callable[[Scheme], Scheme]:
    return lambda of: replace(of, breakers=(replace(of.breakers[0], **change),))  # type: ignore[arg-type]


def sanctions(**change: object) -> Callable[[Scheme], Scheme]:
    return lambda of: replace(of, sanctions=tuple(replace(one, **change) for one in of.sanctions))  # type: ignore[arg-type]


def capped(of: Scheme) -> Scheme:
    return replace(of, subsidies=(replace(of.subsidies[0], caps=(POOL,)), *of.subsidies[1:]))


def with_room(of: Scheme) -> Scheme:
    one = of.limits[0]
    room = Limit(id="room", label=one.label, clause=one.clause, formula="pool_room")
    return replace(of, limits=(*of.limits, room))


WAYS: list[tuple[str, Callable[[Scheme], Scheme]]] = [
    ("casework_limit_room", with_room),
    ("casework_loss_of_balance", losses(base=LossBase.PRINCIPAL_BALANCE)),
    ("casework_loss_beside", losses(routes=())),
    ("casework_claim_written_off", claims(metric=TriggerMetric.WRITTEN_OFF)),
    ("casework_claim_of_one_kind", claims(of=OverdueOf.INTEREST)),
    ("casework_claim_not_in_days", claims(after="loan_amount_max")),
    ("casework_claim_beside", claims(routes=())),
    ("casework_breaker_of_compensated", breakers(metric=BreakerMetric.COMPENSATED_PRINCIPAL)),
    ("casework_breaker_of_district", breakers(scope=BreakerScope.DISTRICT)),
    (
        "casework_breaker_of_bank_by_all",
        breakers(scope=BreakerScope.BANK, resume=Resume.ALL_PARTIES_AGREE),
    ),
    ("casework_breaker_stops_part", breakers(stops=(Stops.DRAWDOWN,))),
    ("casework_exclusion_without_end", sanctions(lasts=None)),
    ("casework_no_subsidy_after", sanctions(after=SanctionCause.OVERDUE)),
    ("casework_cap_of_pool", capped),
]


@pytest.mark.parametrize(("code", "written"), WAYS, ids=[code for code, _ in WAYS])
def test_a_part_that_casework_leaves_out_is_named_with_the_reason_and_the_way_out(
    code: str, written: Callable[[Scheme], Scheme]
) -> None:
    found = [one for one in not_carried_out(written(shipped("qinglan-2021"))) if one.code == code]

    assert found
    english, chinese = sentence(found[0], "en"), sentence(found[0], "zh-hans")
    assert "no loan is opened" in english
    assert any(word in english for word in ("Write", "Name under", "State", "Leave"))
    assert str(found[0].parameters["file"]) in chinese
    assert "请" in chinese


def test_a_role_too_long_for_the_tables_is_named_with_how_long_it_may_be() -> None:
    scheme = shipped("ganzhou-2020")
    long = "guarantee_company_of_the_city"
    routes = {
        name: replace(route, parties=(*route.parties, long))
        for name, route in scheme.routes.items()
    }

    found = not_carried_out(replace(scheme, routes=routes))

    said = [sentence(one, "en") for one in found if one.code == "casework_role_too_long"]
    assert any(long in one and "20 letters" in one for one in said), said
