"""`zhidai value explain`: parts and indicators in yuan, to the fen, out of a valued book."""

import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from tests.cli.test_loan_command import run

from zhidai.engine.valuation.synthesis import fictional_patents

_AMOUNT = r"([+-]?[0-9,]+\.[0-9]{2})"


def valued(folder: Path, ending: str = ".parquet") -> tuple[Path, Path]:
    book, output = folder / "patents.parquet", folder / f"values{ending}"
    frame = fictional_patents(300, seed=3)
    pl.concat([frame, frame.head(1)]).write_parquet(book)
    assert run(["value", "book", str(book), "-o", str(output), "--bridge", "--lang", "en"]) == 0
    return book, output


def told(text: str) -> list[tuple[bool, str, Decimal]]:
    """Of each line with one amount: whether it stands below another, what it says, its yuan."""
    lines = re.findall(rf"^│ ( *)(.+?) +│ +{_AMOUNT} +│$", text, re.MULTILINE)
    return [
        (bool(inset), label, Decimal(amount.replace(",", ""))) for inset, label, amount in lines
    ]


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_indicators_sum_to_the_part_of_their_dimension_to_the_fen(
    ending: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    book, output = valued(tmp_path, ending)
    written = pl.read_csv(output) if ending == ".csv" else pl.read_parquet(output)
    number = str(written.filter(pl.col("value_mean").cast(float) > 0)["patent_number"][0])
    capsys.readouterr()

    code = run(
        ["value", "explain", number, "--book", str(output), "--patents", str(book), "--lang", "en"]
    )

    out = capsys.readouterr().out
    assert "Indicative: made with our own weights" in out
    subject = pl.read_parquet(book).filter(pl.col("patent_number") == number)
    is_calibrated = subject["kind"][0] == "invention" and subject["main_ipc"][0].startswith("A")
    assert ("not calibrated for this kind or class" in out) is not is_calibrated
    lines = told(out)
    of: dict[str, list[Decimal]] = {}
    above = ""
    for is_inset, label, amount in lines:
        above = above if is_inset else label
        of.setdefault(above, []).append(amount)
    assert code == 0
    for dimension in ("Legal score", "Technical score", "Economic score"):
        part, *indicators = of[dimension]
        assert len(indicators) > 1
        assert sum(indicators) == part
    parts = [amounts[0] for amounts in of.values()]
    value = parts[list(of).index("Value of this patent")]
    assert sum(parts[: list(of).index("Value of this patent")]) == value


def test_without_the_book_it_is_said_how_to_see_the_indicators(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, output = valued(tmp_path)
    number = pl.read_parquet(output)["patent_number"][0]

    assert run(["value", "explain", number, "--book", str(output), "--lang", "zh"]) == 0

    assert "--patents" in capsys.readouterr().out


def test_another_book_than_it_was_valued_from_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, output = valued(tmp_path)
    changed = pl.col("claims").reverse()
    pl.read_parquet(book).with_columns(changed).write_parquet(book)
    number = pl.read_parquet(output)["patent_number"][0]

    code = run(
        ["value", "explain", number, "--book", str(output), "--patents", str(book), "--lang", "en"]
    )

    assert code == 2
    assert "do not come out of patents.parquet" in " ".join(capsys.readouterr().err.split())


def test_the_parameters_told_are_those_of_the_valued_book_and_others_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, output, own = tmp_path / "p.parquet", tmp_path / "v.csv", tmp_path / "own.yaml"
    fictional_patents(60, seed=3).write_parquet(book)
    own.write_text(
        "version: 示例银行-2026-12\nsource: 虚构\nis_indicative: false\n", encoding="utf-8"
    )
    valuing = ["value", "book", str(book), "-o", str(output), "--bridge", "--lang", "en"]
    assert run([*valuing, "--parameters", str(own)]) == 0
    number = pl.read_csv(output)["patent_number"][0]
    asked = ["value", "explain", str(number), "--book", str(output), "--lang", "en"]
    capsys.readouterr()

    assert run(asked) == 0
    told = capsys.readouterr().out
    assert run([*asked, "--patents", str(book), "--parameters", str(own)]) == 0
    with_own = capsys.readouterr().out
    assert run([*asked, "--patents", str(book)]) == 2
    refused = " ".join(capsys.readouterr().err.split())

    for out in (told, with_own):
        assert "Indicative" not in out
        assert "Parameters: 示例银行-2026-12 #" in out
    assert "was valued with the parameters 示例银行-2026-12 #" in refused


def test_a_book_valued_before_parameters_were_stated_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, output = valued(tmp_path)
    values = pl.read_parquet(output).drop("parameters")
    values.write_parquet(output)

    code = run(["value", "explain", values["patent_number"][0], "--book", str(output)])

    assert code == 2


def test_of_a_patent_that_has_ended_the_reason_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, output = tmp_path / "p.csv", tmp_path / "v.parquet"
    book.write_text(
        "申请号,专利类型,申请日,授权日,失效日,法律状态\n"
        "201510000001.0,发明,2015-03-01,2018-03-01,2020-03-01,\n"
        "201510000002.5,发明申请,2015-03-01,,,实质审查\n",
        encoding="utf-8",
    )
    valuing = ["value", "book", str(book), "-o", str(output), "--bridge", "--on", "2021-01-01"]
    assert run([*valuing, "--lang", "en"]) == 0
    assert "1 are applications, not granted" in " ".join(capsys.readouterr().out.split())

    said = []
    for number in ("201510000001.0", "201510000002.5"):
        run(["value", "explain", number, "--book", str(output), "--lang", "en"])
        said.append(" ".join(capsys.readouterr().out.split()))

    assert "Worth nothing: it lapsed before the day of the valuation." in said[0]
    assert "valued as if it were, and nothing is taken off" in said[1]
