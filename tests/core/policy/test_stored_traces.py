"""What was explained once is explained alike on every release (`python -m tests.stored_traces`)."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from zhidai.core.policy.rerun import rerun
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped

STORED: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "stored_traces" / "traces.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("task", sorted(STORED))
def test_a_stored_trace_of_the_demonstration_answers_the_same(task: str) -> None:
    scheme = shipped(STORED[task]["scheme_id"])

    differ = rerun(scheme, STORED[task], reference=reference_tables())

    assert not differ, "\n".join(f"{one.path}: {one.stored} -> {one.now}" for one in differ)


def test_a_changed_fact_in_a_stored_trace_is_told_by_its_place() -> None:
    changed = copy.deepcopy(STORED["disburse"])
    rule = next(one for one in changed["findings"] if one["rule"] == "patent_not_already_pledged")
    rule["test"]["value"]["content"] = not rule["test"]["value"]["content"]

    differ = rerun(shipped(changed["scheme_id"]), changed, reference=reference_tables())

    assert any("patent_not_already_pledged" in one.path for one in differ)
