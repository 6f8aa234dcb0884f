"""Books as commercial databases export them: headings, words, days, counts; what cannot be."""

from datetime import date

import polars as pl
import pytest
from tests.services.refusals import bad_input_told

from zhidai.core.registers import patent_columns
from zhidai.core.valuation.status import Status
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.headings import found_columns, heading, unread_columns
from zhidai.engine.valuation.reading import read_book
from zhidai.reference.valuation_parameters import valuation_parameters

ON = date(2024, 6, 30)
NUMBER = "201510000001.0"


def one(**cells: object) -> pl.DataFrame:
    """A book of one invention, cells as they are given beside or in place of the needed ones."""
    row = {"申请号": NUMBER, "专利类型": "发明", "申请日": "2015-03-01", **cells}
    return pl.DataFrame({name: [cell] for name, cell in row.items() if cell is not None})


def read(**cells: object) -> dict[str, object]:
    book, rejected = read_book(one(**cells), on=ON)
    assert not rejected
    return book.row(0, named=True)


def reason_for(**cells: object) -> tuple[str, str]:
    _, (rejected,) = read_book(one(**cells), on=ON)
    (reason,) = rejected.reasons
    return reason.code, str(reason.parameters.get("column", ""))


INCOPAT = (
    "公开（公告）号,申请号,标题,专利类型,IPC主分类,申请日,授权公告日,失效日,申请人,当前权利人,申请人类型,"
    "申请人数量,申请人国别代码,发明人数量,权利要求数量,独立权利要求数量,首权字数,文献页数,简单同族,简单同族个数,"
    "被引证次数,引证次数,许可次数,转让次数,质押次数,诉讼次数,专利有效性,当前法律状态,法律状态"
)
PATSNAP = (
    "公开(公告)号,申请号,标题,专利类型,IPC主分类号,申请日,授权日,失效日,[标]当前申请(专利权)人,"
    "[标]当前申请(专利权)人类型,当前申请(专利权)人数量,发明人数量,权利要求数量,文献页数,简单同族专利申请数量,"
    "简单同族国家/地区数量,被引用专利数量,5年内被引用次数,引用专利数量,许可次数,转让次数,质押次数,诉讼案件数,"
    "简单法律状态,法律状态/事件"
)


@pytest.mark.parametrize(
    ("export", "owner", "status"),
    [
        (INCOPAT, "当前权利人", "专利有效性"),
        (PATSNAP, "[标]当前申请(专利权)人", "简单法律状态"),
    ],
    ids=["incopat", "patsnap"],
)
def test_the_headings_of_two_commercial_exports_are_known_as_they_are(
    export: str, owner: str, status: str
) -> None:
    headings = export.split(",")

    found = found_columns(headings)

    assert found["owner_name"] == owner  # who owns it now, not who applied
    assert found["legal_status"] == status
    assert found["family_size"] in ("简单同族个数", "简单同族专利申请数量")
    assert len(found) >= 20
    assert [name for name in unread_columns(headings) if "公告" not in name] == []


def test_every_name_in_the_lists_is_known_and_means_one_column() -> None:
    spelled = [
        (name, each) for name, known in patent_columns.ALIASES.items() for each in (name, *known)
    ]

    assert len({heading(each) for _, each in spelled}) == len(spelled)
    for name, each in spelled:
        needed = {"patent_number": "n", "kind": "k", "filing_date": "f"}
        headings = [each, *(other for other in needed if other != name)]
        assert found_columns(headings)[name] == each


@pytest.mark.parametrize(
    "written", [" 申请号 ", "申请号\n", "\ufeff申请号", "申 请 号", "申请号　"]
)
def test_spaces_breaks_and_marks_in_a_heading_do_not_matter(written: str) -> None:
    assert found_columns([written, "专利类型", "申请日"])["patent_number"] == written


def test_full_width_brackets_in_a_heading_are_those_of_the_narrow_ones() -> None:
    found = found_columns(["申请号", "专利类型", "申请日", "当前申请（专利权）人"])

    assert found["owner_name"] == "当前申请（专利权）人"


def test_a_missing_column_is_told_with_what_the_first_row_says() -> None:
    with bad_input_told() as told:
        found_columns(["申请号;专利类型;申请日"])

    assert told.codes == {("valuation_column_missing", None)}
    assert told.reasons[0].parameters["present"] == "申请号;专利类型;申请日"


@pytest.mark.parametrize(
    ("kind", "number", "meant"),
    [
        ("发明授权", NUMBER, "invention"),
        ("授权发明", NUMBER, "invention"),
        ("发明公开", NUMBER, "invention"),
        ("新型", "201520000002.0", "utility_model"),
        ("外观", "201530000004.5", "design"),
    ],
)
def test_kinds_are_known_by_the_words_of_exports(kind: str, number: str, meant: str) -> None:
    assert read(申请号=number, 专利类型=kind)["kind"] == meant


@pytest.mark.parametrize(
    "written",
    [
        "20150301",
        20150301,
        20150301.0,
        "2015-3-1 00:00:00",
        "2015年3月1日",
        "2015.03.01",
        "2015/3/1",
    ],
)
def test_days_are_read_in_every_form_of_an_export(written: object) -> None:
    assert read(申请日=written)["filing_date"] == date(2015, 3, 1)


@pytest.mark.parametrize("blank", ["-", "--", "—", "/", "N/A", "nan", "NULL", "无", " "])
def test_what_programs_write_for_nothing_is_missing_and_never_zero(blank: str) -> None:
    row = read(权利要求数量=blank, 失效日=blank, 归属收入=blank, 法律状态=blank, 提成率=blank)

    assert [row[name] for name in ("claims", "lapse_date", "attributable_revenue")] == [None] * 3
    assert row["legal_status"] is None
    assert row["royalty_rate"] is None


def test_not_a_number_is_missing() -> None:
    row = read(claims=float("nan"), attributable_revenue=float("nan"))

    assert row["claims"] is None
    assert row["attributable_revenue"] is None


@pytest.mark.parametrize(
    ("cells", "name", "meant"),
    [
        ({"首权字数": "1,024"}, "first_claim_chars", 1024),
        ({"归属收入": "8,000,000"}, "attributable_revenue", 8e6),
        ({"简单同族": "CN105000001A;US2017000001A1 | EP3000001B1"}, "family_size", 3),
        ({"申请人国别代码": "CN"}, "domestic", 1),
        ({"申请人国别代码": "JP;US"}, "domestic", 0),
        ({"申请人类型": "大专院校;企业"}, "owner", "university"),
        ({"收入增长率": "-5%"}, "revenue_growth", -0.05),
        ({"收入增长率": "－5%"}, "revenue_growth", -0.05),
        ({"利润率": "-12.5%"}, "margin", -0.125),
        ({"行业": "化工"}, "industry", "chemical"),
        ({"行业": "Electronics"}, "industry", "electronics"),
        ({"行业": "某行自定"}, "industry", "某行自定"),
    ],
)
def test_cells_mean_what_a_person_would_read(
    cells: dict[str, object], name: str, meant: object
) -> None:
    assert read(**cells)[name] == meant


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"申请日": "-"}, "valuation_cell_empty", "申请日"),
        ({"专利类型": " "}, "valuation_cell_empty", "专利类型"),
        ({"权利要求数": "3.7"}, "valuation_cell_unreadable", "权利要求数"),
        ({"提成率": "-5%"}, "valuation_cell_unreadable", "提成率"),
        ({"收入增长率": "-95%"}, "valuation_cell_unreadable", "收入增长率"),
        ({"权利要求数": "1,2"}, "valuation_cell_unreadable", "权利要求数"),
        ({"权利要求数": "#DIV/0!"}, "valuation_cell_unreadable", "权利要求数"),
        ({"授权日": "#REF!"}, "valuation_cell_unreadable", "授权日"),
        ({"是否国内": "7"}, "valuation_cell_unreadable", "是否国内"),
        (
            {"权利要求数": "3", "独立权利要求数": "4"},
            "valuation_cell_unreadable",
            "独立权利要求数",
        ),
        ({"授权日": "2018-01-02", "失效日": "2018-01-01"}, "valuation_lapse_before_grant", ""),
        ({"届满日": "2090-01-01"}, "valuation_cell_unreadable", "届满日"),
        ({"失效日": 43160.0}, "valuation_cell_unreadable", "失效日"),
        ({"授权日": "2014-01-01"}, "valuation_day_before_filing", "授权日"),
    ],
)
def test_what_cannot_be_is_rejected_by_the_heading_of_its_column(
    cells: dict[str, object], code: str, column: str
) -> None:
    assert reason_for(**cells) == (code, column)


def test_a_term_may_be_made_longer_for_an_invention_alone() -> None:
    longer = {"届满日": "2038-03-01"}

    assert read(**longer)["expiry_date"] == date(2038, 3, 1)
    code, _ = reason_for(申请号="201520000002.0", 专利类型="实用新型", **longer)
    assert code == "valuation_cell_unreadable"


@pytest.mark.parametrize(
    ("status", "in_force"),
    [
        ("有效", True),
        ("授权 | 权利转移", True),
        ("部分无效", True),
        ("无效宣告程序中", True),
        ("专利权维持有效", True),
        ("suspended", True),
        ("失效", False),
        ("未缴年费", False),
        ("全部无效", False),
        ("避重放弃", False),
        ("期限届满", False),
    ],
)
def test_a_status_says_whether_a_patent_goes_on(status: str, in_force: bool) -> None:
    found = value_book(one(法律状态=status), on=ON, parameters=valuation_parameters())

    assert found.summary.in_force == int(in_force)
    assert found.summary.pending == 0


def test_an_industry_without_a_royalty_is_counted_and_one_named_in_chinese_has_its_own() -> None:
    parameters = valuation_parameters()
    book = pl.concat(
        [
            one(归属收入="800万元", 行业="软件"),
            one(申请号="201510000002.5", 归属收入="800万元", 行业="渔业"),
        ]
    )

    found = value_book(book, on=ON, parameters=parameters)

    known, unknown = found.values["value_mean"].to_list()
    assert known / unknown == pytest.approx(0.065 / 0.03)
    assert found.summary.royalty_by_default == 1


@pytest.mark.parametrize(
    ("column", "failed"),
    [("IPC主分类号", "#REF!"), ("被引证次数", "#N/A"), ("法律状态", "#VALUE!")],
)
def test_a_cell_whose_formula_failed_rejects_its_row(column: str, failed: str) -> None:
    book = pl.DataFrame(
        {
            "申请号": ["CN201510000001.0"],
            "专利类型": ["发明"],
            "申请日": ["2015-03-09"],
            column: [failed],
        }
    )

    good, rejected = read_book(book, on=date(2021, 2, 25))

    assert good.is_empty()
    assert [one.row for one in rejected] == [2]
    assert rejected[0].reasons[0].code == "valuation_cell_unreadable"
    assert rejected[0].reasons[0].parameters == {"column": column, "text": failed}


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"专利类型": "发明申请"}, Status.PENDING),
        ({"专利类型": "发明申请", "法律状态": "审中"}, Status.PENDING),
        ({"法律状态": "实质审查的生效 | 公开"}, Status.PENDING),
        ({"is_application": "1"}, Status.PENDING),
        ({"授权日": "2024-07-01"}, Status.PENDING),  # after the day of the valuation
        ({"专利类型": "发明申请", "授权日": "2018-03-01"}, Status.IN_FORCE),
        ({"专利类型": "发明申请", "法律状态": "授权 | 实质审查的生效 | 公开"}, Status.IN_FORCE),
        ({"专利类型": "发明申请", "法律状态": "驳回"}, Status.ENDED),
        ({}, Status.IN_FORCE),  # no grant day is missing, not none
        ({"授权日": "2018-03-01", "年费缴至": "2020-03-01"}, Status.FEE_UNPAID),
        ({"授权日": "2018-03-01", "届满日": "2023-03-01"}, Status.EXPIRED),
        ({"授权日": "2018-03-01", "失效日": "2023-03-01"}, Status.LAPSED),
    ],
)
def test_an_application_is_marked_and_is_not_in_force(
    cells: dict[str, object], status: Status
) -> None:
    found = value_book(one(**cells), on=ON, parameters=valuation_parameters())

    assert found.values["status"].to_list() == [status]
    assert found.summary.in_force == int(status is Status.IN_FORCE)
    assert found.summary.pending == int(status is Status.PENDING)
    assert (found.values["value_mean"][0] > 0) is status.is_alive


@pytest.mark.parametrize("is_grant_first", [True, False])
def test_of_an_application_and_its_grant_the_grant_is_valued(is_grant_first: bool) -> None:
    rows = [one(授权日="2018-03-01"), one(专利类型="发明申请", 授权日="")]
    book = pl.concat(rows if is_grant_first else rows[::-1], how="diagonal")

    found = value_book(book, on=ON, parameters=valuation_parameters())

    assert found.values["status"].to_list() == [Status.IN_FORCE]
    assert [(it.row, it.reasons[0].code) for it in found.rejected] == [
        (3 if is_grant_first else 2, "valuation_application_granted")
    ]


def test_a_book_that_was_read_says_of_its_applications_that_they_are() -> None:
    read_once, _ = read_book(one(专利类型="发明申请"), on=ON)

    again = value_book(read_once, on=ON, parameters=valuation_parameters())

    assert again.summary.pending == 1


@pytest.mark.parametrize(
    ("number", "filed", "is_good"),
    [
        (NUMBER, "2015-12-31", True),
        (NUMBER, "2016-01-01", False),
        (NUMBER, "2012-05-01", True),  # of the international filing, or of a divisional's parent
        ("02105655.2", "2002-03-05", True),
        ("02105655.2", "2003-03-05", False),
        ("99100001.3", "1999-03-05", True),
    ],
)
def test_no_filing_is_later_than_the_year_in_its_number(
    number: str, filed: str, is_good: bool
) -> None:
    book, rejected = read_book(one(申请号=number, 申请日=filed), on=ON)

    assert len(book) == int(is_good)
    assert [it.reasons[0].code for it in rejected] == (
        [] if is_good else ["valuation_filed_after_number"]
    )
