"""What `zhidai value book` writes: all of it or nothing, and never more than a form can hold."""

import errno
import os
from pathlib import Path

import polars as pl
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

    assert "holds at most 1,048,575 rows" in " ".join(capsys.readouterr().err.split())
    assert not output.exists()


def test_a_rejects_file_that_cannot_be_is_told_before_anything_is_valued(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.valued", None)  # is not come to
    book, output = fictional(tmp_path), tmp_path / "values.parquet"
    output.write_bytes(b"earlier")
    (tmp_path / "values.rejects.parquet").mkdir()

    assert run(["value", "book", str(book), "-o", str(output), "--lang", "en"]) == 2

    told = capsys.readouterr().err.strip()
    assert (
        "values.rejects.parquet cannot be written: its folder does not exist, or a folder has"
        in " ".join(told.split())
    )
    assert output.read_bytes() == b"earlier"


@pytest.mark.parametrize("streamed_from", [1, 1000])
@pytest.mark.parametrize("earlier_rejects", [b"earlier rejects", None])
@pytest.mark.parametrize(
    ("refused", "has_rejects"),
    [("values.parquet", True), ("values.parquet", False), ("values.rejects.parquet", True)],
)
def test_values_and_rejects_are_both_written_or_neither(
    refused: str,
    has_rejects: bool,
    earlier_rejects: bytes | None,
    streamed_from: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", streamed_from)
    book, output = fictional(tmp_path), tmp_path / "values.parquet"
    rejects = tmp_path / "values.rejects.parquet"
    if has_rejects:
        frame = pl.read_parquet(book)
        pl.concat([frame, frame.head(1)]).write_parquet(book)
    output.write_bytes(b"earlier")
    if earlier_rejects is not None:
        rejects.write_bytes(earlier_rejects)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).name == refused and path.suffix == ".part":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)

    assert run(["value", "book", str(book), "-o", str(output), "--lang", "en"]) == 2

    told = " ".join(capsys.readouterr().err.split())
    assert f"{refused} cannot be written: the disk is full" in told
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
