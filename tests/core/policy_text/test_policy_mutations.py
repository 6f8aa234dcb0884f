"""What is changed by program in a plan's text or in its scheme, the audit sees.

The text of the Ganzhou plan is not here: where ZHIDAI_POLICY_TEXT names its file it is measured
too. `python -m tests.policy_mutations SCHEME FILE` does the same for any scheme and text.
"""

import os
from pathlib import Path

import pytest
from tests.policy_mutations import fictional
from tests.policy_mutations.harmless import harmless_edits
from tests.policy_mutations.measure import HARMLESS, Count, measure_scheme, measure_text
from tests.policy_mutations.scheme_mutations import scheme_mutations
from tests.policy_mutations.text_mutations import text_mutations

from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.audit import audit
from zhidai.documents.policy_text import read_policy_file
from zhidai.schemes.plan_texts import plan_text
from zhidai.schemes.reader import shipped

LEAST = 300
GIVEN = os.environ.get("ZHIDAI_POLICY_TEXT")


@pytest.fixture(params=["fictional", "ganzhou-2020"])
def plan(request: pytest.FixtureRequest) -> tuple[Scheme, str]:
    if request.param == "fictional":
        return fictional.scheme(), fictional.text()
    if GIVEN is None:
        pytest.skip("left out: ZHIDAI_POLICY_TEXT names no file with the text of the plan")
    return shipped("ganzhou-2020"), read_policy_file(Path(GIVEN))


def told(name: str, count: Count) -> None:
    made, seen = count.made.total(), count.seen.total()
    print(f"{name}: {made} made, {seen} seen, {count.seen_without_seals.total()} without seals")


def test_the_unchanged_plan_passes(plan: tuple[Scheme, str]) -> None:
    report = audit(*plan)

    assert report.findings == ()
    assert report.sealed
    assert all(one.found for one in report.parameters)
    assert all(one.covered for clause in report.clauses for one in clause.numbers)


def test_no_mutation_of_the_text_is_missed(plan: tuple[Scheme, str]) -> None:
    scheme, text = plan

    count = measure_text(scheme, text_mutations(text))

    told("text", count)
    assert count.made.total() >= LEAST
    assert count.missed == []
    for kind in (
        "number changed",
        "unit changed",
        "sign added",
        "swapped within a clause",
        "clause removed",
    ):
        assert count.seen_without_seals[kind] == count.made[kind] > 0, kind
    assert (
        count.seen_without_seals["swapped between clauses"] == count.made["swapped between clauses"]
    )
    assert count.seen_without_seals["strength added"] == count.made["strength added"] > 0


def test_no_mutation_of_the_scheme_is_missed(plan: tuple[Scheme, str]) -> None:
    scheme, text = plan

    count = measure_scheme(text, scheme_mutations(scheme))

    told("scheme", count)
    assert count.made.total() >= LEAST
    assert count.missed == []
    for kind in ("value changed", "unit changed", "strength changed", "comparison changed"):
        assert count.seen_without_seals[kind] == count.made[kind] > 0, kind
    for kind in ("shares swapped between parties", "waiver removed", "clause removed"):
        assert count.seen_without_seals[kind] == count.made[kind] > 0, kind


def test_harmless_edits_raise_no_false_alarms(plan: tuple[Scheme, str]) -> None:
    scheme, text = plan

    count = measure_text(scheme, harmless_edits(text, count=HARMLESS))

    told("harmless", count)
    assert count.made.total() >= LEAST
    assert count.caught == []


def test_every_parameter_taken_out_of_a_plan_with_ratios_by_kind_is_seen() -> None:
    scheme, text = shipped("qinglan-2021"), plan_text("qinglan-2021") or ""
    removed = [one for one in scheme_mutations(scheme) if one.kind == "parameter removed"]

    count = measure_scheme(text, removed)

    assert count.made.total() == len(scheme.parameters)
    assert count.missed == []
