# ruff: noqa: RUF001 - odd forms are what is read here
"""The clause tree of a text, by its printed paths."""

import pytest

from zhidai.core.policy_text.clause_tree import clauses_of, heading_of, is_numbered
from zhidai.core.policy_text.reading import read

PLAN = """关于印发方案的通知
附件：专利清单
一、简介
简介的内容。
二、条件
（一）企业应满足：
1. 3 年内诚信；
2. 专利还需：
（1）有效；
（2）登记。
(二) 银行应满足。
附件
专利清单
"""


def ids(text: str) -> list[str]:
    return [one.id for one in clauses_of(read(text))]


def test_clauses_have_their_printed_path() -> None:
    assert ids(PLAN) == [
        *("notice", "1", "2", "2.1", "2.1.1", "2.1.2", "2.1.2.1", "2.1.2.2", "2.2", "annex")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一、简介", "一 、\n简介"),
        ("（一）", "㈠"),
        ("1. 3 年", "１．3 年"),
        ("1. 3 年", "1、3年"),
        ("1. 3 年", "1.3年"),
        ("（1）有效", "(1)有\n效"),
        ("2. 专利", "\u3000\u30002．专利"),
        ("（2）登记", "2）登记"),
        ("专利还需：\n（1）", "专利还需：（1）"),
        ("二、条件\n（一）", "二、条件（一）"),
        ("附件\n专利清单\n", "附 件\n专利清单\n"),
        ("附件\n专利清单\n", "附件1 专利清单\n"),
    ],
)
def test_markers_may_look_otherwise(old: str, new: str) -> None:
    assert old in PLAN
    assert ids(PLAN.replace(old, new)) == ids(PLAN)


def test_numbers_at_the_beginning_of_a_line_are_no_markers() -> None:
    text = "一、期限\n贷款期限不超过\n1年，加点\n1.5%，见第\n（五）项。\n二、其他\n无。"

    assert ids(text) == ["1", "2"]


def test_a_clause_left_out_does_not_hide_those_behind_it() -> None:
    assert ids(PLAN.replace("2. 专利还需：\n", "3. 专利还需：\n")) == [
        *("notice", "1", "2", "2.1", "2.1.1", "2.1.3", "2.1.3.1", "2.1.3.2", "2.2", "annex")
    ]


def test_articles_are_numbered_through_and_chapters_are_no_clauses() -> None:
    text = (
        "办法\n第一章 总则\n第一条 目的。\n第二条 范围：\n（一）企业；\n（二）银行。\n"
        "第二章 条件\n第三条 条件。"
    )

    assert ids(text) == ["notice", "1", "2", "2.1", "2.2", "3"]


def test_a_text_without_numbers_says_so() -> None:
    clauses = clauses_of(read("本市企业可以申请贷款，最高1000万元。"))

    assert [one.id for one in clauses] == ["notice"]
    assert not is_numbered(clauses)


def test_the_span_of_a_clause_is_a_stretch_of_the_original() -> None:
    clause = next(one for one in clauses_of(read(PLAN)) if one.id == "2.1.1")

    assert PLAN[clause.span.start : clause.span.end] == "1. 3 年内诚信；"


def test_only_what_stands_for_more_is_a_heading() -> None:
    reading = read(PLAN)
    headings = {one.id: heading_of(reading, one) for one in clauses_of(reading)}

    assert headings["1"] == "简介"
    assert headings["2"] == "条件"
    assert headings["2.1.1"] == ""  # a sentence of the plan
