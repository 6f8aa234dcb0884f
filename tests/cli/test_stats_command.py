"""`zhidai stats` as a user and a program see it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import polars
import pytest

from zhidai.cli import run
from zhidai.cli.facts_schema import facts_schema
from zhidai.cli.schema import output_schema

FINE, BAD = 0, 2
RECORDS: list[dict[str, str]] = [
    {"record": "registration", "id": "Y-0", "pledgor": "乙", "amount": "100万元",
     "registered_on": "2020-03-08", "district": "南康区", "ip_kind": "mixed",
     "recorded_at": "2020-03-08T16:00:00+08:00"},
    {"record": "registration", "id": "Y-1", "pledgor": "甲", "amount": "300万元",
     "registered_on": "2021-01-08", "district": "章贡区", "ip_kind": "invention",
     "recorded_at": "2021-01-08T16:00:00+08:00"},
    {"record": "registration", "id": "Y-2", "pledgor": "乙", "amount": "500万元",
     "registered_on": "2021-03-08", "district": "南康区", "ip_kind": "trademark",
     "recorded_at": "2021-04-08T16:00:00+08:00"},
    {"record": "loan", "id": "L-1", "borrower": "甲", "amount": "300万元", "rate": "4.85%",
     "drawn_on": "2021-01-12", "due_on": "2022-01-12", "applied_on": "2020-12-20",
     "district": "章贡区", "recorded_at": "2021-01-12T16:00:00+08:00"},
    {"record": "repayment", "loan": "L-1", "principal": "100万元", "on": "2021-06-30",
     "recorded_at": "2021-06-30T16:00:00+08:00"},
]  # fmt: skip
WRITTEN: dict[str, Any] = {
    "scope": "示范市（虚构）",
    "source": "样本台账（虚构）",
    "covers_from": "2020-01-01",
    "records": RECORDS,
}


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(WRITTEN, ensure_ascii=False), encoding="utf-8")
    return str(path)


def asked(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["stats", *arguments, "--json"]) == FINE
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("stats"))
    return answer


def test_a_file_of_facts_keeps_to_its_published_schema() -> None:
    jsonschema.validate(WRITTEN, facts_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**WRITTEN, "records": [{"record": "loan"}]}, facts_schema())


def test_figures_by_district_name_their_query_rank_and_facts(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked([facts, "--metric", "registered_amount", "--by", "district"], capsys)

    (metric,) = answer["metrics"]
    last = {one["group"]: one for one in metric["figures"] if one["period"] == "2021Q1"}
    assert {name: (one["value"], one["rank"]) for name, one in last.items()} == {
        "": ("8000000.00", None), "南康区": ("5000000.00", 1), "章贡区": ("3000000.00", 2),
    }  # fmt: skip
    assert last["南康区"]["query"] == "registered_amount@2021Q1/district=南康区"
    assert last["南康区"]["counted"] == ["Y-2"]
    assert (last[""]["change"], last[""]["change_ratio"]) == ("7000000.00", "7.000000")


def test_as_reported_then_lists_what_is_different_today(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(
        [facts, "--metric", "registrations", "--known-at", "2021-04-01T00:00:00+08:00",
         "--since", "2021-01-01", "--until", "2021-03-31"],
        capsys,
    )  # fmt: skip

    (metric,) = answer["metrics"]
    assert [one["value"] for one in metric["figures"]] == ["1"]
    assert metric["revisions"] == [
        {"query": "registrations@2021Q1", "then": "1", "now": "2", "added": ["Y-2"], "removed": []}
    ]


def test_the_terminal_shows_scope_source_and_definition_in_both_languages(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stats", facts, "--metric", "amount_disbursed"]) == FINE
    chinese = capsys.readouterr().out
    assert run(["stats", facts, "--metric", "amount_disbursed", "--lang", "en"]) == FINE
    english = capsys.readouterr().out

    assert all(
        text in chinese
        for text in ("来源：样本台账", "贷款发放额", "不等于质押登记金额", "2021年第一季度")
    )
    assert all(text in english for text in ("Source: 样本台账", "Amount disbursed", "Q1 2021"))


def test_a_table_of_facts_needs_scope_and_source_as_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = sorted({name for record in RECORDS for name in record})
    rows = [{name: record.get(name, "") for name in columns} for record in RECORDS]
    path = tmp_path / "facts.csv"
    polars.DataFrame(rows).write_csv(path)

    assert run(["stats", str(path), "--lang", "en", "--scope", "x"]) == BAD
    assert "name the source" in capsys.readouterr().err
    answer = asked([str(path), "--scope", "示范市", "--source", "样本", "--period", "year"], capsys)
    figures = {one["query"]: one["value"] for each in answer["metrics"] for one in each["figures"]}
    assert figures["balance@2021"] == "2000000.00"
    assert figures["days_to_drawdown@2021"] == "23"


def test_a_table_may_tell_of_days_before_its_first_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = sorted({name for record in RECORDS for name in record})
    rows = [{name: record.get(name, "") for name in columns} for record in RECORDS]
    path = tmp_path / "facts.csv"
    polars.DataFrame(rows).write_csv(path)
    told = [str(path), "--scope", "示范市", "--source", "样本", "--period", "year"]
    counted = [*told, "--metric", "registrations"]

    silent = asked(counted, capsys)["metrics"][0]["figures"]
    told_of = asked([*counted, "--covers-from", "2018-01-01"], capsys)["metrics"][0]["figures"]

    assert "registrations@2018" not in [one["query"] for one in silent]
    assert {one["query"]: one["value"] for one in told_of}["registrations@2018"] == "0"


def test_the_platform_takes_no_first_day(capsys: pytest.CaptureFixture[str]) -> None:
    asked_of = ["stats", "--platform", "--covers-from", "2018-01-01", "--lang", "en"]

    assert run(asked_of) == BAD

    assert "leave --covers-from out" in " ".join(capsys.readouterr().err.split())


def test_a_published_series_shows_its_break_and_stands_apart_from_ours(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(
        [facts, "--metric", "registered_amount", "--period", "year",
         "--published", "cnipa-registered-amount", "--published", "banks-amount-disbursed"],
        capsys,
    )  # fmt: skip

    registered, disbursed = answer["published"]
    by_period = {one["period"]: one for one in registered["figures"]}
    assert by_period["2020"]["broken"]
    assert by_period["2020"]["change_ratio"] is None
    assert by_period["2021"]["ours"] == "8000000.00"
    assert by_period["2021"]["change_ratio"] == "0.421100"
    assert [one["ours"] for one in disbursed["figures"]] == [None]  # another metric


def test_a_part_of_a_year_of_ours_is_no_share_of_a_whole_one_of_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "260")
    path = tmp_path / "facts.json"
    part = {**WRITTEN, "covers_from": "2020-03-01", "covers_until": "2021-03-31"}
    path.write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
    asking = [str(path), "--metric", "registered_amount", "--period", "year", "--published",
              "cnipa-registered-amount"]  # fmt: skip

    (registered,) = asked(asking, capsys)["published"]
    ours = {one["period"]: one for one in registered["figures"] if one["ours"] is not None}

    assert {name: (one["ours"], one["share"]) for name, one in ours.items()} == {
        "2020": ("1000000.00", None),
        "2021": ("8000000.00", None),
    }
    assert [(one["ours_from"], one["ours_complete"]) for one in ours.values()] == [
        ("2020-03-01", True), (None, False),
    ]  # fmt: skip
    run(["stats", *asking, "--lang", "en"])
    shown = capsys.readouterr().out.split("Published")[1]
    assert "1,000,000.00, from 2020-03-01 on" in shown
    assert "8,000,000.00, to date" in shown


def test_figures_are_written_with_their_definition_and_source(facts: str, tmp_path: Path) -> None:
    out = tmp_path / "figures.csv"

    assert run(["stats", facts, "--metric", "registrations", "-o", str(out)]) == FINE

    written = polars.read_csv(out)
    assert written["query"][-1] == "registrations@2021Q2"
    assert set(written["source"]) == {"样本台账（虚构）"}
    assert written["definition"].null_count() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--metric", "sums"], '"sums" is no metric'),
        (["--by", "colour"], '"colour" cannot be told apart by'),
        (["--period", "week"], '"week" is no length of a period'),
        (["--since", "2021-02-01", "--until", "2021-01-01"], "before they begin"),
        (["--published", "nobody"], '"nobody" is no published series'),
        (["--platform"], "not both"),
        (["--known-at", "2199-01-01T00:00:00+08:00"], "2199-01-01 is still to come"),
    ],
)
def test_bad_input_is_one_sentence(
    arguments: list[str], said: str, facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stats", facts, *arguments, "--lang", "en"]) == BAD

    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 1
    assert said in told[0]


@pytest.mark.parametrize(
    "written", [[], {"scope": "x"}, {**WRITTEN, "more": 1}, {**WRITTEN, "records": [1]}]
)
def test_a_file_of_another_form_is_refused(
    written: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(written), encoding="utf-8")

    assert run(["stats", str(path), "--lang", "en"]) == BAD
    assert capsys.readouterr().err.strip()


PUBLISHED_HEADS = "series,metric,scope,source,period,value,counted,break"
OF_2018 = "a,registered_amount,China,CNIPA,2018,885亿元,patents,"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no record"),
        (["a,,China,CNIPA,2018,885亿元,patents,"], "metric"),
        (["a,registered_amount,China,,2018,885亿元,patents,"], "source"),
        ([OF_2018, "a,registered_amount,China,CNIPA,2018Q1,85亿元,patents,"], "overlap"),
        (
            [OF_2018, "a,registered_amount,China,CNIPA,2019,985亿元,patents and trademarks,"],
            "break",
        ),
    ],
)
def test_a_published_file_that_would_mislead_is_refused_with_the_reason(
    facts: str,
    rows: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "published.csv"
    path.write_text("\n".join([PUBLISHED_HEADS, *rows]), encoding="utf-8")

    asking = ["stats", facts, "--metric", "registered_amount", "--published", str(path)]
    assert run([*asking, "--lang", "en"]) == BAD

    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_on_a_narrow_terminal_every_figure_keeps_its_group_and_period(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "facts.json"
    part = {**WRITTEN, "covers_from": "2020-03-01", "covers_until": "2021-03-31"}
    path.write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")

    run(["stats", str(path), "--metric", "registered_amount", "--period", "year", "--lang", "en"])

    lines = [line for line in capsys.readouterr().out.splitlines() if "8,000,000.00" in line]
    assert lines
    assert all("2021" in line and "Total" in line for line in lines)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_on_a_narrow_terminal_no_number_of_a_published_series_is_broken(
    width: int,
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    facts = tmp_path / "facts.json"
    part = {**WRITTEN, "covers_from": "2020-03-01", "covers_until": "2021-03-31"}
    facts.write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
    theirs = tmp_path / "published.csv"
    heads, row = PUBLISHED_HEADS + ",year_on_year", "a,registered_amount,China,CNIPA"
    lines = [f"{row},2020,2180亿元,patents,,-5%", f"{row},2021,3098亿元,patents,,42.11%"]
    theirs.write_text("\n".join([heads, *lines]), encoding="utf-8")

    run(["stats", str(facts), "--metric", "registered_amount", "--period", "year", "--published",
         str(theirs), "--lang", language])  # fmt: skip

    shown = capsys.readouterr().out
    cells = {cell.strip() for line in shown.splitlines() for cell in line.split("│")}
    words = {word for cell in cells for word in cell.split()}
    assert {"218,000,000,000.00", "309,800,000,000.00", "+42.11%", "-5.00%"} <= words
    assert any(word.startswith(("8,000,000.00,", "8,000,000.00（")) for word in words)


def test_a_column_of_a_published_series_that_says_nothing_is_left_out(
    facts: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    run(["stats", facts, "--metric", "registered_amount", "--published",
         "cnipa-registered-amount", "--lang", "en"])  # fmt: skip

    shown = capsys.readouterr().out.split("Published")[1]
    assert "On the figure before" in shown
    assert "As published" not in shown
    assert "Ours" not in shown
