"""`zhidai value book|explain|synth`: books as offices export them, and what is refused."""

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from tests.cli.test_loan_command import run
from xlsxwriter.exceptions import FileCreateError

from zhidai.core.valuation.value import PARTS
from zhidai.engine.valuation.single import single_patents
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.reference.valuation_parameters import valuation_parameters

EXPORT = """申请号,专利类型,主分类号,申请日,授权公告日,权利要求数,质押数,权利人类型,归属收入,提成率
201510000001.0,发明专利,A61K1/00,2015-03-01,2018-03-01,10,0,企业,800万元,3.75%
CN201520000002.0,实用新型,B23Q1/00,2015/3/1,2015年12月1日,6,,个人,,
201510000003.X,发明,C08L1/00,2015-03-01,2018-03-01,很多,,企业,,
201510000001.0,发明,A61K1/00,2015-03-01,2018-03-01,10,0,企业,,
201530000004.5,发明,A61K1/00,2015-03-01,,,,企业,,
201510000005.1,发明,A61K1/00,2015-03-01,,,,企业,,
"""


def valued(book: Path, *more: str) -> int:
    output = str(book.with_name("values.parquet"))
    return run(["value", "book", str(book), "-o", output, "--on", "2020-06-30", *more])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8-sig")
    return path


def test_an_export_with_chinese_headings_is_valued_and_bad_rows_are_told_by_reason(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert valued(export, "--json", "--lang", "en") == 0

    report = json.loads(capsys.readouterr().out)
    values = pl.read_parquet(export.with_name("values.parquet"))
    rejects = pl.read_parquet(report["rejects_file"])
    assert values["patent_number"].to_list() == ["201510000001.0", "201520000002.0"]
    assert report["summary"]["with_economics"] == 1
    assert report["summary"]["is_indicative"] is True
    said = {row["row"]: row["reason"] for row in rejects.iter_rows(named=True)}
    assert set(said) == {4, 5, 6, 7}
    assert "权利要求数 says 很多" in said[4]
    assert "stands in the book before" in said[5]
    assert "the number is of the kind design" in said[6]
    assert "check digit" in said[7]


def test_parts_of_a_value_sum_to_it_and_are_told(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert valued(export, "--bridge", "--lang", "en") == 0
    capsys.readouterr()
    output = export.with_name("values.parquet")
    row = pl.read_parquet(output).row(0, named=True)

    told = run(["value", "explain", "CN201510000001.0", "--book", str(output), "--lang", "en"])

    parts = [row[f"bridge_{name}"] for name in ("typical", *PARTS)]
    assert told == 0
    assert sum(Decimal(f"{part:.2f}") for part in parts) == Decimal(f"{row['value_mean']:.2f}")
    assert f"{row['value_mean']:,.2f}" in capsys.readouterr().out


def test_a_patent_is_explained_only_out_of_a_book_with_parts(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert valued(export) == 0
    output = str(export.with_name("values.parquet"))

    code = run(["value", "explain", "201510000001.0", "--book", output, "--lang", "en"])

    assert code == 2
    assert "--bridge" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("专利类型,申请日\n发明,2015-03-01\n", "patent_number, application_number, 申请号"),
        ("申请号,专利号,专利类型,申请日\n1,1,发明,2015-03-01\n", "mean the same"),
        ("申请号,申请号,专利类型,申请日\n1,1,发明,2015-03-01\n", "two columns named 申请号"),
        ("申请号,专利类型,申请日\n", "has column names and no row below them"),
        ("  \n \n", "no column names"),
        ("", "no column names"),
    ],
)
def test_a_book_that_cannot_be_valued_is_refused_in_one_sentence(
    written: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.csv"
    book.write_text(written, encoding="utf-8")

    code = valued(book, "--lang", "en")

    assert code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "values.parquet").exists()


def test_a_fictional_book_tells_nothing_of_days_after_its_last(tmp_path: Path) -> None:
    book = tmp_path / "patents.parquet"

    code = run(["value", "synth", "500", "-o", str(book), "--lang", "en"])

    frame = pl.read_parquet(book)
    days = frame.select(pl.max_horizontal(pl.col("grant_date", "lapse_date").max()))
    assert code == 0
    assert days.item() <= date(2023, 12, 31)


def test_a_file_of_citations_moves_the_score_of_the_cited_and_is_accounted_for(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = export.with_name("citations.csv")
    pairs.write_text(
        "施引专利,被引专利\nCN201520000002.0,ZL201510000001.0\nEP1,201510000001.0\n", "utf-8-sig"
    )

    assert valued(export, "--citations", str(pairs), "--lang", "en") == 0

    assert "1 of 2 rows known on the day were used; 0 are later, 1 without a day" in (
        " ".join(capsys.readouterr().out.split())
    )


def test_citations_without_their_columns_leave_the_earlier_output_untouched(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = export.with_name("values.parquet")
    output.write_bytes(b"earlier")

    assert valued(export, "--citations", str(export), "--lang", "zh") == 2

    assert "引证关系表中没有" in capsys.readouterr().err
    assert output.read_bytes() == b"earlier"


def test_workers_and_a_cluster_together_are_refused(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert valued(export, "--workers", "2", "--cluster", "tcp://127.0.0.1:1", "--lang", "en") == 2

    assert "two ways to share the work out" in " ".join(capsys.readouterr().err.split())


def fictional(folder: Path, count: int = 400) -> Path:
    path = folder / "patents.parquet"
    fictional_patents(count, seed=3).write_parquet(path, row_group_size=100)
    return path


def no_space(*_given: object, **_more: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("streamed_from", [1, 1000])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: b"PAR1 and nothing of it", "cannot be read as what its ending says"),
        (lambda content: content[: len(content) // 2], "cannot be read as what its ending says"),
        (lambda content: b"", "cannot be read as what its ending says"),
        (
            lambda content: content[:4] + b"\x07" * 3000 + content[3004:],
            "cannot be read as what its ending says",
        ),
    ],
    ids=["not Parquet", "cut off", "empty", "damaged inside"],
)
def test_a_damaged_book_is_told_in_one_sentence_and_leaves_the_earlier_output(
    damage: Callable[[bytes], bytes],
    said: str,
    streamed_from: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", streamed_from)
    book = fictional(tmp_path)
    book.write_bytes(damage(book.read_bytes()))
    output = tmp_path / "values.parquet"
    output.write_bytes(b"earlier")

    code = valued(book, "--lang", "en")

    told = capsys.readouterr().err.strip()
    assert code == 2
    assert said in told
    assert "\n" not in told
    assert output.read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["patents.parquet", "values.parquet"]


@pytest.mark.parametrize(
    ("streamed_from", "broken"),
    [
        (1000, "polars.DataFrame.write_parquet"),
        (1, "polars.DataFrame.write_ipc"),
        (1, "polars.LazyFrame.sink_parquet"),
    ],
    ids=["in memory", "laid aside", "streamed"],
)
def test_a_full_disk_is_told_in_one_sentence_and_leaves_the_earlier_output(
    streamed_from: int,
    broken: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = fictional(tmp_path)
    output = tmp_path / "values.parquet"
    output.write_bytes(b"earlier")
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", streamed_from)
    monkeypatch.setattr(broken, no_space)

    code = valued(book, "--lang", "en")

    assert code == 2
    told = capsys.readouterr().err.strip()
    assert "cannot be written: the disk is full" in told
    assert "\n" not in told
    assert output.read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["patents.parquet", "values.parquet"]


def test_a_full_disk_is_told_of_a_workbook_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space_for_the_parts(*_given: object, **_more: object) -> None:
        raise FileCreateError(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    book, output = fictional(tmp_path, 20), tmp_path / "values.xlsx"
    output.write_bytes(b"earlier")
    monkeypatch.setattr("xlsxwriter.Workbook.close", no_space_for_the_parts)

    assert run(["value", "book", str(book), "-o", str(output), "--lang", "en"]) == 2

    assert "the disk is full" in capsys.readouterr().err
    assert output.read_bytes() == b"earlier"


@pytest.mark.parametrize(
    ("named", "read"),
    [
        ("patents.parquet", "patents.parquet"),
        ("patents.parquet", "./patents.parquet"),
        ("values.rejects.parquet", "values.parquet"),
    ],
)
def test_a_book_is_never_written_over_by_its_values(
    named: str,
    read: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = fictional(tmp_path, 10).rename(tmp_path / named)
    before = book.read_bytes()
    monkeypatch.chdir(tmp_path)

    assert run(["value", "book", named, "-o", read, "--lang", "en"]) == 2

    assert "give -o another name" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_columns_that_were_not_used_and_royalties_that_were_assumed_are_told(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pl.read_csv(export, infer_schema=False)
    frame.with_columns(提成率=None, 某列=pl.lit("x")).write_csv(export)

    assert valued(export, "--lang", "en") == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Columns not used: 某列." in said
    assert "For 1 patents with economics" in said


@pytest.mark.parametrize("where", ["nowhere/values.parquet", "patents.parquet/values.parquet"])
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_valued(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.valued", None)  # is not come to
    book = fictional(tmp_path, 10)

    code = run(["value", "book", str(book), "-o", str(tmp_path / where), "--lang", "en"])

    assert code == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_streamed_book_gives_the_same_files_and_says_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, output = fictional(tmp_path), tmp_path / "values.parquet"
    frame = pl.read_parquet(book)
    pl.concat([frame, frame.slice(7, 1)]).write_parquet(book)
    rejects = tmp_path / "values.rejects.parquet"
    assert run(["value", "book", str(book), "-o", str(output), "--json"]) == 0
    said, values, rejected = capsys.readouterr().out, pl.read_parquet(output), rejects.read_bytes()
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", 1)
    output.unlink()

    assert run(["value", "book", str(book), "-o", str(output), "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == json.loads(said)
    assert pl.read_parquet(output).equals(values)
    assert rejects.read_bytes() == rejected
    assert pl.read_parquet(rejects)["row"].to_list() == [402]


@pytest.mark.parametrize("streamed_from", [1, 1000])
def test_a_year_mistyped_does_not_move_the_book(
    streamed_from: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", streamed_from)
    book, output = fictional(tmp_path), tmp_path / "values.parquet"
    frame = pl.read_parquet(book)
    latest = frame.select(
        pl.max_horizontal(pl.col("filing_date", "grant_date", "lapse_date").max())
    )
    typed = pl.when(pl.int_range(pl.len()) == 5).then(date(2935, 1, 1))
    frame.with_columns(grant_date=typed.otherwise("grant_date")).write_parquet(book)

    assert run(["value", "book", str(book), "-o", str(output), "--json", "--lang", "en"]) == 0

    report = json.loads(capsys.readouterr().out)
    (rejected,) = pl.read_parquet(report["rejects_file"]).iter_rows(named=True)
    assert report["summary"]["on"] == latest.item().isoformat()
    assert rejected["row"] == 7
    assert "grant_date says 2935-01-01, a day that is still to come" in rejected["reason"]


@pytest.mark.parametrize("streamed_from", [1, 1000])
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (0, ("has column names and no row below them",)),
        (3, ("No row of the list could be valued (3", "row 2:", "still to come")),
    ],
)
def test_a_book_of_which_nothing_can_be_valued_leaves_the_earlier_values(
    streamed_from: int,
    rows: int,
    said: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.cli.value_book_work.STREAMED_FROM", streamed_from)
    book = fictional(tmp_path)
    assert valued(book) == 0
    kept = {path: path.read_bytes() for path in tmp_path.glob("values*")}
    frame = pl.read_parquet(book).head(rows).with_columns(filing_date=date(2935, 1, 1))
    frame.write_parquet(book)
    capsys.readouterr()

    assert valued(book, "--lang", "en") == 2

    told = capsys.readouterr().err
    assert all(one in told for one in said)
    assert {path: path.read_bytes() for path in tmp_path.glob("values*")} == kept


def test_of_hundreds_of_columns_that_mean_nothing_some_are_named(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *rows = EXPORT.splitlines()
    more = ",".join(f"栏{place}" for place in range(300))
    export.write_text("\n".join([f"{head},{more}", *(f"{row}{',' * 300}" for row in rows)]))

    assert valued(export, "--lang", "en") == 0

    told = "".join(capsys.readouterr().out.split())
    assert "栏0," in told
    assert "and280more" in told
    assert "栏299" not in told


OWN_ROYALTIES = """version: 示例银行-2026-12
source: 虚构
is_indicative: false
royalty: {default: 0.04, by_industry: {软件: 0.065, C27: 0.05}}
"""
OF_INDUSTRIES = """申请号,专利类型,申请日,授权日,归属收入,行业
201510000001.0,发明,2015-03-01,2018-03-01,800万元,软件
201510000002.5,发明,2015-03-01,2018-03-01,800万元,C27
201510000003.X,发明,2015-03-01,2018-03-01,800万元,渔业
"""


def test_a_banks_royalties_count_by_the_names_its_book_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, own = tmp_path / "book.csv", tmp_path / "own.yaml"
    book.write_text(OF_INDUSTRIES, encoding="utf-8")
    own.write_text(OWN_ROYALTIES, encoding="utf-8")

    assert valued(book, "--parameters", str(own), "--json") == 0

    software, pharmacy, fishing = pl.read_parquet(tmp_path / "values.parquet")["value_mean"]
    assert software / fishing == pytest.approx(0.065 / 0.04)
    assert pharmacy / fishing == pytest.approx(0.05 / 0.04)
    assert json.loads(capsys.readouterr().out)["summary"]["royalty_by_default"] == 1
    frame, known = pl.read_csv(book), valuation_parameters(own)
    (one,) = single_patents(
        frame, ["201510000001.0"], on=date(2020, 6, 30), parameters=known
    ).values()
    assert one.royalty == 0.065


def test_what_a_total_rests_on_is_said_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.csv"
    book.write_text(
        "申请号,专利类型,申请日,授权日,法律状态,利润率,备注\n"
        "201510000001.0,发明,2015-03-01,2018-03-01,有效,10%,\n"
        "201510000002.5,发明申请,2015-03-01,,审中,,\n",
        encoding="utf-8",
    )

    assert valued(book, "--lang", "en") == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "mean of the 2 patents without economics of their own is set to 750,000.00" in told
    assert "1,500,000.00 yuan of the total are an assumption" in told
    assert "Columns not used: 利润率, 备注." in told
    assert "words of legal status carry no day: they are today's" in told
