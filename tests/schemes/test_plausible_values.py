"""A share taken for a multiple of the LPR or for a yearly rate is refused, wherever it counts."""

import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest

from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.check import check_folder
from zhidai.schemes.reader import shipped_folder

FACT = """\
request.rate_of_lpr:
  label: {zh: LPR倍数, en: Multiple of the LPR}
  type: number
  unit: times
  answered_by: record
  formula: FORMULA
"""
RULE = """\
- id: rate_of_lpr
  label: {zh: 利率倍数, en: Multiple of the rate}
  clause: "4.1"
  subject: request
  test: {fact: request.rate_of_lpr, compare: at_most, parameter: factor}
"""
FACTOR = """\
factor:
  label: {zh: 倍数, en: Multiple}
  clause: "4.1"
  unit: times
  strength: must
  compare: at_most
  values: {2020-09-29: VALUE}
"""
RATE = """\
paid:
  label: {zh: 贴息率, en: Rate subsidised}
  clause: "4.1"
  unit: UNIT
  strength: must
  compare: equals
  values: {2020-09-29: VALUE}
"""
SUBSIDY = """\
- {id: interest, label: {zh: 息, en: Own}, clause: "9.3", item: interest, level: province, SHARE}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(shipped_folder("ganzhou-2020")) as shipped:
        copy = Path(shutil.copytree(shipped, tmp_path / "own"))
    shutil.rmtree(copy / "examples")
    return copy


def added(folder: Path, file: str, text: str) -> None:
    path = folder / file
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(known + text, encoding="utf-8")


def told(folder: Path) -> set[str]:
    _, findings = check_folder(folder, on=None, reference=reference_tables())
    return {one.reason.code for one in findings}


@pytest.mark.parametrize(
    "formula", ["rate_multiple", "rate_multiple_five_years", "rate_benchmark_multiple"]
)
@pytest.mark.parametrize(("value", "is_told"), [("30%", True), ("1.3倍", False), ("5倍", True)])
def test_a_multiple_that_a_rule_alone_holds_is_one_of_the_lpr_too(
    folder: Path, formula: str, value: str, is_told: bool
) -> None:
    added(folder, "facts.yaml", FACT.replace("FORMULA", formula))
    added(folder, "rules.yaml", RULE)
    added(folder, "parameters.yaml", FACTOR.replace("VALUE", value))

    assert ("check_multiple_implausible" in told(folder)) is is_told


@pytest.mark.parametrize("share", ["formula: fixed_rate, share: paid", "PARTS"])
@pytest.mark.parametrize(
    ("unit", "value", "is_told"),
    [
        ("rate", "30%/年", True),
        ("rate", "10%/年", False),
        ("basis_points", "30个百分点", True),
        ("basis_points", "2个百分点", False),
    ],
)
def test_no_subsidy_pays_more_than_a_tenth_of_the_loan_a_year(
    folder: Path, share: str, unit: str, value: str, is_told: bool
) -> None:
    of_paid = "{formula: share_of_paid, share: province_subsidy_ratio}"
    parts = f"{{formula: fixed_rate, share: paid}}, {of_paid}"
    of_both = f"formula: lower_of, of: [{parts}]" if share == "PARTS" else share
    added(folder, "parameters.yaml", RATE.replace("UNIT", unit).replace("VALUE", value))
    added(folder, "subsidies.yaml", SUBSIDY.replace("SHARE", of_both))

    assert ("check_subsidy_rate_implausible" in told(folder)) is is_told
