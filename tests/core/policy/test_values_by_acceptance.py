"""A value amended on a day answers for applications accepted from that day on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.rerun import rerun
from zhidai.core.policy.scheme import DatedValue, Scheme
from zhidai.core.policy.trace_json import as_json
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.examples import load_examples
from zhidai.schemes.reader import shipped, shipped_folder

AMENDED = date(2021, 7, 1)
DAY = date(2021, 8, 1)


@pytest.fixture(scope="module")
def amended() -> Scheme:
    """Ganzhou's plan with its ceiling for a loan lowered to 2,000,000 from a day on."""
    scheme = shipped("ganzhou-2020")
    ceiling = scheme.parameters["loan_amount_max"]
    lower = replace(ceiling.values[0].value, amount=Decimal(2_000_000))
    values = (*ceiling.values, DatedValue(since=AMENDED, value=lower))
    changed = {**scheme.parameters, ceiling.name: replace(ceiling, values=values)}
    return replace(scheme, parameters=MappingProxyType(changed))


@pytest.mark.parametrize(
    ("accepted_on", "limit"),
    [(date(2021, 6, 30), 10_000_000), (AMENDED, 2_000_000), (date(2021, 7, 2), 2_000_000)],
)
def test_the_day_of_acceptance_decides_which_ceiling_holds(
    amended: Scheme, accepted_on: date, limit: int
) -> None:
    example = next(
        one for one in load_examples(shipped_folder("ganzhou-2020"), amended)
        if one.file.endswith("eligible_indirect.yaml")
    )  # fmt: skip
    facts = read_facts(amended, example.facts)

    found = assess(amended, facts, on=DAY, reference=reference_tables(), values_on=accepted_on)

    ceiling = next(one for one in found.limit.candidates if one.id == "loan_amount")
    assert ceiling.amount == limit
    assert (found.on, found.values_on) == (DAY, accepted_on)
    stored = as_json(found)
    assert isinstance(stored, dict)
    assert rerun(amended, stored, reference=reference_tables()) == ()
