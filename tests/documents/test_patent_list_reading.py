"""Patent lists as appraisers and enterprises keep them: read, or refused with the cell named."""

from datetime import date

import pytest
from tests.documents import ledger_layouts as layouts

from zhidai.core.errors import BadInput
from zhidai.core.registers.patent_layout import FORMAT, PatentMap, read_patent_map
from zhidai.documents.patent_frame import PatentFrame, patent_frame, patent_sheets
from zhidai.documents.patent_sample import PATENTS_NAME, sample_patents
from zhidai.engine.valuation.book import value_book
from zhidai.reference.valuation_parameters import valuation_parameters

ONE, TWO = "ZL201719990001.6", "ZL201819990002.5"
FILED = date(2017, 7, 21)
DAY = date(2021, 6, 30)


def read(content: bytes, *said: dict[str, str], name: str = "清单.xlsx") -> PatentFrame:
    mapped = read_patent_map({"format": FORMAT, "columns": list(said)})
    sheets = patent_sheets(content, name=name, largest_bytes=10**7)
    return patent_frame(sheets, mapped, name=name)


def listed(*lines: tuple[object, ...]) -> bytes:
    return layouts.workbook(清单=layouts.rows(*lines))


@pytest.mark.parametrize(
    "heading", ["专利号", "专利（申请）号", "申请号/专利号", "专利号码", "Patent Number", "申请号"]
)
def test_the_number_is_known_by_each_of_its_names(heading: str) -> None:
    found = read(listed(("序号", heading, "申请日"), (1, ONE, FILED))).frame

    assert found["patent_number"].to_list() == [ONE]
    assert found["kind"].to_list() == ["invention"]


def test_titles_headings_of_two_rows_and_totals_are_passed_over() -> None:
    def draw(sheet, book):  # type: ignore[no-untyped-def]
        look = book.add_format()
        sheet.merge_range("A1:D1", "拟质押专利清单", look)
        sheet.merge_range("A2:A3", "专利号", look)
        sheet.merge_range("B2:C2", "专利情况", look)
        sheet.merge_range("D2:D3", "备注", look)
        sheet.write_row(2, 1, ("申请日", "授权公告日"))
        sheet.write_row(3, 0, (ONE, "2017.7.21", "2019年7月19日", "核心"))
        sheet.write_row(4, 0, ("合计", 1))

    found = read(layouts.workbook(清单=draw))

    assert found.frame["filing_date"].to_list() == ["2017.7.21"]
    assert found.frame["grant_date"].to_list() == ["2019年7月19日"]
    assert found.places == (("清单", 4),)


def test_a_title_over_the_table_is_no_part_of_a_heading() -> None:
    sheets = patent_sheets(sample_patents(), name=PATENTS_NAME, largest_bytes=10**7)

    headings = patent_frame(sheets, PatentMap(), name=PATENTS_NAME).headings

    assert headings["patent_number"] == "专利（申请）号"


def test_every_sheet_with_patents_is_read() -> None:
    heading = ("专利号", "申请日")
    content = layouts.workbook(
        说明=layouts.rows(("填报说明",)),
        发明=layouts.rows(heading, (ONE, FILED)),
        更多=layouts.rows(heading, (TWO, "2018-02-10")),
    )

    assert read(content).places == (("发明", 2), ("更多", 2))


def test_two_columns_that_nobody_asks_for_may_have_one_name() -> None:
    found = read(listed(("专利号", "申请日", "备注", "备注"), (ONE, FILED, "a", "b"))).frame

    assert found.columns == ["patent_number", "kind", "filing_date"]


def test_a_bare_number_has_the_unit_of_its_heading() -> None:
    heading = ("专利号", "申请日", "专利产品收入（万元）", "提成率（%）")
    found = read(listed(heading, (ONE, FILED, 800, 5), (TWO, FILED, "300元", "3%"))).frame

    assert found["attributable_revenue"].to_list() == ["800万元", "300元"]
    assert found["royalty_rate"].to_list() == ["5%", "3%"]


def test_a_heading_that_is_not_known_is_mapped_once() -> None:
    content = listed(("知识产权编号", "提交日"), (ONE, FILED))
    with pytest.raises(BadInput) as refused:
        read(content)
    assert refused.value.reasons[0].code == "patent_list_without_numbers"

    found = read(
        content,
        {"heading": "知识产权编号", "field": "patent_number"},
        {"heading": "提交日", "field": "filing_date"},
    )

    assert found.frame["filing_date"].to_list() == ["2017-07-21"]


def test_a_mapped_heading_keeps_the_unit_that_it_states() -> None:
    heading = ("专利号", "申请日", "卖了多少（万元）")

    found = read(
        listed(heading, (ONE, FILED, 800)),
        {"heading": "卖了多少（万元）", "field": "attributable_revenue"},
    )

    assert found.frame["attributable_revenue"].to_list() == ["800万元"]


def test_a_list_without_filing_dates_is_refused_by_name() -> None:
    with pytest.raises(BadInput) as refused:
        read(listed(("专利号", "类型"), (ONE, "发明")))

    assert refused.value.reasons[0].code == "patent_list_without_filing"


def test_the_fictional_list_shows_what_a_reading_finds() -> None:
    sheets = patent_sheets(sample_patents(), name=PATENTS_NAME, largest_bytes=10**7)
    found = patent_frame(sheets, PatentMap(), name=PATENTS_NAME)

    book = value_book(found.frame, on=DAY, parameters=valuation_parameters())

    assert len(book.values) == 7
    assert [found.places[one.row - 2] for one in book.rejected] == [("发明", 6)]


def test_an_amount_counts_in_the_unit_of_the_title_where_its_heading_states_none() -> None:
    lines = (("专利号", "申请日", "专利产品收入"), (ONE, FILED, 800))

    assert read(listed(("金额单位：万元",), *lines)).frame["attributable_revenue"].to_list() == [
        "800万元"
    ]
    of_heading = (("专利号", "申请日", "专利产品收入（元）"), (ONE, FILED, 800))
    found = read(listed(("金额单位：万元",), *of_heading)).frame
    assert found["attributable_revenue"].to_list() == ["800元"]


def test_a_row_whose_amount_has_no_unit_anywhere_is_left_out_and_named() -> None:
    lines = (
        ("专利号", "申请日", "专利产品收入"), (ONE, FILED, 800), (TWO, FILED, "1,200"),
        ("ZL201819990003.1", FILED, "800万元"), ("ZL201819990004.8", FILED, 0),
        ("ZL201819990005.6", FILED, None),
    )  # fmt: skip

    found = read(listed(*lines))

    assert [(one.row, one.number, one.text) for one in found.unmeasured] == [
        (2, ONE, "800"), (3, TWO, "1,200"),
    ]  # fmt: skip
    assert [row for _, row in found.places] == [4, 5, 6]


def test_our_own_name_of_a_column_counts_in_yuan() -> None:
    lines = (("patent_number", "filing_date", "attributable_revenue"), (ONE, FILED, 8_000_000))

    found = read(listed(*lines))

    assert found.unmeasured == ()
    assert found.frame["attributable_revenue"].to_list() == ["8000000元"]
