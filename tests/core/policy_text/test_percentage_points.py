"""A subsidy of so many percentage points of interest, in draft and audit."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values

from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text

SUBSIDIES = [
    "市财政按2个百分点给予贴息。",
    "给予企业2个百分点的贴息。",
    "对利率不高于LPR的贷款，按2个百分点给予贴息。",
    "对按LPR发放的贷款贴息2个百分点。",
    "对按LPR发放的贷款给予不超过2个百分点的贴息。",
    "对按LPR发放的贷款，贴息最高2个百分点。",
]


@pytest.mark.parametrize("words", SUBSIDIES)
def test_percentage_points_of_interest_are_drafted_and_held_to_their_number(
    words: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    (points,) = (one for one in scheme.parameters.values() if one.clause == "2")

    assert (values(scheme), points.unit) == (["2个百分点"], Unit.BASIS_POINTS)
    assert told(scheme, words) == set()
    assert "audit_value_differs" in told(scheme, words.replace("2个", "3个"))
    assert told(scheme, words.replace("百分点", "基点")) != set()


def test_percentage_points_may_be_written_in_basis_points_in_the_scheme(tmp_path: Path) -> None:
    words = SUBSIDIES[0]
    scheme = drafted(words, tmp_path / "city")
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")

    def with_value(written: str) -> set[str]:
        dated = replace(one.values[0], value=parse_quantity(written))
        stated = tuple(replace(each, number=None) for each in one.stated)
        changed = replace(one, values=(dated,), stated=stated)
        return told(replace(scheme, parameters={**scheme.parameters, one.name: changed}), words)

    assert with_value("200个基点") == set()
    assert with_value("2个基点") != set()


@pytest.mark.parametrize(
    "words",
    [
        "贷款利率为LPR——120个基点的给予贴息。",
        "贷款利率为LPR±120个基点的给予贴息。",
        "贷款利率按LPR上下浮动120个基点的给予贴息。",
        "贴息贷款利率为LPR120个基点。",
        "贷款贴息按LPR±120个基点执行。",
    ],
)
def test_a_margin_without_a_way_stays_unknown_where_a_subsidy_is_spoken_of(words: str) -> None:
    found = [one for one in numbers_in(plain_text(words)) if "basis_points" in one.canonical]

    assert [one.amount for one in found] == [None]


def test_a_margin_with_a_way_stays_one_where_a_subsidy_is_spoken_of() -> None:
    words = "对贷款利率不超过LPR减20个基点的给予贴息。"

    assert [one.amount for one in numbers_in(plain_text(words))] == [Decimal(-20)]
