"""Percentage points of interest that a plan pays (2个百分点): a part of the principal."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.subsidies.test_other_subsidies import DRAWN, DUE, INPUTS, never_pledged
from tests.schemes.minimal_scheme import spoil

from zhidai import schemes
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.settings import Ceiling, settings_from
from zhidai.schemes.reader import load_scheme

SHIPPED = Path(schemes.__file__).parent
INSTEAD = """\
  instead:
    - {when: {fact: request.route, is: insured}, share: city_interest_share_insured}
"""
POINTS = """\
city_points:
  label: {zh: 贴息点数, en: Points of interest}
  clause: "8.1"
  unit: basis_points
  strength: must
  compare: equals
  values: {2021-02-01: 2个百分点}
"""


@pytest.mark.parametrize(
    ("paid", "granted"),
    [("147520.85", "60833.33"), ("45625.00", "34218.75")],  # all levels: 75 % of what was paid
)
def test_percentage_points_of_interest_are_taken_of_the_principal_and_no_more_than_was_paid(
    tmp_path: Path, paid: str, granted: str
) -> None:
    folder = Path(shutil.copytree(SHIPPED / "qinglan-2021", tmp_path / "qinglan-2021"))
    spoil(
        folder,
        "subsidies.yaml",
        "share_of_lpr_interest\n  share: city_interest_share\n",
        "fixed_rate\n  share: city_points\n",
    )
    spoil(folder, "subsidies.yaml", INSTEAD, "")
    parameters = folder / "parameters.yaml"
    parameters.write_text(parameters.read_text(encoding="utf-8") + POINTS, encoding="utf-8")
    found = settings_from(load_scheme(folder), DRAWN, never_pledged)
    interest = PaidInterest(begins_on=DRAWN, ends_on=DUE, paid=Decimal(paid))

    (line, *_) = compute_subsidies(replace(INPUTS, interest=(interest,)), found).lines

    assert (line.ratio, line.amount) == (Decimal("0.02"), Decimal(granted))
    room = next(one.room for one in line.ceilings if one.name is Ceiling.ACTUAL_COST)
    assert room == Decimal(paid)
