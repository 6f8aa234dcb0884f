"""Margins in the cells of a table have the sign that its headings say."""

from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, plan, told

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.clause_audit import numbers_of
from zhidai.core.policy_text.clause_tree import clauses_of
from zhidai.core.policy_text.reading import read

HEAD = "贷款利率如下：\n企业\t"


def amounts(words: str) -> list[int | None]:
    """The numbers of basis points of the clause; None: one whose sign nobody knows."""
    reading = read(plan(words))
    (clause,) = [one for one in clauses_of(reading) if one.id == "2"]
    found = [one for one in numbers_of(reading, clause) if "basis_points" in one.canonical]
    return [None if one.amount is None else int(one.amount) for one in found]


@pytest.mark.parametrize(
    ("table", "read_as"),
    [
        ("减点（个基点）\n首贷户\t20\n其他\t10", [-20, -10]),
        ("LPR减点（BP）\n首贷户\t20\n其他\t10", [-20, -10]),
        ("下浮（单位：BP）\n首贷户\t20\n其他\t10", [-20, -10]),
        ("利率优惠（个基点）\n首贷户\t20\n其他\t10", [-20, -10]),
        ("较LPR下浮\n首贷户\t20个基点\n其他\t10个基点", [-20, -10]),
        ("减点\n首贷户\t0.2个百分点\n其他\t10bp", [-20, -10]),
        ("减点\n首贷户\t减20个基点\n其他\t10个基点", [-20, -10]),
        ("减点\n首贷户\t不少于20个基点\n其他\t10个基点以上", [-20, -10]),
        ("加点（个基点）\n首贷户\t20\n其他\t10", [20, 10]),
        ("LPR上浮\n首贷户\t20个基点\n其他\t10个基点", [20, 10]),
        ("点差（BP）\n首贷户\t20\n其他\t-10", [20, None]),
        ("减点（BP）\n首贷户\t-20\n其他\t加10", [None, None]),
        ("LPR加减点（BP）\n首贷户\t-20\n其他\t+10", [-20, 10]),
        ("LPR加减点（BP）\n首贷户\t减20\n其他\t10", [-20, None]),
        ("LPR浮动\n首贷户\t20个基点\n其他\t下浮10个基点", [None, -10]),
        ("与LPR相比（BP）\n首贷户\t20\n其他\t±10个基点", [None, None]),
        ("加点（BP）\t减点（BP）\n首贷户\t5\t20\n其他\t15\t10", [5, -20, 15, -10]),
        ("贴息\tLPR减点\n首贷户\t2个百分点\t20个基点", [200, -20]),
        ("LPR减点\t贴息\n首贷户\t20个基点\t2个百分点", [-20, 200]),
        ("不良率下降（个百分点）\n首贷户\t2", [200]),
        ("首贷户\t其他\nLPR减点\t20个基点\t10个基点", [-20, -10]),
        ("方向\t幅度（BP）\n首贷户\t减\t20\n其他\t加\t10", [-20, 10]),
    ],
)
def test_a_cell_has_the_sign_of_its_heading(table: str, read_as: list[int | None]) -> None:
    assert amounts(f"{HEAD}{table}\n") == read_as


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("贷款利率在LPR基础上下浮，幅度如下：", [-20]),
        ("贷款利率以LPR为准，幅度如下：", [None]),
        ("贷款利率按LPR加点形成。对企业的补贴如下：", [20]),
        ("对利率不高于LPR的企业按下表贴息：", [20]),
        ("标准如下：", [20]),
    ],
)
def test_a_table_whose_headings_say_no_way_has_that_of_the_line_above_it(
    line: str, read_as: list[int | None]
) -> None:
    assert amounts(f"{line}\n企业\t幅度（BP）\n首贷户\t20\n") == read_as


TABLES = [
    f"{HEAD}减点（个基点）\n首贷户\t20\n普通企业\t10\n",
    f"{HEAD}LPR减点\n首贷户\t20个基点\n普通企业\t10个基点\n",
]


@pytest.mark.parametrize("words", TABLES)
def test_a_table_of_margins_below_is_drafted_below_zero_and_held_to_its_heading(
    words: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    margins = [one for one in scheme.parameters.values() if one.unit is Unit.BASIS_POINTS]

    assert [one.values[0].value.amount for one in margins] == [-20, -10]
    assert told(scheme, words) == set()
    assert "audit_value_differs" in told(scheme, words.replace("减点", "加点"))
    assert told(scheme, words.replace("减点", "加减点")) != set()
    assert told(scheme, words.replace("20", "30")) != set()
