"""A rate raised by a share of nobody knows what states no parameter, and is waived by its words."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values

from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import Scheme, Waiver
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text

OPEN = [
    "贷款利率上浮不超过30%。",
    "贷款利率上浮不得超过80%。",
    "贷款利率上浮幅度应控制在50%以内。",
    "贷款利率可下浮10%。",
    "贷款利率浮动不超过50%。",
    "贷款利率上浮至130%。",
    "贷款利率上浮0.5倍。",
    "贷款利率较一般贷款优惠10%。",
    "贷款利率按基准上浮50%。",
    "贷款利率以LPR为基准。上浮不得超过60%。",
    "贷款利率上浮不超过基准的50%。",
    "贷款利率上浮不超过同类贷款利率的50%。",
    "在央行同期利率基础上上浮不超过50%。",
    "贷款利率最高4%，上浮不超过60%。",
]
OTHERS = [
    ("担保费率上浮不超过30%。", "0.3ratio"),
    ("质押率可上浮10%。", "0.1ratio"),
    ("贷款利率上浮的企业，贴息比例为30%。", "0.3ratio"),
    ("贷款利率优惠的，按实付利息的50%给予贴息。", "0.5ratio"),
    ("贷款利率下浮，质押率不超过60%。", "0.6ratio"),
    ("享受利率优惠的企业占比不低于30%。", "0.3ratio"),
    ("贷款利率加担保成本不超过5%。", "0.05ratio"),
    ("单笔额度对科技型企业可上浮20%。", "0.2ratio"),
    ("不良贷款率上升超过30%。", "0.3ratio"),
]


def with_its_number_as(scheme: Scheme, written: str, unit: Unit, number: str) -> Scheme:
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")
    value = replace(one.values[0], value=replace(parse_quantity(written), unit=unit))
    stated = tuple(replace(each, number=number) for each in one.stated)
    changed = replace(one, unit=unit, values=(value,), stated=stated)
    return replace(scheme, seals={}, parameters={**scheme.parameters, one.name: changed})


@pytest.mark.parametrize("words", OPEN)
def test_a_rate_moved_by_a_share_of_no_named_base_is_no_number(words: str) -> None:
    assert numbers_in(plain_text(words))[-1].amount is None


@pytest.mark.parametrize(("words", "read"), OTHERS)
def test_what_else_moves_by_a_share_stays_that_share(words: str, read: str) -> None:
    assert numbers_in(plain_text(words))[-1].canonical == read


@pytest.mark.parametrize("words", OPEN)
def test_an_open_number_is_waived_with_the_words_that_leave_it_open(
    words: str, tmp_path: Path
) -> None:
    whole = f"质押率不超过60%。{words}"
    scheme = drafted(whole, tmp_path / "city")
    waiver = [one for one in scheme.waivers if one.clause == "2"][-1]

    assert "60%" in values(scheme)
    alone = words == OPEN[-1]  # another number stands between it and the words that leave it open
    assert (numbers_in(plain_text(waiver.number))[-1].amount is None) is not alone
    assert "核实" in waiver.why.zh
    assert told(scheme, whole) == set()
    assert told(replace(scheme, waivers=()), whole) == {"audit_number_uncovered"}


@pytest.mark.parametrize("words", ["贷款利率不超过LPR加30%。", "贷款利率上浮不超过30%。"])
def test_an_open_number_may_be_waived_as_it_is_written_but_one_with_a_sign_only_with_it(
    words: str, tmp_path: Path
) -> None:
    whole = f"质押率不超过60%。{words}"
    scheme = drafted(whole, tmp_path / "city")
    by_itself = Waiver(clause="2", number="30%", why=Label(zh="问", en="Asked"))
    kept = tuple(one for one in scheme.waivers if one.clause != "2")
    waived = replace(scheme, waivers=(*kept, by_itself))

    assert told(waived, whole) == set()
    assert told(waived, "质押率不超过60%。贷款利率为LPR±30%。") != set()


@pytest.mark.parametrize(("number", "unit"), [("50%", Unit.RATIO), ("1.5倍", Unit.TIMES)])
def test_neither_the_share_nor_the_multiple_passes_for_a_rate_raised_from_no_named_base(
    number: str, unit: Unit, tmp_path: Path
) -> None:
    named = "贷款利率不得超过LPR的50%。"
    scheme = with_its_number_as(drafted(named, tmp_path / "city"), number, unit, number)

    assert "audit_value_differs" in told(scheme, "贷款利率上浮不得超过50%。")


@pytest.mark.parametrize(
    "words",
    [
        "贷款利率在LPR的基础上上浮30%。",
        "贷款利率在同期LPR的基础上，上浮不超过30%。",
        "贷款利率按同期LPR的水平上浮30%。",
        "贷款利率上浮不超过LPR水平的30%。",
    ],
)
def test_a_base_with_a_particle_behind_it_is_named(words: str) -> None:
    assert numbers_in(plain_text(words))[-1].canonical == "1.3times"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("贷款利率高于同期LPR30%的部分，不予贴息。", "1.3times"),
        ("贷款利率低于同期一年期LPR10%。", "0.9times"),
        ("贷款利率不高于同期LPR30%。", "±0.3ratio"),
        ("贷款利率不得超过LPR60%。", "±0.6ratio"),
        ("贷款利率不得超过LPR130%。", "1.3ratio"),
        ("贷款利率不得超过LPR的60%。", "0.6ratio"),
        ("每年贴息率不超过LPR50%。", "0.5ratio"),
    ],
)
def test_a_share_right_behind_the_lpr_is_above_it_or_open_but_never_read_as_another(
    words: str, read: str
) -> None:
    assert numbers_in(plain_text(words))[-1].canonical == read
