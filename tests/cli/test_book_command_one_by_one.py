"""`zhidai book replay` of loans that say more than columns hold: read, counted, or told why not."""

import json
from pathlib import Path

import polars as pl
import pytest
from jsonschema import validate
from tests.cli.test_loan_command import run

from zhidai.cli.schema import output_schema

LOANS = """loan,principal,annual_rate,drawn_on,due_on,working_day_rule,overdue_markup
A,10000000.00,4.85%,2021-03-01,2022-03-01,,
B,10000000.00,LPR+100bp,2021-03-01,2022-03-01,following,50%
C,10000000.00,4.85%,2021-03-01,2021-06-01,,
D,10000000.00,4.85%,2021-03-01,2022-03-01,sometimes,
E,10000000.00,4.85%,2021-03-01,2022-03-01,,5%
F,10000000.00,4.85%,2021-03-01,2022-03-01,,
"""
EVENTS = """loan,event,kind,amount,effective_on,due_on,consents,until,part,reverses
C,X,extension,,2021-05-01,2022-06-01,银行;担保公司、评估公司,,,
C,P,pause,,2021-05-01,,,2021-05-10,,
F,R,repayment,10000.00,2021-05-01,,,,,
F,T,reversal,,2021年5月1日,,,,,R
"""
SOME_REJECTED = 1


def replayed(folder: Path, loans: str, events: str, *more: str) -> tuple[int, dict[str, str]]:
    """The exit code, and the reason by loan of every row that was not taken."""
    (folder / "loans.csv").write_text(loans, encoding="utf-8")
    (folder / "events.csv").write_text(events, encoding="utf-8")
    files = [str(folder / "loans.csv"), "--events", str(folder / "events.csv")]
    output = folder / "out.csv"
    code = run(["book", "replay", *files, "--on", "2021-06-30", "-o", str(output), *more])
    rejects = folder / "out.rejects.csv"
    if not rejects.exists():
        return code, {}
    return code, {one["loan"]: one["reason"] for one in pl.read_csv(rejects).rows(named=True)}


def test_loans_that_say_more_stand_in_the_same_frame_and_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, reasons = replayed(tmp_path, LOANS, EVENTS, "--json", "--lang", "en")

    report = json.loads(capsys.readouterr().out)
    states = pl.read_csv(tmp_path / "out.csv")
    assert code == SOME_REJECTED
    assert states["loan"].to_list() == ["A", "B", "C", "F"]
    by_loan = {one["loan"]: one for one in states.rows(named=True)}
    assert by_loan["F"] == by_loan["A"] | {"loan": "F"}  # what was reversed never happened
    assert by_loan["C"]["principal_overdue_fen"] == 0  # extended
    assert by_loan["B"]["overdue_since"] == "2021-03-23"  # the 21st was a Sunday
    summary = report["summary"]
    assert (summary["loans"], summary["in_columns"], summary["one_by_one"]) == (4, 1, 3)
    assert summary["principal_balance"] == "40000000.00"
    validate(report, output_schema("book-replay"))
    assert set(reasons) == {"D", "E"}
    assert "working_day_rule" in reasons["D"]
    assert "overdue_markup" in reasons["E"]


def test_the_table_for_people_says_how_many_were_replayed_each_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replayed(tmp_path, LOANS, EVENTS, "--lang", "zh")

    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "│ 其中按列重放 │ 1 │" in printed
    assert "│ 其中逐笔重放 │ 3 │" in printed


HEAD = "loan,event,kind,amount,to_bank,effective_on,recorded_at,due_on,consents,until,part,reverses"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("extension,,,2021-05-01,2021-05-01T09:00:00+08:00,2022-06-01,,,,", "consents"),
        ("extension,1.00,,2021-05-01,2021-05-01T09:00:00+08:00,2022-06-01,bank,,,", "amount"),
        ("pause,,,2021-05-01,2021-05-01T09:00:00+08:00,,,,,", "until"),
        ("pause,,,2021-05-01,2021-05-01T09:00:00+08:00,,,2021-04-01,,", "2021-04-01"),
        ("waiver,1.00,0.50,2021-05-01,2021-05-01T09:00:00+08:00,,,,interest,", "to_bank"),
        ("waiver,1.00,,2021-05-01,2021-05-01T09:00:00+08:00,,,,,", "part"),
        ("write_off,1.001,,2021-05-01,2021-05-01T09:00:00+08:00,,,,principal,", "1.001"),
        ("reversal,,,2021-05-01,2021-05-01T09:00:00+08:00,,,,,R", "R"),
        ("repayment,1.00,,2021-05-01,2021-05-01T09:00:00+08:00,,,2021-06-01,,", "until"),
        ("repayment,,,2021-05-01,2021-05-01T09:00:00+08:00,,,,,", "amount"),
        ("recovery,1.00,2.00,2021-05-01,2021-05-01T09:00:00+08:00,,,,,", "1.00"),
        ("repayment,1.00,,,2021-05-01T09:00:00+08:00,,,,,", "effective_on"),
        ("repayment,1.00,,2021-05-01,yesterday,,,,,", "yesterday"),
        ("gift,1.00,,2021-05-01,2021-05-01T09:00:00+08:00,,,,,", "gift"),
    ],
)
def test_an_event_that_is_wrong_rejects_its_loan_with_one_sentence(
    event: str, said: str, tmp_path: Path
) -> None:
    loans = LOANS.splitlines()[0] + "\nA,10000000.00,4.85%,2021-03-01,2022-03-01,,\n"

    code, reasons = replayed(tmp_path, loans, f"{HEAD}\nA,E7,{event}\n", "--lang", "en")

    assert code == SOME_REJECTED
    assert said in reasons["A"]
    assert "E7" in reasons["A"]
    assert reasons["A"].count(". ") == 0
    assert pl.read_csv(tmp_path / "out.csv").is_empty()


def test_an_unknown_column_of_the_events_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = "loan,event,kind,amount,effective_on,untill\n"

    code, _reasons = replayed(tmp_path, LOANS, events, "--lang", "en")

    assert code == 2
    assert "a column untill" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_who_agreed_to_an_extension_may_stand_in_a_list(tmp_path: Path) -> None:
    loans, events = tmp_path / "loans.parquet", tmp_path / "events.parquet"
    head, row = LOANS.splitlines()[0].split(","), LOANS.splitlines()[3].split(",")
    cells = {name: [cell or None] for name, cell in zip(head, row, strict=True)}
    pl.DataFrame(cells, schema=dict.fromkeys(head, pl.String)).write_parquet(loans)
    told = {
        "loan": ["C"],
        "event": ["X"],
        "kind": ["extension"],
        "amount": pl.Series([None], dtype=pl.String),
        "effective_on": ["2021-05-01"],
        "due_on": ["2022-06-01"],
        "consents": [["银行", "担保公司"]],
    }
    pl.DataFrame(told).write_parquet(events)
    files = [str(loans), "--events", str(events), "-o", str(tmp_path / "out.csv")]

    assert run(["book", "replay", *files, "--on", "2021-06-30"]) == 0

    (state,) = pl.read_csv(tmp_path / "out.csv").rows(named=True)
    assert (state["loan"], state["principal_overdue_fen"]) == ("C", 0)


def test_fen_that_are_no_whole_number_reject_their_row(tmp_path: Path) -> None:
    loans = (
        "loan,principal_fen,annual_rate_millionths,drawn_on,due_on\n"
        "A,1.5,48500,2021-03-01,2022-03-01\n"
        "B,100,much,2021-03-01,2022-03-01\n"
        "C,100,48500,2021-03-01,2022-03-01\n"
    )
    events = "loan,event,kind,amount_fen,effective_on\nC,1,repayment,all,2021-05-01\n"

    code, reasons = replayed(tmp_path, loans, events, "--lang", "en")

    assert code == SOME_REJECTED
    assert {loan: said.split(",")[0] for loan, said in reasons.items()} == {
        "A": "The column principal_fen holds 1.5",
        "B": "The column annual_rate_millionths holds much",
        "C": "The column amount_fen holds all",
    }
