"""LPR上浮30% is 1.3 times the LPR and LPR下浮10% is 0.9 times, never the bare number."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values

from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import Comparison, Scheme
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text

RAISED = [
    ("贷款利率不得超过贷款发放日LPR上浮30%。", "1.3倍"),
    ("贷款利率不得超过贷款发放日一年期LPR上浮30%。", "1.3倍"),
    ("贷款利率不得超过LPR下浮10%。", "0.9倍"),
    ("贷款利率不得超过同期基准利率上浮30%。", "1.3倍"),
    ("贷款利率不得超过LPR上浮0.3倍。", "1.3倍"),
    ("贷款利率不得超过LPR基础上上浮百分之三十。", "1.3倍"),
    ("贷款利率在一年期LPR（贷款市场报价利率）基础上上浮不超过30%。", "1.3倍"),
    ("贷款利率较LPR上浮幅度最高30%。", "1.3倍"),
    ("贷款利率最高为LPR向上浮动30%。", "1.3倍"),
    ("贷款利率不超过LPR（1年期）上浮30%。", "1.3倍"),
    ("贷款利率不超过LPR下调一成。", "0.9倍"),
    ("贷款利率不超过LPR增加30%。", "1.3倍"),
    ("贷款利率不超过LPR上浮至130%。", "1.3倍"),
    ("贷款利率上浮不超过同期LPR的30%。", "1.3倍"),
    ("贷款利率不超过LPR降低10%。", "0.9倍"),
]


def stated_as(scheme: Scheme, written: str, unit: Unit) -> Scheme:
    """The scheme with another value of its one number, and stated so."""
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")
    value = replace(one.values[0], value=replace(parse_quantity(written), unit=unit))
    stated = tuple(replace(each, number=written) for each in one.stated)
    changed = replace(one, unit=unit, values=(value,), stated=stated)
    return replace(scheme, seals={}, parameters={**scheme.parameters, one.name: changed})


@pytest.mark.parametrize(("words", "factor"), RAISED)
def test_a_raised_or_lowered_rate_is_drafted_as_its_factor_and_passes(
    words: str, factor: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == [factor]
    assert [one.compare for one in scheme.parameters.values()][-1] is Comparison.AT_MOST
    assert told(scheme, words) == set()


@pytest.mark.parametrize(("words", "factor"), RAISED)
def test_a_factor_passes_in_per_cent_and_as_a_ratio_and_the_bare_number_as_neither(
    words: str, factor: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    share = {"1.3倍": "130%", "0.9倍": "90%"}[factor]
    bare = {"1.3倍": "30%", "0.9倍": "10%"}[factor]

    assert told(stated_as(scheme, share, Unit.TIMES), words) == set()
    assert told(stated_as(scheme, share, Unit.RATIO), words) == set()
    assert "audit_factor_differs" in told(stated_as(scheme, bare, Unit.TIMES), words)
    assert "audit_factor_differs" in told(stated_as(scheme, bare, Unit.RATIO), words)


@pytest.mark.parametrize(
    "changed", ["LPR下浮30%", "LPR的30%", "LPR30%", "LPR上浮31%", "LPR上浮3%", "LPR上浮0.4倍"]
)
def test_a_raised_rate_is_held_to_its_way_and_its_number(changed: str, tmp_path: Path) -> None:
    words = RAISED[0][0]
    scheme = replace(drafted(words, tmp_path / "city"), seals={})

    found = told(scheme, words.replace("LPR上浮30%", changed))

    assert found & {"audit_value_differs", "audit_factor_differs"}


def test_a_statement_may_name_the_share_with_its_way(tmp_path: Path) -> None:
    words = RAISED[0][0]
    scheme = drafted(words, tmp_path / "city")
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")

    def named(written: str) -> set[str]:
        stated = tuple(replace(each, number=written) for each in one.stated)
        known = {**scheme.parameters, one.name: replace(one, stated=stated)}
        return told(replace(scheme, seals={}, parameters=known), words)

    assert named("上浮30%") == set()
    assert named("下浮30%") == {"audit_factor_differs", "audit_stated_number_misfit"}
    assert named("30%") == {"audit_factor_differs", "audit_stated_number_misfit"}


def test_a_multiple_written_in_times_passes_as_a_ratio(tmp_path: Path) -> None:
    words = "贷款利率不超过LPR的1.3倍。"
    scheme = drafted(words, tmp_path / "city")

    assert told(stated_as(scheme, "130%", Unit.RATIO), words) == set()


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("贷款利率不超过LPR下浮10%至上浮30%。", ["0.9times", "1.3times"]),
        ("贷款利率按LPR上浮10%至30%。", ["1.1times", "1.3times"]),
        ("贷款利率小微企业不超过LPR上浮20%，其他企业上浮30%。", ["1.2times", "1.3times"]),
        ("贷款利率不超过LPR浮动30%。", ["±0.3ratio"]),
        ("贷款利率不超过LPR上下浮动30%。", ["±0.3ratio"]),
        ("贷款利率不超过LPR向上或向下浮动30%。", ["±0.3ratio"]),
        ("贷款利率不超过LPR±30%。", ["±0.3ratio"]),
        ("贷款利率不超过LPR+0.5%。", ["±0.005ratio"]),
        ("贷款利率不超过LPR加30%。", ["±0.3ratio"]),
        ("贷款利率不超过LPR-0.5%。", ["±0.005ratio"]),
        ("贷款利率不超过LPR减0.5%。", ["±0.005ratio"]),
        ("贷款利率不超过LPR的130%。", ["1.3ratio"]),
        ("贴息按LPR的50%计算。", ["0.5ratio"]),
        ("贷款利率按LPR上浮执行，贴息比例为50%。", ["0.5ratio"]),
        ("利率按LPR下浮的贷款，按实付利息的50%给予贴息。", ["0.5ratio"]),
        ("对LPR上浮部分的利息给予50%贴息。", ["0.5ratio"]),
        ("利率按LPR上浮20%执行，担保费率下浮10%。", ["1.2times", "0.1ratio"]),
        ("担保费率下浮10%，利率按LPR执行。", ["0.1ratio"]),
        ("不良贷款率上升超过30%。", ["0.3ratio"]),
    ],
)
def test_only_a_share_by_which_a_rate_is_raised_or_lowered_becomes_a_factor(
    words: str, read: list[str]
) -> None:
    assert [one.canonical for one in numbers_in(plain_text(words))] == read


@pytest.mark.parametrize("words", ["贷款利率不超过LPR下浮不少于10%。", "利率比LPR下浮至少10%。"])
def test_lowered_by_at_least_is_a_factor_of_at_most(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["0.9倍"]
    assert [one.compare for one in scheme.parameters.values()][-1] is Comparison.AT_MOST
    assert told(scheme, words) == set()


@pytest.mark.parametrize(
    ("heading", "read"), [("LPR上浮（%）", "1.3times"), ("上浮比例（%）", "1.3times")]
)
def test_a_table_headed_by_the_way_states_factors(heading: str, read: str, tmp_path: Path) -> None:
    words = f"贷款利率按LPR上浮，上浮幅度最高如下：\n等级\t{heading}\n甲等\t30\n"
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["1.3倍"]
    assert told(scheme, words) == set()


MARGINS = [
    ("贷款利率不超过LPR（一年期）加50个基点。", 50),
    ("贷款利率不超过LPR（1年期）加50个基点。", 50),
    ("贷款利率不超过LPR（5年期以上）减50个基点。", -50),
    ("贷款利率不超过LPR向上浮动50个基点。", 50),
    ("贷款利率不超过LPR向下浮动50个基点。", -50),
]


@pytest.mark.parametrize(("words", "amount"), MARGINS)
def test_a_tenor_behind_the_lpr_and_a_way_in_full_are_read(
    words: str, amount: int, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")

    assert (one.values[0].value.amount, one.unit) == (amount, Unit.BASIS_POINTS)
    assert one.compare is Comparison.AT_MOST
    assert told(scheme, words) == set()


@pytest.mark.parametrize(
    "way", ["浮动", "上下浮动", "向上或向下浮动", "向上或下浮动", "向下、上浮动", "向上向下浮动"]
)
def test_a_way_that_is_both_states_no_margin(way: str) -> None:
    (found,) = numbers_in(plain_text(f"贷款利率为LPR{way}50个基点。"))

    assert found.amount is None
