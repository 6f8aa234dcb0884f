"""Sound numbers and known names that ask the impossible together are found with file and line."""

import re
import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.core.errors import BadInput, Reason
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.check import check_folder
from zhidai.schemes.findings import Severity
from zhidai.schemes.reader import load_scheme, shipped_folder, shipped_schemes
from zhidai.wording.speech import sentence

CODES = (
    "check_loss_models_two",
    "check_loss_model_missing",
    "check_payer_bears_nothing",
    "check_bearer_not_asked",
    "check_share_out_of_bounds",
    "check_warning_not_below_stop",
    "check_subsidy_twice",
    "check_subsidy_may_be_twice",
    "check_table_row_missing",
)
AGAIN = """
- id: district_again
  label: {zh: 区级再贴息, en: The district again}
  clause: "8.2"
  item: interest
  level: district
  formula: share_of_paid
  share: district_interest_paid_share
"""


@pytest.fixture
def qinglan(tmp_path: Path) -> Path:
    with as_file(shipped_folder("qinglan-2021")) as folder:
        copied = Path(shutil.copytree(folder, tmp_path / "own"))
    shutil.rmtree(copied / "examples")
    return copied


def found(folder: Path) -> dict[str, tuple[Severity, Reason]]:
    _, findings = check_folder(folder, on=None, reference=reference_tables())
    return {
        one.reason.code: (one.severity, one.reason) for one in findings if one.reason.code in CODES
    }


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_no_shipped_scheme_contradicts_itself(scheme_id: str) -> None:
    _, findings = check_folder(shipped_folder(scheme_id), on=None, reference=reference_tables())

    assert [one.reason.code for one in findings if one.reason.code in CODES] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "severity"),
    [
        (
            "claims.yaml",
            "payers: [insurer, compensation_fund]",
            "payers: [guarantor, compensation_fund]",
            "check_payer_bears_nothing",
            Severity.ERROR,
        ),
        (
            "claims.yaml",
            "payers: [insurer, compensation_fund]",
            "payers: [compensation_fund]",
            "check_bearer_not_asked",
            Severity.WARNING,
        ),
        (
            "loss_sharing.yaml",
            "routes: [guaranteed]",
            "routes: [insured]",
            "check_loss_models_two",
            Severity.ERROR,
        ),
        (
            "loss_sharing.yaml",
            "routes: [guaranteed]",
            "routes: [insured]",
            "check_loss_model_missing",
            Severity.ERROR,
        ),
        (
            "tables.yaml",
            "    - {is: c, value: grade_c_amount}\n",
            "",
            "check_table_row_missing",
            Severity.WARNING,
        ),
    ],
)
def test_a_contradiction_is_named_with_its_file_and_line(
    qinglan: Path, file: str, old: str, new: str, code: str, severity: Severity
) -> None:
    spoil(qinglan, file, old, new)

    level, reason = found(qinglan)[code]

    place = "claims.yaml" if code == "check_loss_model_missing" else file
    assert (level, reason.parameters["file"]) == (severity, place)
    assert isinstance(reason.parameters["line"], int)
    for language in ("zh-hans", "en"):
        assert "{" not in sentence(reason, language)


def with_value(folder: Path, name: str, value: str) -> None:
    """Another first value of a parameter, in the file."""
    path = folder / "parameters.yaml"
    text, count = re.subn(
        rf"(^{name}:\n(?:  .*\n)*?  values: {{2021-02-01: )[^,}}]+",
        rf"\g<1>{value}",
        path.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert count == 1
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("npl_warning", "9%", "check_warning_not_below_stop"),
        ("npl_warning", "6%", "check_warning_not_below_stop"),
        ("bank_share_min", "25%", "check_share_out_of_bounds"),
        ("bank_share_max", "19%", "check_share_out_of_bounds"),
    ],
)
def test_numbers_that_cross_are_errors(
    qinglan: Path, parameter: str, value: str, code: str
) -> None:
    with_value(qinglan, parameter, value)

    assert found(qinglan)[code][0] is Severity.ERROR


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("npl_warning", "5.99%"), ("bank_share_min", "20%"), ("bank_share_max", "20%")],
)
def test_numbers_that_only_touch_are_none(qinglan: Path, parameter: str, value: str) -> None:
    with_value(qinglan, parameter, value)

    assert found(qinglan) == {}


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("", "check_subsidy_may_be_twice"),  # the district's own has a test
        ("  when: {fact: enterprise.listed, is: true}\n", "check_subsidy_may_be_twice"),
    ],
)
def test_two_subsidies_of_one_level_for_one_cost_are_found(
    qinglan: Path, when: str, code: str
) -> None:
    path = qinglan / "subsidies.yaml"
    path.write_text(path.read_text(encoding="utf-8") + AGAIN + when, encoding="utf-8")

    assert found(qinglan)[code][0] is Severity.WARNING


def test_two_that_every_loan_gets_are_an_error(qinglan: Path) -> None:
    path = qinglan / "subsidies.yaml"
    again = AGAIN.replace("district", "city").replace(
        "city_interest_paid_share", "city_interest_share"
    )
    path.write_text(path.read_text(encoding="utf-8") + again, encoding="utf-8")

    assert found(qinglan)["check_subsidy_twice"][0] is Severity.ERROR


def test_an_answer_that_a_rule_refuses_needs_no_row(qinglan: Path) -> None:
    spoil(qinglan, "tables.yaml", "    - {is: c, value: grade_c_amount}\n", "")
    spoil(qinglan, "rules.yaml", "one_of: [a, b, c]", "one_of: [a, b]")

    assert "check_table_row_missing" not in found(qinglan)


def test_a_day_that_is_none_is_not_also_out_of_order(qinglan: Path) -> None:
    spoil(qinglan, "parameters.yaml", "2027-01-01: 40%", "2027-02-29: 40%")

    with pytest.raises(BadInput) as refused:
        load_scheme(qinglan)

    assert [one.code for one in refused.value.reasons] == ["scheme_not_a_date"]


def test_days_out_of_order_are_still_found_beside_one_that_is_none(qinglan: Path) -> None:
    spoil(qinglan, "parameters.yaml", "2027-01-01: 40%", "2027-02-29: 40%, 2020-01-01: 30%")

    with pytest.raises(BadInput) as refused:
        load_scheme(qinglan)

    assert {one.code for one in refused.value.reasons} == {
        "scheme_not_a_date",
        "scheme_dates_out_of_order",
    }


def test_a_third_lies_within_a_bound_of_a_third(qinglan: Path) -> None:
    bank = "bank: {at_least: bank_share_min, at_most: bank_share_max}"
    spoil(qinglan, "loss_sharing.yaml", bank, "guarantor: {at_most: bank_share_max}")
    for name in ("guarantor", "fund", "bank"):
        with_value(qinglan, f"guaranteed_share_{name}", "三分之一")
    with_value(qinglan, "bank_share_max", "三分之一")

    assert "check_share_out_of_bounds" not in found(qinglan)
