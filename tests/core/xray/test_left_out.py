"""What an x-ray leaves out is said with the reason, and a premise that nothing asks is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.policy.claim_triggers import TriggerMetric
from zhidai.core.policy.fact_tests import Is
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import sentence, sentences
from zhidai.wording.xray import sections

QINGLAN = shipped("qinglan-2021")
PREMISES = Premises(on=date(2021, 3, 1))
DAY = replace(PREMISES, on=QINGLAN.in_force_from)


def notes(found: Xray, scheme: Scheme, language: str = "en") -> str:
    return " ".join(sections(found, scheme, language)[0].notes)


def with_triggers(**second: object) -> Scheme:
    """A second way for claims to begin on the guaranteed route, after the shipped one."""
    first = next(one for one in QINGLAN.claim_triggers if "guaranteed" in one.routes)
    other = replace(first, id="beside", **second)  # type: ignore[arg-type]
    return replace(QINGLAN, claim_triggers=(*QINGLAN.claim_triggers, other))


def test_a_guarantee_fee_is_refused_where_nobody_guarantees() -> None:
    given = replace(DAY, fees=MappingProxyType({"guarantee_fee": Decimal("0.01")}))

    with pytest.raises(BadInput) as refused:
        xray(QINGLAN, given, route="insured")

    (english,) = sentences(refused.value.reasons, "en")
    assert "guarantee fee" in english
    assert "Insured" in english
    assert "投保模式" in sentences(refused.value.reasons, "zh-hans")[0]
    assert xray(QINGLAN, given, route="guaranteed").models


def test_of_two_claim_triggers_the_first_is_computed_and_the_other_is_named() -> None:
    scheme = with_triggers()

    found = xray(scheme, DAY, route="guaranteed")

    assert found.bounds.claim_day == xray(QINGLAN, DAY, route="guaranteed").bounds.claim_day
    (said,) = [one for one in found.left_out if one.code == "xray_trigger_beside"]
    assert "left out" in sentence(said, "en")
    assert sentence(said, "en") in notes(found, scheme)
    assert sentence(said, "zh-hans") in notes(found, scheme, "zh-hans")


def test_a_trigger_that_no_days_start_is_passed_over_and_named() -> None:
    scheme = with_triggers(metric=TriggerMetric.WRITTEN_OFF)
    turned = replace(scheme, claim_triggers=tuple(reversed(scheme.claim_triggers)))

    found = xray(turned, DAY, route="guaranteed")

    assert found.bounds.claim_day == xray(QINGLAN, DAY, route="guaranteed").bounds.claim_day
    assert "xray_trigger_not_by_days" in [one.code for one in found.left_out]


def test_a_loss_model_of_another_route_is_named_with_the_route() -> None:
    found = xray(QINGLAN, DAY, route="guaranteed")

    said = [sentence(one, "en") for one in found.left_out if one.code == "xray_model_elsewhere"]

    assert any("Insured" in one for one in said), said


def test_a_loss_model_of_other_loans_is_named_with_what_it_asks() -> None:
    first, *others = QINGLAN.loss_models
    elsewhere = Is(fact="request.route", content="insured")
    scheme = replace(
        QINGLAN, loss_models=(replace(first, id="twin", when=elsewhere, routes=()), first, *others)
    )

    found = xray(scheme, DAY, route="guaranteed")

    said = [one for one in found.left_out if one.code == "xray_model_of_other_loans"]
    assert [one.parameters["label"] for one in said] == [first.label]
    assert sentence(said[0], "en") in notes(found, scheme)


def test_nothing_is_left_out_where_the_plan_has_one_of_each() -> None:
    assert xray(shipped("ganzhou-2020"), PREMISES).left_out == ()
