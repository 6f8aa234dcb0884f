"""`zhidai value calibrate`: what it fits can be valued with as it is written."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from zhidai.cli import run
from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.reference.lapse_model import lapse_model
from zhidai.reference.valuation_parameters import valuation_parameters


def row_of(place: int) -> dict[str, object]:
    """A fictional patent of 2000."""
    return {
        "application_number": f"CN001{place:05d}.{check_digit_of(f'001{place:05d}')}",
        "main_ipc": "H01M4/00",
        "filing_date": date(2000, 1, 1 + place % 28),
        "grant_date": date(2003, 6, 1),
        "lapse_date": date(2006 + place % 8, 3, 8) if place % 4 else None,
        "claims": 3 + place % 11,
        "inventors": 1 + place % 3,
        "applicants": 1,
        "domestic": place % 2,
        "备注": "",
    }


def test_what_is_fitted_can_be_valued_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renewals, output = tmp_path / "renewals.csv", tmp_path / "own.yaml"
    pl.DataFrame([row_of(place) for place in range(240)]).write_csv(renewals)

    assert run(["value", "calibrate", str(renewals), "-o", str(output), "--lang", "en"]) == 0

    told = capsys.readouterr().out
    assert "Log-logistic" in told
    assert "…" not in told
    assert "Columns not used: 备注." in told
    fitted = valuation_parameters(output).lapse
    assert fitted.source == "fitted on 240 patents of renewals.csv"
    assert fitted.calibrated_sections == {"H"}
    assert fitted.shape != lapse_model().shape
    assert valuation_parameters(output).is_indicative


def test_rejected_rows_are_said_to_count_as_failures_and_are_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renewals = tmp_path / "renewals.csv"
    rows = [row_of(place) for place in range(60)]
    pl.DataFrame([*rows, rows[0]]).write_csv(renewals)

    assert run(["value", "calibrate", str(renewals), "--lang", "en"]) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "1 rows rejected. Rejected rows count as failures" in told
    assert "stands in the table twice" in told
