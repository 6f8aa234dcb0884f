"""The margin of a rate ceiling may lie below the LPR; no other number lies below zero."""

import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.check import check_folder
from zhidai.schemes.reader import shipped_folder


@pytest.mark.parametrize("is_of_a_ceiling", [True, False])
def test_only_the_margin_of_a_rate_ceiling_may_lie_below_zero(
    tmp_path: Path, is_of_a_ceiling: bool
) -> None:
    with as_file(shipped_folder("example-direct-patent-loan")) as folder:
        copy = Path(shutil.copytree(folder, tmp_path / "own"))
    shutil.rmtree(copy / "examples")
    spoil(copy, "parameters.yaml", "150个基点", "-20个基点")
    if not is_of_a_ceiling:
        (copy / "rates.yaml").unlink()

    _, findings = check_folder(copy, on=None, reference=reference_tables())

    told = {one.reason.code for one in findings}
    assert ("check_value_too_low" not in told) is is_of_a_ceiling
