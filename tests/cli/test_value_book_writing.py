"""What `zhidai value book` writes: all of it or nothing, and never more than a form can hold."""

from pathlib import Path

import pytest
from tests.cli.test_loan_command import run

from zhidai.engine.valuation.synthesis import fictional_patents


def fictional(folder: Path, count: int = 20) -> Path:
    path = folder / "patents.parquet"
    fictional_patents(count, seed=3).write_parquet(path)
    return path


@pytest.mark.parametrize(("most", "code"), [(19, 2), (20, 0)])
def test_more_patents_than_a_workbook_has_rows_are_refused_before_any_work(
    most: int,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.documents.table_limits.MOST_ROWS_OF_A_SHEET", most)
    if code:
        monkeypatch.setattr("zhidai.cli.value_book_work.valued", None)  # is not come to
    book, output = fictional(tmp_path), tmp_path / "values.xlsx"
    output.write_bytes(b"earlier")

    assert run(["value", "book", str(book), "-o", str(output), "--lang", "en"]) == code

    told = " ".join(capsys.readouterr().err.split())
    assert ("holds at most 19 rows" in told and ".csv or .parquet" in told) == bool(code)
    assert (output.read_bytes() == b"earlier") == bool(code)


def test_a_fictional_book_too_long_for_a_workbook_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "patents.xlsx"

    assert run(["value", "synth", "1048576", "-o", str(output), "--lang", "en"]) == 2

    assert "holds at most 1048575 rows" in " ".join(capsys.readouterr().err.split())
    assert not output.exists()
