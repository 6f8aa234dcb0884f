"""`zhidai book replay`: whole books from files, rows that cannot be taken, and what is refused."""

import json
from pathlib import Path

import polars as pl
import pytest
from tests.cli.test_loan_command import run

LOANS = """loan,principal,annual_rate,drawn_on,due_on
A,10000000.00,4.85%,2021-03-01,2022-03-01
B,300万元,4.35%/年,2021-03-01,2022-03-01
C,100.001,4.85%,2021-03-01,2022-03-01
A,1.00,4.85%,2021-03-01,2022-03-01
D,5000000.00,4.85%,2022-03-01,2021-03-01
E,2000000.00,4.85%,2021-05-01,2022-05-01
F,1000000.00,4.85%,2021-03-01,2022-03-01
"""
EVENTS = """loan,event,kind,amount,effective_on,recorded_at
A,1,repayment,26944.44,2021-03-21,2021-03-21T16:00:00+08:00
A,2,repayment,41763.89,2021-04-21,2021-04-23T16:00:00+08:00
F,1,repayment,2000000.00,2021-03-21,2021-03-21T16:00:00+08:00
G,1,repayment,1.00,2021-03-21,2021-03-21T16:00:00+08:00
"""


SOME_REJECTED = 1


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    loans, events = tmp_path / "loans.csv", tmp_path / "events.csv"
    loans.write_text(LOANS, encoding="utf-8")
    events.write_text(EVENTS, encoding="utf-8")
    return loans, events


def replayed(files: tuple[Path, Path], *more: str, on: str = "2021-04-22") -> Path:
    loans, events = files
    output = loans.with_name("out.parquet")
    code = run(
        [
            "book",
            "replay",
            str(loans),
            "--events",
            str(events),
            "--on",
            on,
            "-o",
            str(output),
            *more,
        ]
    )
    assert code == SOME_REJECTED
    return output


def test_a_book_is_replayed_and_what_cannot_be_is_told_row_by_row(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = replayed(files, "--json", "--lang", "en")

    report = json.loads(capsys.readouterr().out)
    states = {row["loan"]: row for row in pl.read_parquet(output).iter_rows(named=True)}
    rejects = pl.read_parquet(output.with_name("out.rejects.parquet"))
    assert set(states) == {"A", "B"}
    assert (states["A"]["status"], states["A"]["interest_due_fen"]) == ("running", 0)
    assert (states["B"]["overdue_days"], states["B"]["risk_class"]) == (32, "special_mention")
    assert report["summary"]["not_drawn_yet"] == 1
    assert report["summary"]["overdue_ratio"] == "0.23076923"
    said = {(one["table"], one["row"]): one["reason"] for one in rejects.iter_rows(named=True)}
    assert set(said) == {("events", 5), *(("loans", row) for row in (4, 5, 6, 8))}
    assert "not in the book" in said["events", 5]
    assert "fen" in said["loans", 4]
    assert "twice" in said["loans", 5]
    assert "2022-03-01" in said["loans", 6]
    assert "1,000" in said["loans", 8] or "owed" in said["loans", 8]


@pytest.mark.parametrize("blank", ["", " ", "\u3000\t"])
def test_a_loan_without_a_number_is_no_loan(
    blank: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    row = "1000000.00,4.85%,2021-03-01,2022-03-01"
    head = LOANS.splitlines()[0]
    files[0].write_text(f"{head}\n{blank},{row}\nA,{row}\n{blank},{row}\n", encoding="utf-8")
    arguments = ["--on", "2021-03-02", "-o", str(files[0].with_name("out.csv"))]

    assert run(["book", "replay", str(files[0]), *arguments]) == SOME_REJECTED

    assert pl.read_csv(files[0].with_name("out.csv"))["loan"].to_list() == ["A"]
    rejects = pl.read_csv(files[0].with_name("out.rejects.csv")).rows(named=True)
    assert [one["row"] for one in rejects] == [2, 4]
    assert all("贷款编号" in one["reason"] for one in rejects), rejects


def test_what_was_recorded_later_is_not_known_before(files: tuple[Path, Path]) -> None:
    output = replayed(files, "--known-at", "2021-04-22T12:00:00+08:00")

    states = {row["loan"]: row for row in pl.read_parquet(output).iter_rows(named=True)}

    assert states["A"]["overdue_days"] == 1


def test_an_earlier_output_stays_where_the_book_cannot_be_read(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = replayed(files)
    before = output.read_bytes()
    files[0].with_suffix(".parquet").write_bytes(b"PAR1 and nothing else")
    capsys.readouterr()

    broken = str(files[0].with_suffix(".parquet"))
    code = run(["book", "replay", broken, "--on", "2021-04-22", "-o", str(output), "--lang", "en"])

    assert code == 2
    assert "cannot be read" in capsys.readouterr().err
    assert output.read_bytes() == before


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"principal": [1.5]}, "floating-point"),
        ({"principal": None}, "no column principal"),
        ({"annual_rate": [0.0485]}, "annual_rate"),
        ({"due_on": None}, "no column due_on"),
        ({"rouding": ["carried"]}, "a column rouding, which the replay of a book does not know"),
    ],
)
def test_a_book_with_columns_that_lose_money_or_are_missing_is_refused(
    columns: dict[str, list[float] | None],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data: dict[str, object] = {
        "loan": ["A"],
        "principal": ["100.00"],
        "annual_rate": ["4.85%"],
        "drawn_on": ["2021-03-01"],
        "due_on": ["2022-03-01"],
    }
    data |= columns
    path = tmp_path / "book.parquet"
    pl.DataFrame({name: cells for name, cells in data.items() if cells}).write_parquet(path)

    output = tmp_path / "out.csv"
    code = run(
        ["book", "replay", str(path), "--on", "2021-04-22", "-o", str(output), "--lang", "en"]
    )

    assert code == 2
    assert said in capsys.readouterr().err
    assert not output.exists()


def test_a_fictional_book_is_sound_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    for path in (one, two):
        assert run(["book", "synth", "200", "-o", str(path)]) == 0
    assert one.read_bytes() == two.read_bytes()

    output = tmp_path / "out.csv"
    events = str(tmp_path / "one.events.parquet")
    arguments = ["--events", events, "--on", "2023-12-31", "-o", str(output)]
    assert run(["book", "replay", str(one), *arguments]) == 0

    states = pl.read_csv(output)
    assert len(states) == 200
    assert not (tmp_path / "out.rejects.csv").exists()
    assert 0 < (states["overdue_days"] > 0).sum() < 40


def test_a_loan_drawn_in_parts_is_replayed_up_to_what_was_agreed(tmp_path: Path) -> None:
    loans, events = tmp_path / "loans.csv", tmp_path / "events.csv"
    output = tmp_path / "out.csv"
    loans.write_text(
        "loan,principal,annual_rate,drawn_on,due_on,commitment\n"
        "A,1000000.00,4.85%,2021-03-01,2022-03-01,300万元\n"
        "B,1000000.00,4.85%,2021-03-01,2022-03-01,3000000.00\n"
        "C,1000000.00,4.85%,2021-03-01,2022-03-01,\n"
        "D,1000000.00,4.85%,2021-03-01,2022-03-01,999999.99\n"
        "E,1000000.00,4.85%,2021-03-01,2022-03-01,much\n",
        encoding="utf-8",
    )
    events.write_text(
        "loan,event,kind,amount,effective_on\n"
        "A,1,drawdown,2000000.00,2021-03-11\n"
        "B,1,drawdown,2000000.01,2021-03-11\n"
        "C,1,drawdown,0.01,2021-03-11\n",
        encoding="utf-8",
    )
    arguments = ["--events", str(events), "--on", "2021-03-21", "-o", str(output), "--lang", "en"]

    assert run(["book", "replay", str(loans), *arguments]) == SOME_REJECTED

    (state,) = pl.read_csv(output).rows(named=True)
    assert (state["loan"], state["principal_balance_fen"]) == ("A", 300_000_000)
    assert state["interest_due_fen"] == 538_889  # (1,000,000 x 10 + 3,000,000 x 10) x 4.85 % / 360
    rejects = pl.read_csv(tmp_path / "out.rejects.csv").rows(named=True)
    reasons = {one["loan"]: one["reason"] for one in rejects}
    assert set(reasons) == {"B", "C", "D", "E"}
    assert "to 3,000,000.01 yuan, above the 3,000,000.00 yuan agreed" in reasons["B"]
    assert "above the 1,000,000.00 yuan agreed" in reasons["C"]
    assert "999,999.99" in reasons["D"]
    assert "much" in reasons["E"]


def test_principal_in_instalments_falls_due_on_the_last_due_days(tmp_path: Path) -> None:
    loans, output = tmp_path / "loans.csv", tmp_path / "out.csv"
    loans.write_text(
        "loan,principal,annual_rate,drawn_on,due_on,repayment,instalments\n"
        "A,1000000.00,0%,2021-03-01,2022-03-01,interest_then_instalments,3\n"
        "B,1000000.00,0%,2021-03-01,2022-03-01,,\n"
        "C,1000000.00,0%,2021-03-01,2022-03-01,interest_then_instalments,14\n"
        "D,1000000.00,0%,2021-03-01,2022-03-01,interest_then_instalments,\n"
        "E,1000000.00,0%,2021-03-01,2022-03-01,bullet_monthly_interest,2\n",
        encoding="utf-8",
    )
    arguments = ["--on", "2022-02-22", "-o", str(output), "--lang", "en"]

    assert run(["book", "replay", str(loans), *arguments]) == SOME_REJECTED

    states = pl.read_csv(output).rows(named=True)
    overdue = {one["loan"]: (one["principal_overdue_fen"], one["overdue_days"]) for one in states}
    assert overdue == {"A": (66_666_666, 32), "B": (0, 0)}  # since 22 January; two of three parts
    rejects = pl.read_csv(tmp_path / "out.rejects.csv").rows(named=True)
    reasons = {one["loan"]: one["reason"] for one in rejects}
    assert set(reasons) == {"C", "D", "E"}
    assert "14" in reasons["C"]


def test_a_single_payment_and_equal_sums_are_replayed_with_the_book(tmp_path: Path) -> None:
    loans, output = tmp_path / "loans.csv", tmp_path / "out.csv"
    loans.write_text(
        "loan,principal,annual_rate,drawn_on,due_on,repayment,commitment\n"
        "A,10000000.00,4.85%,2021-03-01,2022-03-01,single_payment,\n"
        "B,1200000.00,4.85%,2021-03-01,2022-03-01,equal_total_instalments,\n"
        "C,1200000.00,4.85%,2021-03-01,2022-03-01,equal_total_instalments,200万元\n",
        encoding="utf-8",
    )
    arguments = ["--on", "2022-03-01", "-o", str(output), "--lang", "en"]

    assert run(["book", "replay", str(loans), *arguments]) == SOME_REJECTED

    single, equal = pl.read_csv(output).rows(named=True)
    assert (single["loan"], single["interest_due_fen"]) == ("A", 49_173_611)  # one accrual
    assert (equal["loan"], equal["overdue_since"]) == ("B", "2021-03-22")
    (refused,) = pl.read_csv(tmp_path / "out.rejects.csv").rows(named=True)
    assert refused["loan"] == "C"
    assert "equal_total_instalments" in refused["reason"]
