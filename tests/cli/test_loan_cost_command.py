"""`zhidai loan cost`: what a loan costs its borrower, or one sentence why that cannot be said."""

import json
from importlib.resources import as_file
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.cli import run
from zhidai.schemes.reader import shipped_folder

FINE, NOT_ADMITTED, BAD = 0, 1, 2
COST = [
    "loan",
    "cost",
    "--amount",
    "300万元",
    "--rate",
    "4.85%",
    "--from",
    "2021-03-01",
    "--to",
    "2022-03-01",
    "--scheme",
    "ganzhou-2020",
]


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_borrower_of_three_million_by_default_fees(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*COST, "--lang", "en"]) == FINE

    shown = capsys.readouterr().out
    assert "Paid 207,520.85, back 148,016.67, net 59,504.18: 1.98% of the amount a year." in shown


def test_on_a_route_where_nobody_guarantees_there_is_no_guarantee_fee(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*COST, "--route", "direct", "--lang", "en"]) == FINE
    assert "Paid 177,520.85, back 133,016.67, net 44,504.18" in capsys.readouterr().out

    assert run([*COST, "--route", "direct", "--fees", "guarantee_fee=1%"]) == BAD
    assert run([*COST, "--route", "elsewhere", "--lang", "en"]) == BAD
    assert 'no route "elsewhere"; it may be: direct, indirect' in capsys.readouterr().err


def test_every_line_of_the_calendar_is_chinese_in_chinese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loan = [*COST, "--scheme", "qinglan-2021", "--route", "insured", "--rate", "4%"]
    fees = ["--fees", "insurance_premium=20%", "--fees", "registration_fee=1500元"]

    assert run([*loan, *fees, "--lang", "zh-hans"]) == FINE

    shown = capsys.readouterr().out
    assert "│ 保费 " in shown
    assert "│ 登记费 " in shown
    assert "保费补贴 (澜江省)" in shown
    assert "登记费补贴 (企业所在区)" in shown
    assert "受上限约束：保费补贴，澜江省：该级财政年度上限" in shown
    assert "insurance" not in shown


@pytest.mark.parametrize(
    ("way", "interest"),
    [([], "73154.17"), (["single_payment"], "73154.17"), (["equal_total_instalments"], "43865.92")],
)
def test_the_cost_follows_the_way_of_repayment(
    way: list[str], interest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ["--from", "2026-09-01", "--to", "2027-03-01", "--scheme", "example-talent-loan"]

    assert run([*COST, *other, "--json", *(["--repayment", *way] if way else [])]) == FINE

    assert printed(capsys)["cost"]["interest"] == interest


def test_the_cost_under_a_folder_is_that_under_its_scheme(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*COST, "--json"]) == FINE
    shipped = printed(capsys)
    assert run([*COST, "--scheme", str(shipped_folder("ganzhou-2020")), "--json"]) == FINE

    assert printed(capsys) == shipped


@pytest.mark.parametrize("fee", ["1%", "1%/年", "3万元"])
def test_a_fee_may_be_written_in_three_ways(fee: str, capsys: pytest.CaptureFixture[str]) -> None:
    alone = ["--fees", "appraisal_fee=0元"]
    assert run([*COST, "--fees", f"guarantee_fee={fee}", *alone, "--json"]) == FINE

    answer = printed(capsys)
    assert answer["cost"]["fees"] == "30000.00"
    assert [line["item"] for line in answer["subsidies"]] == [
        "interest",
        "interest",
        "guarantee_fee",
    ]


def test_a_cap_that_binds_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COST, "--fees", "guarantee_fee=2%"]) == FINE

    assert "收费标准上限" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("other", "clauses"),
    [
        (["--amount", "1000万元"], []),
        (["--amount", "10000000.01元"], ["1", "4.2"]),  # of the loan, and of a whole year
        (["--rate", "4.86%"], ["4.3"]),
        (["--to", "2022-03-02"], ["1"]),
        (["--to", "2023-03-01"], ["1"]),
        (["--amount", "5000万元", "--rate", "12%"], ["4.3", "1", "4.2"]),
    ],
)
def test_a_loan_that_the_plan_does_not_admit_is_named_so_and_gets_no_subsidy(
    other: list[str], clauses: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*COST, *other, "--json"]) == (NOT_ADMITTED if clauses else FINE)

    answer = printed(capsys)
    assert [one["clause"] for one in answer["not_admitted"]] == clauses
    assert bool(answer["subsidies"]) is not bool(clauses)
    assert (answer["cost"]["back"] == "0.00") is bool(clauses)


def test_a_fee_given_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    twice = ["--fees", "guarantee_fee=1%", "--fees", "guarantee_fee=2%"]

    assert run([*COST, *twice, "--lang", "en"]) == 2

    assert "guarantee_fee is given twice" in capsys.readouterr().err


def test_a_loan_beyond_what_holds_in_principle_is_counted_and_named_as_an_exception(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_file(shipped_folder("ganzhou-2020")) as shipped:
        folder = Path(copytree(shipped, tmp_path / "own"))
    spoil_limit(folder)
    asked = [folder.as_posix() if one == "ganzhou-2020" else one for one in COST]

    assert run([*asked, "--amount", "10000000.01元", "--json"]) == FINE
    answer = printed(capsys)
    assert answer["not_admitted"] == []
    assert [one["clause"] for one in answer["needs_exception"]] == ["1"]
    assert answer["subsidies"]

    assert run([*asked, "--amount", "10000000.01元", "--lang", "en"]) == FINE
    shown = capsys.readouterr().out
    assert "needs a recorded exception" in shown
    assert "clause 1" in shown

    assert run([*asked, "--amount", "10000000.01元", "--rate", "4.86%", "--json"]) == NOT_ADMITTED
    both = printed(capsys)
    assert [one["clause"] for one in both["not_admitted"]] == ["4.3"]
    assert [one["clause"] for one in both["needs_exception"]] == ["1"]


def spoil_limit(folder: Path) -> None:
    """The highest amount of a loan holds in principle only, and a year's is larger."""
    file = folder / "parameters.yaml"
    before, name, after = file.read_text(encoding="utf-8").partition("loan_amount_max:")
    after = after.replace("strength: must", "strength: in_principle", 1)
    after, year, rest = after.partition("enterprise_year_max:")
    rest = rest.replace("1000万元", "2000万元", 1)
    file.write_text(f"{before}{name}{after}{year}{rest}", encoding="utf-8")


def test_what_the_plan_has_against_a_loan_is_said_with_its_clauses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*COST, "--rate", "12%", "--amount", "5000万元", "--lang", "en"]) == NOT_ADMITTED

    shown = capsys.readouterr().out
    assert "The scheme does not admit this loan, so no subsidy is counted:" in shown
    assert "clause 4.3" in shown
    assert "clause 1" in shown
    assert "back 0.00" in shown


def test_the_cost_of_a_loan_may_be_asked_by_lpr_and_margin(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(COST) == FINE
    fixed = capsys.readouterr().out
    by_lpr = ["LPR+100bp" if each == "4.85%" else each for each in COST]

    assert run(by_lpr) == FINE

    assert capsys.readouterr().out == fixed


@pytest.mark.parametrize(
    "spoilt",
    [
        ["--amount", "300"],
        ["--amount", "-300万元"],
        ["--rate", "4.85"],
        ["--to", "2021-03-01"],
        ["--from", "1.3.2021"],
        ["--from", "2019-03-01"],
        ["--from", "2025-03-01", "--to", "2026-03-01"],  # after the trial
        ["--scheme", "nowhere"],
        ["--fees", "tip=1%"],
        ["--fees", "guarantee_fee=3"],
        ["--fees", "guarantee_fee"],
        ["--fees", "guarantee_fee=3天"],
        ["--repayment", "single_payment"],  # clause 1 leaves one way
        ["--instalments", "3"],
    ],
)
def test_a_cost_that_cannot_be_computed_is_one_sentence(
    spoilt: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*COST, *spoilt]) == BAD

    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


QINGLAN = [*COST[:-1], "qinglan-2021", "--route", "insured"]


def test_a_subsidy_that_only_some_loans_get_is_not_counted_and_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*QINGLAN, "--lang", "en"]) == FINE

    shown = capsys.readouterr().out
    assert "Not counted, because nothing says whether the loan meets what it asks: " in shown
    assert "district's interest subsidy (clause 8.2)" in shown


@pytest.mark.parametrize(
    ("never_pledged", "back", "open_ones"),
    [(True, "99766.67", []), (False, "70262.50", ["district_interest"])],
)
def test_the_facts_of_a_case_say_whether_it_gets_one(
    never_pledged: bool,
    back: str,
    open_ones: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"enterprise": {"never_pledged": never_pledged}}))

    assert run([*QINGLAN, "--facts", str(case), "--json"]) == FINE

    answer = printed(capsys)
    # 60 % of the LPR's interest, and for a first pledge 20 % of the 147,520.83 paid
    assert (answer["cost"]["back"], answer["not_counted"]) == (back, open_ones)


def test_a_fee_without_a_ceiling_can_be_given_and_is_subsidised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*QINGLAN, "--fees", "insurance_premium=1%", "--json"]) == FINE

    answer = printed(capsys)
    assert answer["cost"]["back"] == "82262.50"  # 40 % of 30,000 more


def test_interest_above_the_ceiling_is_not_subsidised(capsys: pytest.CaptureFixture[str]) -> None:
    at_eight = ["--rate", "8%", "--scheme", "qinglan-2021"]

    assert run([*QINGLAN, *at_eight, "--json"]) == FINE

    assert printed(capsys)["cost"]["back"] == "70262.50"  # by the LPR, whatever the rate


def test_fees_that_nobody_says_an_amount_of_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*QINGLAN, "--lang", "en"]) == FINE
    english = capsys.readouterr().out
    assert run([*QINGLAN, "--lang", "zh-hans"]) == FINE
    chinese = capsys.readouterr().out

    unknown = "insurance premium, appraisal fee, registration fee"
    assert f"Not counted, because no amount is known: {unknown}." in english
    assert "true cost is higher" in english
    assert "保费、评估费、登记费" in chinese


@pytest.mark.parametrize(
    ("fees", "left_out"),
    [
        ([], ["insurance_premium", "appraisal_fee", "registration_fee"]),
        (["insurance_premium=1%/年", "registration_fee=0元"], ["appraisal_fee"]),
        (["insurance_premium=1%", "appraisal_fee=0.5%", "registration_fee=500元"], []),
    ],
)
def test_a_fee_that_is_given_is_left_out_no_more(
    fees: list[str], left_out: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = [part for fee in fees for part in ("--fees", fee)]

    assert run([*QINGLAN, *given, "--json"]) == FINE

    assert printed(capsys)["fees_not_counted"] == left_out


def test_a_fee_at_its_ceiling_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COST, "--json"]) == FINE

    assert printed(capsys)["fees_not_counted"] == []


def test_a_fee_that_is_given_leaves_the_others_at_their_ceilings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    guaranteed = [*QINGLAN[:-1], "guaranteed", "--fees", "appraisal_fee=3万元", "--json"]

    assert run(guaranteed) == FINE

    answer = printed(capsys)
    assert answer["cost"]["fees"] == "60000.00"  # and the guarantee fee of 1% a year
    assert answer["net"] == "120468.77"
    assert answer["fees_not_counted"] == ["registration_fee"]


def _edited(to: Path, file: str, before: str, after: str) -> Path:
    """The fictional city with one passage of one file written otherwise."""
    folder = Path(copytree(shipped_folder("qinglan-2021"), to / "scheme"))
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1))
    return folder


def test_a_premium_that_a_step_asks_for_is_subsidised_without_an_insurer_in_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "contract.guarantee_fee, contract.insurance_premium]"
    folder = _edited(tmp_path, "routes/guaranteed.yaml", "contract.guarantee_fee]", asked)
    guaranteed = [*QINGLAN[:-1], "guaranteed", "--scheme", str(folder), "--json"]

    assert run(guaranteed) == FINE
    unknown = printed(capsys)
    assert run([*guaranteed, "--fees", "insurance_premium=3万元"]) == FINE
    given = printed(capsys)

    assert "insurance_premium" in unknown["fees_not_counted"]
    assert float(given["cost"]["back"]) - float(unknown["cost"]["back"]) == 12_000  # 40 %


def test_a_subsidy_at_its_ordinary_share_is_not_said_to_be_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_fact = "{fact: enterprise.never_pledged, is: true}, share: city_interest_share_insured"
    folder = _edited(
        tmp_path,
        "subsidies.yaml",
        "{fact: request.route, is: insured}, share: city_interest_share_insured",
        by_fact,
    )
    asked = [*QINGLAN, "--scheme", str(folder)]

    assert run([*asked, "--json"]) == FINE
    answer = printed(capsys)
    assert run([*asked, "--lang", "en"]) == FINE
    shown = capsys.readouterr().out

    assert answer["not_counted"] == ["district_interest"]
    assert answer["shares_not_counted"] == ["city_interest"]
    assert "Counted at its ordinary share: The city's interest subsidy (clause 8.1)." in shown


def test_a_subsidy_of_two_years_held_by_the_ceiling_of_one_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with as_file(shipped_folder("qinglan-2021")) as source:
        folder = Path(copytree(source, tmp_path / "own"))
    of_clause = '\n  stated: [{clause: "8.1"'
    spoil(folder, "parameters.yaml", f"12个月}}{of_clause}", f"24个月}}{of_clause}")
    of_two_years = ["--amount", "800万元", "--rate", "3.85%", "--from", "2021-03-01",
                    "--to", "2023-03-01", "--scheme", str(folder)]  # fmt: skip

    assert run(["loan", "cost", *of_two_years, "--lang", "en"]) == FINE
    assert "Held down by the ceiling of one year" in " ".join(capsys.readouterr().out.split())
    assert run(["loan", "cost", *of_two_years, "--json"]) == FINE
    assert printed(capsys)["held_by_one_year"] == ["8.1"]
    assert run([*COST, "--json"]) == FINE
    assert printed(capsys)["held_by_one_year"] == []


@pytest.mark.parametrize(
    ("fee", "above"),
    [("30000元", []), ("30000.01元", ["guarantee_fee"]), ("2%", ["guarantee_fee"])],
)
def test_a_fee_given_above_the_plans_ceiling_is_said_to_be(
    fee: str, above: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [*COST, "--fees", f"guarantee_fee={fee}"]

    assert run([*asked, "--json"]) == FINE
    assert printed(capsys)["fees_above_ceiling"] == above
    assert run([*asked, "--lang", "en"]) == FINE
    shown = capsys.readouterr().out
    assert ("Above the plan's ceiling of 30,000.00 yuan" in shown) is bool(above)
