"""What a check says of a scheme that loads: is it tried, complete, confirmed, still in force?"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest
from tests.schemes.minimal_scheme import copied, spoil

from zhidai.core.errors import BadInput
from zhidai.core.guarantees import settings as claims
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import Parameter, Scheme
from zhidai.core.portfolio import settings as supervision
from zhidai.core.subsidies import settings as subsidies
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.check import check_folder, check_scheme
from zhidai.schemes.core_parameters import parameters_read
from zhidai.schemes.findings import Severity
from zhidai.schemes.folder import read_folder
from zhidai.schemes.problems import Problems
from zhidai.schemes.reader import shared_vocabulary, shipped, shipped_folder, shipped_schemes
from zhidai.schemes.value_bounds import values_beyond_bounds
from zhidai.wording.speech import sentence

DAY = date(2021, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def said(folder: Path, severity: Severity, on: date | None = DAY) -> list[str]:
    _, findings = check_folder(folder, on=on, reference=reference_tables())
    for finding in findings:
        assert sentence(finding.reason, "zh-hans") != sentence(finding.reason, "en")
    return [sentence(one.reason, "en") for one in findings if one.severity is severity]


def test_a_scheme_whose_examples_hold_has_no_errors(folder: Path) -> None:
    assert said(folder, Severity.ERROR) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("outcome: not_met", "outcome: met", "the outcome is not_met, and met was expected"),
        (
            "limit: 1000万元",
            "limit: 999万元",
            "the limit is 10,000,000 yuan, and 9,990,000 yuan was",
        ),
        ("not_met: [amount]", "not_met: [term]", "not met are amount, and term were expected"),
        ("needs: []", "needs: [request.term]", "missing are -, and request.term were expected"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_an_error(
    folder: Path, old: str, new: str, words: str
) -> None:
    spoil(folder, "examples/above.yaml", old, new)

    (error,) = said(folder, Severity.ERROR)

    assert "examples/above.yaml" in error
    assert words in error


@pytest.mark.parametrize(
    ("scheme", "old", "new", "words"),
    [
        ("ganzhou-2020", "{2020-09-29: 80%}", "{2020-09-29: 400%}", "400%, which is above 100%"),
        ("ganzhou-2020", "{2020-09-29: 25天}", "{2020-09-29: 25.5天}", "which is no whole number"),
        ("ganzhou-2020", "{2020-09-29: 25天}", "{2020-09-29: 0天}", "0天, which is too low"),
    ],
)
def test_a_value_that_nobody_can_mean_is_an_error_with_its_line(
    tmp_path: Path, scheme: str, old: str, new: str, words: str
) -> None:
    with as_file(shipped_folder(scheme)) as shipped_one:
        shutil.copytree(shipped_one, tmp_path / scheme)
    path = tmp_path / scheme / "parameters.yaml"
    before, _, after = path.read_text(encoding="utf-8").partition(old)
    path.write_text(f"{before}{new}{after}", encoding="utf-8")
    line = before.count("\n") + 1

    found = [one for one in said(tmp_path / scheme, Severity.ERROR) if words in one]

    assert [one.split(": ")[0] for one in found] == [f"parameters.yaml line {line}"]


@pytest.mark.parametrize(("written", "refused"), [("100%", 0), ("101%", 1)])
def test_a_share_of_all_may_be_meant_and_of_more_than_all_not(
    tmp_path: Path, written: str, refused: int
) -> None:
    scheme = shipped("ganzhou-2020")
    parameter = scheme.parameters["pledge_ratio_max"]
    value = replace(parameter.values[0], value=parse_quantity(written))
    changed = replace(parameter, values=(value,))
    with as_file(shipped_folder("ganzhou-2020")) as folder:
        read = read_folder(folder, shared_vocabulary(), Problems()).map("parameters.yaml")

    known = {**scheme.parameters, parameter.name: changed}
    found = values_beyond_bounds(replace(scheme, parameters=known), read)

    assert len(list(found)) == refused


def test_a_multiple_of_the_lpr_may_be_above_all_of_it() -> None:
    scheme = shipped("qinglan-2021")
    parameter = scheme.parameters["rate_factor_max"]
    value = replace(parameter.values[0], value=parse_quantity("130%"))
    changed = replace(parameter, unit=Unit.RATIO, values=(value,))
    with as_file(shipped_folder("qinglan-2021")) as folder:
        read = read_folder(folder, shared_vocabulary(), Problems()).map("parameters.yaml")

    known = {**scheme.parameters, parameter.name: changed}

    assert list(values_beyond_bounds(replace(scheme, parameters=known), read)) == []


@pytest.mark.parametrize(
    ("written", "refused"),
    [("30%", True), ("0.49倍", True), ("0.5倍", False), ("4倍", False), ("4.01倍", True)],
)
def test_a_multiple_of_the_lpr_that_no_plan_means_is_an_error(
    tmp_path: Path, written: str, refused: bool
) -> None:
    with as_file(shipped_folder("qinglan-2021")) as folder:
        copy = Path(shutil.copytree(folder, tmp_path / "qinglan-2021"))
    path = copy / "parameters.yaml"
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition("rate_factor_max:")
    changed = after.replace("1.3倍", written, 1)
    path.write_text(f"{before}rate_factor_max:{changed}", encoding="utf-8")

    found = [one for one in said(copy, Severity.ERROR) if "a multiple of" in one]

    assert bool(found) is refused
    assert not found or "1.3 times" in found[0]


def test_an_example_that_cannot_be_read_says_why(folder: Path) -> None:
    spoil(folder, "examples/above.yaml", "term: 12个月", "term: 12")

    found = said(folder, Severity.ERROR)

    assert found[0] == "Example examples/above.yaml cannot be assessed; the reasons follow."
    assert len(found) == 2
    assert "request.term" in found[1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("binding: amount", "binding: amuont", "line 6: there is no limit amuont"),
        ("not_met: [amount]", "not_met: [nothing]", "line 6: there is no rule or limit nothing"),
        ("outcome: not_met", "outcome: maybe", "line 6: maybe is not a word for outcome"),
        ("on: 2021-03-01", "at: 2021-03-01", "line 2: at is not a key here"),
    ],
)
def test_an_example_that_names_what_is_not_there_does_not_load(
    folder: Path, old: str, new: str, words: str
) -> None:
    spoil(folder, "examples/above.yaml", old, new)

    with pytest.raises(BadInput) as refusal:
        check_folder(folder, on=DAY, reference=reference_tables())

    assert any(words in sentence(one, "en") for one in refusal.value.reasons)


def test_a_threshold_is_tried_just_below_at_and_just_above(folder: Path) -> None:
    untried = [one for one in said(folder, Severity.WARNING) if "No example lies" in one]

    assert [one.split(" sets for ")[0] for one in untried] == [
        "No example lies just below the threshold 1 year that term",
        "No example lies just above the threshold 1 year that term",
        "No example lies just below the threshold 10,000,000 yuan that amount",
        "No example lies exactly at the threshold 10,000,000 yuan that amount",
    ]


@pytest.mark.parametrize(("term", "covers"), [("11个月", True), ("3个月", False)])
def test_an_example_far_from_the_threshold_does_not_try_it(
    folder: Path, term: str, covers: bool
) -> None:
    spoil(folder, "examples/above.yaml", "term: 12个月", f"term: {term}")

    below = [one for one in said(folder, Severity.WARNING)
             if "just below the threshold 1 year" in one]  # fmt: skip

    assert bool(below) is not covers


def test_a_scheme_without_examples_is_told_so(folder: Path) -> None:
    (folder / "examples" / "above.yaml").unlink()

    assert any("has no worked examples" in one for one in said(folder, Severity.WARNING))


def test_a_parameter_that_nothing_reads_is_found(folder: Path) -> None:
    spoil(
        folder,
        "rules.yaml",
        "{fact: request.term, compare: at_most, parameter: term_max}",
        "{fact: request.purpose, is: research}",
    )

    unread = [one for one in said(folder, Severity.WARNING) if "Nothing reads" in one]

    assert [one.split(";")[0] for one in unread] == ["Nothing reads the parameter term_max"]


def test_a_clause_that_nothing_encodes_is_found(folder: Path) -> None:
    with (folder / "clauses.yaml").open("a", encoding="utf-8") as clauses:
        clauses.write('"4":\n  summary: {zh: 报告, en: Reports}\n  coverage: encoded\n')

    assert any("Clause 4 is called encoded" in one for one in said(folder, Severity.WARNING))


def test_a_parameter_that_begins_late_is_found(folder: Path) -> None:
    spoil(folder, "parameters.yaml", "{2020-01-01: 30%}", "{2020-06-01: 30%}")

    late = [one for one in said(folder, Severity.WARNING) if "first value" in one]

    assert late[0].startswith("The parameter loss_share_bank has its first value from 2020-06-01")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2022, 10, 1), None),
        (date(2022, 10, 2), "The scheme's last day is 2022-12-31"),
        (date(2022, 12, 31), "The scheme's last day is 2022-12-31"),
        (date(2023, 1, 1), "The scheme ended on 2022-12-31"),
        (None, None),
    ],
)
def test_the_end_of_validity_is_announced_ninety_days_ahead(
    folder: Path, on: date | None, words: str | None
) -> None:
    found = [one for one in said(folder, Severity.WARNING, on) if "2022-12-31" in one]

    assert [words in one for one in found] == ([] if words is None else [True])


@pytest.mark.parametrize(("on", "old"), [(date(2021, 6, 1), False), (date(2021, 6, 2), True)])
def test_a_value_is_confirmed_anew_after_twelve_months(folder: Path, on: date, old: bool) -> None:
    aged = [one for one in said(folder, Severity.WARNING, on) if "last confirmed" in one]

    assert bool(aged) is old


def test_an_open_interpretation_is_shown_with_the_reading_chosen(folder: Path) -> None:
    assert (
        "Which year? The platform runs on the reading Calendar year; no authority has confirmed it."
        " (clause 1)"
    ) in said(folder, Severity.INFO)


def test_a_trial_that_ends_elsewhere_than_its_length_says_is_an_error(folder: Path) -> None:
    with (folder / "parameters.yaml").open("a", encoding="utf-8") as parameters:
        parameters.write(
            'trial_years:\n  label: {zh: 试行, en: Trial}\n  clause: "1"\n  unit: years\n'
            "  strength: must\n  values: {2020-01-01: 2年}\n"
        )

    (error,) = said(folder, Severity.ERROR)

    assert error.startswith("A trial of 2 years would end on 2021-12-31")


class Recording(Mapping[str, Parameter]):
    """The parameters of a scheme, remembering which ones were asked for."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Parameter:
        self.asked.add(name)
        return self.parameters[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)


@pytest.mark.parametrize("settings", [claims, supervision, subsidies])
def test_what_the_core_reads_is_known_to_be_read(settings: Any) -> None:
    scheme = shipped("ganzhou-2020")
    recording = Recording(scheme.parameters)
    fields = {name: getattr(scheme, name) for name in Scheme.__slots__}
    watched = Scheme(**{**fields, "parameters": recording})

    settings.settings_from(watched, DAY)

    assert recording.asked
    assert recording.asked <= set(parameters_read(scheme))


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_every_shipped_scheme_is_without_errors_and_its_thresholds_are_tried(
    scheme_id: str,
) -> None:
    folder = shipped_folder(scheme_id)

    scheme, findings = check_folder(folder, on=None, reference=reference_tables())

    assert scheme.id == scheme_id
    grave = [one for one in findings if one.severity is Severity.ERROR]
    untried = [one for one in findings if one.reason.code == "check_threshold_uncovered"]
    assert [sentence(one.reason, "en") for one in (*grave, *untried)] == []


def test_a_plan_without_a_route_is_told_that_nobody_can_work_under_it() -> None:
    found = [
        one.reason for one in check_scheme(replace(shipped("ganzhou-2020"), routes={}), on=DAY)
    ]

    assert any("without routes/*.yaml" in sentence(one, "en") for one in found)


def test_a_ratio_by_kind_whose_kind_no_task_asks_is_an_error_that_names_it() -> None:
    qinglan = shipped("qinglan-2021")
    route = qinglan.routes["insured"]
    tasks = {
        task.id: replace(
            task, facts_in=tuple(one for one in task.facts_in if one != "request.right_kind")
        )
        for task in route.tasks
    }
    steps = tuple(
        replace(step, tasks=tuple(tasks[task.id] for task in step.tasks)) for step in route.steps
    )
    unasked = replace(qinglan, routes={**qinglan.routes, "insured": replace(route, steps=steps)})

    (error,) = [one for one in check_scheme(unasked, on=DAY) if one.severity is Severity.ERROR]

    assert "request.right_kind, and no task of the route insured" in sentence(error.reason, "en")
    assert not [one for one in check_scheme(qinglan, on=DAY) if one.severity is Severity.ERROR]
