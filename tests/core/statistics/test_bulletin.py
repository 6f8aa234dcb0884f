"""The bulletin: what it says follows from the figures and ranks, and it is silent where none is."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.statistics.statistics_cast import fictional_city
from tests.engine.statistics.columns_cast import in_columns

from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.statistics.bulletin import Bulletin, bulletin, parse_quarter
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.facts import (
    DrawnLoan,
    Facts,
    FurtherDrawdown,
    Places,
    Registration,
)
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.core.statistics.ranking import ranking
from zhidai.core.statistics.series import Break
from zhidai.documents.letters.bulletin import drawing
from zhidai.wording.bulletin import told
from zhidai.wording.bulletin_sentences import place_word

QUARTER = parse_quarter("2021Q1")
OF_DISTRICTS = Question(
    metric=Metric.REGISTRATIONS,
    grain=Grain.QUARTER,
    since=QUARTER.first_on,
    until=QUARTER.last_on,
    by=Dimension.DISTRICT,
)


def registered(district: str, *amounts: int, year: int = 2021) -> tuple[Registration, ...]:
    """One registration for each amount in 万元; 0: the amount is not stated."""
    return tuple(
        Registration(
            id=f"{district}-{year}-{number}",
            pledgor=f"{district}{number}",
            registered_on=date(year, 2, 1),
            amount=Decimal(amount * 10_000) if amount else None,
            places=Places(district=district),
        )
        for number, amount in enumerate(amounts)
    )


def city(*registrations: Registration, loans: tuple[DrawnLoan, ...] = ()) -> Facts:
    return Facts(
        scope="示范市（虚构）",
        source="样本台账（虚构）",
        covers_from=date(2020, 1, 1),
        registrations=registrations,
        loans=loans,
    )


def said(found: Bulletin, language: str = "zh-hans") -> list[str]:
    """The sentences without the marks of their figures."""
    parts = told(found, language).parts
    return [re.sub(r"\[\d+\]", "", text) for part in parts for text, _made_of in part.sentences]


def test_the_district_first_in_number_and_second_in_amount_comes_out_by_itself() -> None:
    facts = city(
        *registered("松区（虚构）", 100, 100, 200),
        *registered("杨区（虚构）", 900, 100),
        *registered("柳区（虚构）", 50),
    )

    found = bulletin(facts, QUARTER)

    assert "松区（虚构）登记件数（3件）居全市第一、金额（400万元）居第二。" in said(found)
    assert (
        "松区（虚构） ranks first of the city in the number of registrations (3) and second in "
        "the registered amount (4,000,000 yuan)."
    ) in said(found, "en")
    assert "柳区（虚构）登记件数（1件）、金额（50万元）均居全市第三。" in said(found)


def test_districts_with_equal_figures_share_their_rank_in_the_sentence() -> None:
    facts = city(*registered("松区", 100), *registered("杨区", 100), *registered("柳区", 50))

    texts = said(bulletin(facts, QUARTER))

    assert "松区登记件数（1件）、金额（100万元）均居全市并列第一。" in texts
    assert "柳区登记件数（1件）居全市并列第一、金额（50万元）居第三。" in texts


def test_of_many_tied_districts_five_are_named_and_the_others_counted() -> None:
    tied = [f"{number:02}区" for number in range(25)]
    facts = city(*(one for name in tied for one in registered(name, 100)))

    found = bulletin(facts, QUARTER)

    texts = said(found)
    assert len([one for one in texts if "并列第一" in one]) == 5
    assert "另有 20 个区县在其中一项居前三位，详见分区县表。" in texts
    assert any(one.startswith("20 more districts stand") for one in said(found, "en"))
    assert len([one for one in found.cited if one.group.name in tied]) == 30
    (table, *_) = told(found, "zh-hans").parts[0].tables
    assert {row[0] for row in table.rows} >= set(tied)


def test_of_six_tied_districts_one_more_is_said_of_one() -> None:
    facts = city(*(one for number in range(6) for one in registered(f"{number}区", 100)))

    found = bulletin(facts, QUARTER)

    assert any(one.startswith("1 more district stands among") for one in said(found, "en"))
    assert "另有 1 个区县在其中一项居前三位，详见分区县表。" in said(found)


def test_what_is_not_stated_takes_no_place_from_the_districts() -> None:
    facts = city(*registered("", 1, 1, 1), *registered("松区", 100, 100), *registered("杨区", 90))

    texts = said(bulletin(facts, QUARTER))

    assert "松区登记件数（2件）、金额（200万元）均居全市第一。" in texts
    assert "杨区登记件数（1件）、金额（90万元）均居全市第二。" in texts


@pytest.mark.parametrize(
    ("scope", "chinese", "english"),
    [
        ("示范市（虚构）", "均居全市第一", "ranks first of the city"),
        ("江西省赣州市", "均居全市第一", "ranks first of the city"),
        ("Demo City (fictional)", "均居全市第一", "ranks first of the city"),
        ("测试省", "均居各区县第一", "ranks first among the districts"),
        ("赣州市章贡区", "均居各区县第一", "ranks first among the districts"),
    ],
)
def test_a_district_stands_among_those_of_the_city_only_where_the_scope_is_a_city(
    scope: str, chinese: str, english: str
) -> None:
    facts = city(*registered("松区", 100, 100), *registered("杨区", 90))

    found = bulletin(replace(facts, scope=scope), QUARTER)

    assert any(chinese in text for text in said(found))
    assert any(english in text for text in said(found, "en"))


@pytest.mark.parametrize(
    ("place", "word"),
    [(10, "tenth"), (11, "11th"), (12, "12th"), (13, "13th"), (20, "20th"), (21, "21st"),
     (22, "22nd"), (23, "23rd"), (24, "24th"), (101, "101st"), (111, "111th")],
)  # fmt: skip
def test_a_place_is_said_as_english_says_it(place: int, word: str) -> None:
    facts = city(*registered("松区", 100), *registered("杨区", 90))
    (rank, _other) = ranking(figures(facts, OF_DISTRICTS))

    assert place_word(replace(rank, place=place, shared=False), "en") == word


def test_no_rank_is_said_of_a_district_alone_nor_of_one_that_is_not_stated() -> None:
    alone = said(bulletin(city(*registered("松区", 100)), QUARTER))
    unstated = said(bulletin(city(*registered("松区", 100), *registered("", 900)), QUARTER))

    assert not any("居全市" in text for text in alone)
    assert not any("居全市" in text for text in unstated)


def test_no_sentence_is_made_where_its_figure_is_missing() -> None:
    found = bulletin(city(*registered("松区", 0)), QUARTER)

    texts = said(found)
    assert not any("登记金额" in text for text in texts)  # no registration states it
    assert not any("利率" in text or "%" in text for text in texts)  # no loan was drawn
    assert all(one.value is not None for one in found.cited)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ((100, 100, 100, 100), "质押登记件数为3，较上年同期的4下降25.00%。"),
        ((100, 100, 100), "质押登记件数为3，与上年同期（3）持平。"),
        ((100, 100), "质押登记件数为3，较上年同期的2增长50.00%。"),
        ((), None),
    ],
)
def test_the_change_on_the_year_before_is_said_up_down_or_not_at_all(
    before: tuple[int, ...], text: str | None
) -> None:
    facts = city(*registered("松区", 100, 100, 100), *registered("杨区", *before, year=2020))

    told_changes = [
        one for one in said(bulletin(facts, QUARTER)) if one.startswith("质押登记件数为")
    ]

    assert told_changes == ([] if text is None else [text])


def test_a_quarter_told_in_part_is_not_compared_and_the_bulletin_says_from_when() -> None:
    facts = city(*registered("松区", 100), *registered("松区", 50, year=2020))
    partly = replace(facts, covers_from=date(2020, 1, 2))

    whole = said(bulletin(facts, QUARTER))
    texts = said(bulletin(partly, QUARTER))

    assert "质押登记件数为1，与上年同期（1）持平。" in whole
    assert "质押登记件数为1；上年同期的1仅自2020-01-02起有数据，不作比较。" in texts
    assert not any("持平" in text or "增长" in text for text in texts)
    lead = told(bulletin(partly, parse_quarter("2020Q1")), "en").lead
    assert "The facts begin on 2020-01-02: the quarter is counted from then on." in lead


def test_a_sentence_says_how_many_facts_its_figure_left_out() -> None:
    found = bulletin(city(*registered("松区", 100, 0, 0), *registered("杨区", 300)), QUARTER)

    first, *others = said(found)

    assert first.endswith("金额400万元。（2021年第一季度质押登记金额：2项未载明，未计入。）")
    assert any("松区" in text and "2项未载明" in text for text in others)
    assert not any("杨区" in text and "未载明" in text for text in others)
    assert said(found, "en")[0].endswith(
        " (Registered pledge amount, Q1 2021: 2 left out, not stated.)"
    )
    heads, rows = told(found, "en").appendix.columns, told(found, "en").appendix.rows
    assert [row[heads.index("Left out")] for row in rows[:2]] == [0, 2]
    table = told(found, "en").parts[0].tables[0]
    assert table.columns[2:] == ("Registered pledge amount (yuan)", "Left out")
    assert [row[3] for row in table.rows] == [0, 2, 2]


def test_across_a_break_no_change_is_said_but_the_reason() -> None:
    facts = city(*registered("松区", 100), *registered("松区", 50, year=2020))
    broken = Break(from_on=date(2021, 1, 1), what=Label(zh="并入商标", en="trademarks included"))

    texts = said(bulletin(facts, QUARTER, breaks=[broken]))

    assert "质押登记件数为1；因统计口径变化（并入商标），不与上年同期的1比较。" in texts
    assert not any("增长" in text for text in texts)


def test_every_figure_of_every_sentence_is_counted_again_by_its_query() -> None:
    facts = fictional_city()
    found = bulletin(facts, QUARTER)

    for cited in found.cited:
        question = Question(
            metric=cited.metric,
            grain=Grain.QUARTER,
            since=cited.period.first_on,
            until=cited.period.last_on,
            by=cited.group.by,
        )
        again = {one.query: one for one in figures(facts, question)}
        assert again[cited.query].value == cited.value
    assert {one.metric for one in found.cited} >= {Metric.REGISTRATIONS, Metric.AVERAGE_RATE}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_in_the_text_carries_its_mark_and_every_mark_its_line(language: str) -> None:
    words = told(bulletin(fictional_city(), QUARTER), language)

    marks = {
        int(mark)
        for part in words.parts
        for text, _made_of in part.sentences
        for mark in re.findall(r"\[(\d+)\]", text)
    }
    assert marks == {int(str(row[0])) for row in words.appendix.rows}
    assert all(row[-1] for row in words.appendix.rows)


def test_tables_end_with_the_whole_which_is_counted_and_not_summed() -> None:
    found = bulletin(fictional_city(), QUARTER)

    grid = found.parts[1].grids[0]
    *groups, (whole, figures_of_whole) = grid.lines
    borrowers = grid.metrics.index(Metric.BORROWERS)
    assert whole.by is None
    summed = sum(line[borrowers].value or 0 for _group, line in groups)
    assert figures_of_whole[borrowers].value is not None
    assert figures_of_whole[borrowers].value <= summed


@pytest.mark.parametrize(
    ("language", "from_then", "to_date"),
    [("zh-hans", "2020Q4\n自2020-11-07起", "2021Q1\n截至目前"),
     ("en", "2020Q4\nfrom 2020-11-07", "2021Q1\nto date")],
)  # fmt: skip
def test_a_chart_marks_the_part_of_a_quarter_beside_whole_ones(
    language: str, from_then: str, to_date: str
) -> None:
    facts = replace(fictional_city(), covers_from=date(2020, 11, 7), covers_until=date(2021, 3, 30))

    curves = [
        curve for part in told(bulletin(facts, QUARTER), language).parts for curve in part.curves
    ]

    assert curves
    assert [(each.places[0], each.places[-1]) for each in curves[:2]] == [(from_then, to_date)] * 2
    assert "2020-11-07" in drawing(curves[0])


def test_a_quarter_that_is_not_over_says_so() -> None:
    facts = replace(city(*registered("松区", 100)), covers_until=date(2021, 3, 30))

    assert "尚未结束" in " ".join(told(bulletin(facts, QUARTER), "zh-hans").lead)
    over = replace(facts, covers_until=date(2021, 3, 31))
    assert "尚未结束" not in " ".join(told(bulletin(over, QUARTER), "zh-hans").lead)


@pytest.mark.parametrize("quarter", ["2019Q4", "2021Q2"])
def test_nothing_is_published_of_a_quarter_that_the_facts_do_not_reach(quarter: str) -> None:
    facts = replace(city(*registered("松区", 100)), covers_until=date(2021, 3, 31))

    with pytest.raises(BadInput, match="statistics_quarter_without_facts"):
        bulletin(facts, parse_quarter(quarter))


@pytest.mark.parametrize("text", ["2021", "2021-03"])
def test_a_bulletin_is_of_a_quarter(text: str) -> None:
    with pytest.raises(BadInput, match="statistics_period_not_quarter"):
        parse_quarter(text)


def in_parts(name: str, first: date, *later: date) -> DrawnLoan:
    """3,000,000 yuan at first and 600,000 on each later day."""
    return DrawnLoan(
        id=name,
        borrower=name,
        amount=Decimal("3000000.00"),
        drawn_on=first,
        due_on=date(2022, 12, 1),
        further=tuple(FurtherDrawdown(on=day, amount=Decimal("600000.00")) for day in later),
    )


def of_loans(*loans: DrawnLoan, language: str = "zh-hans") -> list[str]:
    (part,) = (one for one in told(bulletin(city(loans=loans), QUARTER), language).parts[1:2])
    return [text for text, _ in part.sentences]


def test_what_is_drawn_of_earlier_loans_is_told_apart_from_the_loans_of_the_quarter() -> None:
    earlier = in_parts("甲", date(2020, 11, 2), date(2021, 2, 1))
    begun = in_parts("乙", date(2021, 1, 11), date(2021, 3, 31), date(2021, 4, 1))

    assert (
        "发放贷款0[5]笔，获贷企业0[6]家，另有已发放贷款的后续提款1[7]笔，金额合计60万元[7]。"
    ) in of_loans(earlier)
    assert (
        "发放贷款1[5]笔，获贷企业1[6]家，另有已发放贷款的后续提款2[7]笔，金额合计420万元[7]。"
    ) in of_loans(earlier, begun)
    assert (
        "Loans disbursed: 1[5]; enterprises that drew one: 1[6]; further parts drawn of a "
        "loan: 2[7]; 4,200,000 yuan[7] in all."
    ) in of_loans(earlier, begun, language="en")


def test_a_quarter_in_which_each_loan_was_drawn_at_once_speaks_of_no_parts() -> None:
    at_once = in_parts("甲", date(2021, 1, 11))

    assert "发放贷款1[5]笔，金额300万元[6]，获贷企业1[7]家。" in of_loans(at_once)


def test_columns_tell_the_parts_of_a_quarter_as_the_plain_facts_do() -> None:
    facts = city(loans=(in_parts("甲", date(2020, 11, 2), date(2021, 2, 1)),))

    plain, columns = (bulletin(one, QUARTER) for one in (facts, in_columns(facts)))

    assert said(columns) == said(plain)
    assert [one.further for one in columns.parts[1].statements if one.further] == [1]
