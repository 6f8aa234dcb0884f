"""Twins, improvements and related patents: planted ones found, look-alikes left alone."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.valuation.fictional_filings import planted

from zhidai.core.registers.patent_numbers import check_digit_of, parse_patent_number
from zhidai.core.valuation.filings import Filing, class_symbol, names_in, owners_in
from zhidai.core.valuation.related import related
from zhidai.core.valuation.signs import (
    Sign,
    by_category,
    by_content,
    by_place,
    confidence,
    is_possible,
)
from zhidai.core.valuation.title_likeness import Titles, subject
from zhidai.core.valuation.twins import FLAGGED_FROM, Finding, Relation, twins

DAY = date(2020, 3, 2)
# Points were chosen on seeds 1 to 8; these are others.
HELD_OUT = range(101, 109)


def filing(body: str, title: str, *, on: date = DAY, owner: str = "示例公司", ipc: str = "B65G1/02",
           people: str = "赵一,钱二") -> Filing:  # fmt: skip
    return Filing(
        number=parse_patent_number(f"{body}.{check_digit_of(body)}"),
        title=title,
        filed_on=on,
        owners=frozenset({owner}),
        symbol=class_symbol(ipc),
        inventors=names_in(people, of_people=True),
    )


MODEL = filing("202020000001", "一种便于清洁的纸箱分选装置")
INVENTION = filing("202010000009", "一种便于清洁的纸箱分选装置及其控制方法")


def signs(found: Finding) -> dict[Sign, tuple[str, Decimal]]:
    return {one.sign: (one.value, one.points) for one in found.evidence}


def test_planted_twins_are_found_and_hardly_anything_else() -> None:
    wanted, told, right = 0, 0, 0
    for seed in HELD_OUT:
        given_ = planted(seed)

        found = {one.numbers for one in twins(given_.filings)}

        wanted += len(given_.twins)
        told += len(found)
        right += len(found & given_.twins)
    assert wanted > 1_000
    assert right / wanted >= 0.95
    assert (told - right) / told <= 0.05


def test_planted_improvements_are_found_and_told_as_such() -> None:
    wanted, right = 0, 0
    for seed in HELD_OUT[:3]:
        given_ = planted(seed)

        found = related(given_.filings, besides=twins(given_.filings))

        told = {one.numbers for one in found if one.relation is Relation.IMPROVEMENT}
        wanted += len(given_.improvements)
        right += len(told & given_.improvements)
    assert wanted > 100
    assert right / wanted >= 0.9


def test_a_twin_is_told_with_every_sign_and_what_it_adds() -> None:
    (found,) = twins([INVENTION, MODEL])

    assert found.relation is Relation.TWIN
    assert found.numbers == (str(MODEL.number), str(INVENTION.number))
    assert signs(found) == {
        Sign.OWNER: ("示例公司", Decimal(0)),
        Sign.FILING_DATE: ("2020-03-02", Decimal(0)),
        Sign.TITLE: (f"{MODEL.title} : {INVENTION.title}", Decimal("2.86")),
        Sign.CLASS: ("B65G1/02", Decimal("1.00")),
        Sign.INVENTORS: ("赵一, 钱二", Decimal("1.50")),
        Sign.CATEGORY: ("thing", Decimal("0.30")),
    }
    assert found.confidence == Decimal("0.99")


@pytest.mark.parametrize(
    "other",
    [
        replace(INVENTION, filed_on=DAY + timedelta(days=1)),
        replace(INVENTION, owners=frozenset({"另一示例公司"})),
        filing("202020000010", INVENTION.title),
        filing("202010000009", "一种便于清洁的纸箱缠绕装置"),
        filing("202010000009", "一种温室大棚用喷淋系统", ipc="A01G9/24"),
    ],
    ids=["a day later", "another owner", "the same kind", "another act", "another subject"],
)
def test_what_only_looks_like_a_twin_is_none(other: Filing) -> None:
    assert twins([MODEL, other]) == ()


def test_each_filing_has_one_twin_at_most_the_surest() -> None:
    vague = filing("202010000012", "一种纸箱分选方法", people="赵一,孙三")

    found = twins([MODEL, vague, INVENTION])

    assert [one.numbers for one in found] == [(str(MODEL.number), str(INVENTION.number))]


def test_what_is_not_known_speaks_neither_for_nor_against() -> None:
    bare = replace(INVENTION, symbol=None, inventors=frozenset())

    (found,) = twins([MODEL, bare])

    assert Sign.CLASS not in signs(found)
    assert Sign.INVENTORS not in signs(found)
    assert found.confidence >= FLAGGED_FROM


def test_abstracts_count_where_both_are_given() -> None:
    text = "本装置包括机架和设于机架上的分选辊，分选辊由电机带动。"
    other = "一种缠绕膜的收放方法，先将膜卷固定，再以恒定张力放卷。"
    model = replace(MODEL, abstract=text)

    (alike,) = twins([model, replace(INVENTION, abstract=text)])
    (unlike,) = twins([model, replace(INVENTION, abstract=other)])

    assert signs(alike)[Sign.ABSTRACT][1] == Decimal("4.40")
    assert signs(unlike)[Sign.ABSTRACT][1] < 0
    assert unlike.confidence < alike.confidence


def test_an_improvement_is_later_and_says_all_that_the_earlier_title_says() -> None:
    later = filing("202120000003", "一种带反馈的纸箱分选装置", on=date(2021, 6, 1))
    before = filing("201920000003", "一种纸箱分选装置", on=date(2019, 6, 1))

    (found,) = related([later, before], besides=())

    assert found.relation is Relation.IMPROVEMENT
    assert found.numbers == (str(before.number), str(later.number))


@pytest.mark.parametrize(
    ("title", "days", "relation"),
    [
        ("一种带反馈的便于清洁的纸箱分选装置", 1, Relation.IMPROVEMENT),
        ("一种带反馈的便于清洁的纸箱分选装置", 0, Relation.RELATED),
        ("一种纸箱分选装置", 400, Relation.RELATED),
    ],
    ids=["a day later", "of the same day", "later, saying less"],
)
def test_only_a_later_filing_that_says_all_of_the_earlier_is_an_improvement(
    title: str, days: int, relation: Relation
) -> None:
    on = DAY + timedelta(days=days)
    earlier = filing(
        "202020000001", "一种便于清洁的双工位纸箱分选装置" if days > 1 else MODEL.title
    )

    (found,) = related([earlier, filing("202020000003", title, on=on)], besides=())

    assert found.relation is relation


def test_a_twin_is_not_told_again_as_related() -> None:
    pair = [MODEL, INVENTION]

    assert related(pair, besides=twins(pair)) == ()
    assert len(related(pair, besides=())) == 1


def test_only_pairs_of_the_number_asked_for_are_told() -> None:
    others = planted(3, owners=10).filings
    new = filing("202120000003", "一种带反馈的便于清洁的纸箱分选装置", on=date(2021, 6, 1))

    found = related([*others, MODEL, new], besides=(), of=str(new.number))

    assert [one.numbers for one in found] == [(str(MODEL.number), str(new.number))]


def test_the_order_of_the_list_changes_nothing() -> None:
    filings = planted(11, owners=20).filings

    assert twins(filings) == twins(filings[::-1])
    assert related(filings, besides=()) == related(filings[::-1], besides=())


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("一种便于清洁的纸箱分选装置及其控制方法", "便于清洁纸箱分选"),
        ("装置", "装置"),
        ("Method and device for sorting cartons", "sortingcartons"),
    ],
)
def test_a_subject_is_what_the_title_says_beyond_every_title(title: str, about: str) -> None:
    assert subject(title) == about


words = st.text(alphabet="纸箱分选装置方法锂电池ab ", min_size=1, max_size=12)


@settings(max_examples=60)
@given(one=words, other=words, more=st.lists(words, max_size=4))
def test_likeness_is_symmetric_between_nothing_and_one(
    one: str, other: str, more: list[str]
) -> None:
    titles = Titles([one, other, *more])

    alike = titles.likeness(one, other)

    assert alike == pytest.approx(titles.likeness(other, one))
    assert 0 <= alike <= 1 + 1e-12
    assert not subject(one) or titles.likeness(one, one) == pytest.approx(1)
    assert 0 <= titles.contained(one, other) <= 1 + 1e-12


def test_no_pair_that_would_be_told_is_passed_over_unread() -> None:
    filings = planted(12, owners=15).filings
    titles = Titles(one.title for one in filings)
    passed_over = 0
    for one, other in itertools.combinations(filings, 2):
        alike = titles.likeness(one.title, other.title)
        if is_possible(one, other, alike=alike):
            continue
        evidence = (*by_content(one, other, alike=alike), *by_category(one, other))
        passed_over += 1

        assert confidence((*evidence, *by_place((1, 2), (1, 2)))) < FLAGGED_FROM

    assert passed_over > 10_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例科技有限公司", "示例科技有限责任公司"),
        ("示例科技有限公司", "示例科技股份有限公司"),
        ("示例（赣州）科技有限公司", "示例(赣州)科技有限公司"),
        ("示例〔赣州〕科技有限公司", "示例赣州科技有限公司"),
        ("示例 科技有限公司", "示例科技有限公司　"),
        ("ＡＢＣ科技有限公司", "abc科技有限公司"),
        ("新名科技有限公司（曾用名：示例科技有限公司）", "示例科技有限公司"),
        ("新名科技有限公司[原名:示例（赣州）科技有限公司]", "示例(赣州)科技有限公司"),
        ("Example Tech Co., Ltd.", "EXAMPLE TECH CO.,LTD"),
        ("某大学; 示例科技有限公司", "示例科技有限公司"),
        ("某大学、示例科技有限公司", "示例科技有限责任公司|另一公司"),
    ],
)
def test_one_owner_is_known_under_the_names_it_goes_or_went_by(one: str, other: str) -> None:
    assert owners_in(one) & owners_in(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例科技有限公司", "示例科技发展有限公司"),
        ("示例(赣州)科技有限公司", "示例(南昌)科技有限公司"),
        ("示例科技有限公司", "有限公司"),
        ("示例(原平)科技有限公司", "平"),
    ],
)
def test_owners_of_other_names_stay_apart(one: str, other: str) -> None:
    assert not owners_in(one) & owners_in(other)


def test_a_former_name_is_no_co_owner() -> None:
    assert names_in("新名有限公司（曾用名：旧名有限公司）") == {"新名有限公司"}
