"""Parties are offered a shipped folder only where it would be accepted as a proposal."""

import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.schemes.operated import against_operating, operated_schemes
from zhidai.schemes.reader import load_scheme, shipped, shipped_folder


@pytest.fixture
def qinglan(tmp_path: Path) -> Path:
    with as_file(shipped_folder("qinglan-2021")) as folder:
        return Path(shutil.copytree(folder, tmp_path / "own"))


def said(folder: Path) -> list[str]:
    return [one.code for one in against_operating(load_scheme(folder), folder)]


def test_the_shipped_plans_are_operated_and_the_worked_examples_are_not() -> None:
    assert operated_schemes() == ("ganzhou-2020", "qinglan-2021")
    for name in operated_schemes():
        assert against_operating(shipped(name), shipped_folder(name)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("parameters.yaml", "2021-02-01: 4%}", "2021-02-01: 6%}", "check_warning_not_below_stop"),
        ("parameters.yaml", "values: {2021-02-01: 70%}", "values: {2021-02-01: 170%}",
         "check_value_above_all"),
        ("subsidies.yaml", "item: insurance_premium\n  level: province",
         "item: guarantee_fee\n  level: city", "check_subsidy_twice"),
        ("loss_sharing.yaml", "routes: [insured]", "routes: [insured, guaranteed]",
         "check_loss_models_two"),
        ("rates.yaml", "above: subsidised_at_ceiling", "above: ineligible",
         "check_rate_unheld_derived"),
        ("claims.yaml", "payers: [guarantor, compensation_fund]",
         "payers: [guarantor, compensation_fund, insurer]", "check_payer_bears_nothing"),
    ],
)  # fmt: skip
def test_a_folder_of_which_the_check_finds_an_error_is_not_operated(
    qinglan: Path, file: str, old: str, new: str, code: str
) -> None:
    shutil.rmtree(qinglan / "examples")
    spoil(qinglan, file, old, new)

    assert code in said(qinglan)


def test_a_folder_whose_worked_examples_come_out_otherwise_is_not_operated(qinglan: Path) -> None:
    example = sorted((qinglan / "examples").glob("*.yaml"))[0].name
    spoil(qinglan, f"examples/{example}", "outcome: not_met", "outcome: met")

    assert said(qinglan) == ["check_outcome_differs"]


def test_a_folder_whose_worked_examples_cannot_be_read_is_not_operated(qinglan: Path) -> None:
    (qinglan / "examples" / "more.yaml").write_text("name: [", encoding="utf-8")

    assert said(qinglan)
