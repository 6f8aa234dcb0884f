"""While a case waits for its decision its values stay, and its facts age."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from assessment_scheme import PARAMETERS, REFERENCE, SCHEME, case
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import DatedValue, Scheme
from zhidai.core.policy.trace import Node

AMENDED = date(2021, 7, 1)


def amended(name: str, text: str, since: date = AMENDED) -> Scheme:
    """The made-up programme with one value changed from a day on."""
    old = PARAMETERS[name]
    later = DatedValue(since=since, value=parse_quantity(text))
    changed = replace(old, values=(*old.values, later))
    return replace(SCHEME, parameters=MappingProxyType({**PARAMETERS, name: changed}))


def answer(scheme: Scheme, *, on: date, accepted_on: date | None = None, **asked: str):
    facts = read_facts(scheme, case(patent__fee_paid_until="2022-07-21", **asked))
    return assess(scheme, facts, on=on, reference=REFERENCE, values_on=accepted_on)


def node_of(assessed: Assessment, rule: str) -> Node:
    found = next(one for one in assessed.findings if one.rule == rule).test
    assert found is not None
    return found


def test_facts_keep_their_own_days() -> None:
    """Validity and LPR are those of the day decided, though the values are those of acceptance."""
    accepted_on, on = date(2021, 3, 1), date(2021, 12, 20)

    first = answer(SCHEME, on=accepted_on)
    later = answer(SCHEME, on=on, accepted_on=accepted_on)

    months = [node_of(one, "validity").value.content for one in (first, later)]
    margins = [node_of(one, "margin").value.content for one in (first, later)]
    assert months[0] - months[1] > 9
    assert margins == [100, 105]  # 4.85 % over 3.85 %, then over 3.80 %


@given(
    accepted=st.dates(date(2020, 9, 29), date(2021, 12, 31)),
    waited=st.integers(min_value=0, max_value=120),
)
@settings(max_examples=40, deadline=None)
def test_waiting_for_a_decision_never_changes_the_values(accepted: date, waited: int) -> None:
    scheme = amended("loan_max", "100万元")
    on = date.fromordinal(accepted.toordinal() + waited)

    at_once = answer(scheme, on=accepted, accepted_on=accepted)
    later = answer(scheme, on=on, accepted_on=accepted)

    assert [one.value for one in at_once.limit.candidates] == [
        one.value for one in later.limit.candidates
    ]
