"""What a deployment values by: the shipped table, or the file that its bank loaded."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings

from zhidai.cli.environment import require_readable_environment
from zhidai.core.errors import BadInput
from zhidai.services.valuation.parameters import parameters_in_use


def test_a_bank_s_file_takes_the_place_of_the_shipped_table_and_is_read_again_when_it_changes(
    tmp_path: Path, settings: LazySettings
) -> None:
    assert parameters_in_use().is_indicative
    own = tmp_path / "own.yaml"
    own.write_text("version: bank-1\nis_indicative: false\n")
    settings.VALUATION_PARAMETERS = own

    first = parameters_in_use()
    own.write_text("version: bank-2\nis_indicative: false\n")
    os.utime(own, ns=(1, 1))

    assert (first.version.partition(" #")[0], first.is_indicative) == ("bank-1", False)
    assert parameters_in_use().version.startswith("bank-2 #")


def test_a_file_that_cannot_be_used_stops_the_platform_before_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    own = tmp_path / "own.yaml"
    monkeypatch.setenv("ZHIDAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIDAI_VALUATION_PARAMETERS", str(own))
    settings.VALUATION_PARAMETERS = own

    for asked in (require_readable_environment, parameters_in_use):
        with pytest.raises(BadInput) as refused:
            asked()
        assert refused.value.reasons[0].code == "written_table_missing"
    own.write_text("tax: 2\n")
    with pytest.raises(BadInput) as refused:
        require_readable_environment()
    assert refused.value.reasons[0].parameters["place"] == "tax"
