"""What a quarter's registrations say: counted, ranked, compared, and silent on what is not told."""

from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import CellValue, Sheet
from zhidai.core.pledge_register.answer import register_answer
from zhidai.core.pledge_register.reading import PledgeRegister, read_register
from zhidai.core.pledge_register.report import RegisterReport, register_report
from zhidai.core.statistics.bulletin import parse_quarter
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.wording.pledge_register import ranking

HEADING = ("登记号", "出质人", "登记日期", "登记金额（元）", "区县", "质权人")
NUMBER, AMOUNT = Metric.REGISTRATIONS, Metric.REGISTERED_AMOUNT
QUARTER = (
    ("Y1", "甲公司", date(2021, 1, 1), Decimal(3000000), "章贡区", "一行"),
    ("Y2", "乙公司", date(2021, 2, 9), Decimal(1000000), "章贡区", "二行"),
    ("Y3", "丙公司", date(2021, 3, 31), Decimal(9000000), "南康区", "一行"),
)
YEAR_BEFORE = (
    ("X1", "甲公司", date(2020, 1, 6), Decimal(2000000), "章贡区", "一行"),
    ("X2", "丁公司", date(2020, 3, 31), Decimal(3000000), "南康区", "一行"),
)


def listed(*rows: tuple[CellValue, ...], heading: tuple[str, ...] = HEADING) -> PledgeRegister:
    sheet = Sheet(file="登记.xlsx", name="登记", rows=(heading, *rows))
    return read_register([sheet], file="登记.xlsx", place="赣州市")


def report_on(*registers: PledgeRegister, quarter: str | None = None) -> RegisterReport:
    return register_report(
        registers,
        quarter=None if quarter is None else parse_quarter(quarter),
        scope="赣州市",
        source="登记.xlsx",
    )


def value(report: RegisterReport, metric: Metric) -> Decimal | None:
    return report.quarters[metric].figures[0].value


def test_the_last_quarter_is_counted_with_its_first_and_last_day() -> None:
    report = report_on(listed(*QUARTER, *YEAR_BEFORE))

    assert str(report.quarter) == "2021Q1"
    assert value(report, NUMBER) == 3
    assert value(report, AMOUNT) == Decimal(13000000)
    assert [one.value for one in report.months[NUMBER].figures] == [1, 1, 1]


def test_the_year_before_is_compared_from_the_same_list_or_another() -> None:
    together = report_on(listed(*QUARTER, *YEAR_BEFORE))
    apart = report_on(listed(*QUARTER), listed(*YEAR_BEFORE))

    for report in (together, apart):
        change = report.quarters[AMOUNT].year_on_year[0].change
        assert change is not None
        assert change.ratio == Decimal("1.6")  # 13 m over 5 m
        said = [one.code for part in report.bulletin.parts for one in part.statements]
        assert said.count("more") == 2


def test_districts_rank_by_number_and_by_amount() -> None:
    ranked = report_on(listed(*QUARTER)).ranked[Dimension.DISTRICT]

    assert [one.figure.group.name for one in ranked[NUMBER].ranks] == ["章贡区", "南康区"]
    assert [one.figure.group.name for one in ranked[AMOUNT].ranks] == ["南康区", "章贡区"]
    assert Dimension.INDUSTRY not in report_on(listed(*QUARTER)).ranked


def test_registrations_without_a_district_take_no_place_and_stand_at_the_end() -> None:
    unstated = tuple((f"Z{day}", "戊公司", date(2021, 3, day), None, None) for day in (1, 2, 3))

    report = report_on(listed(*QUARTER, *unstated))

    table = ranking(report, Dimension.DISTRICT, "zh-hans")
    assert [(row[0], row[1], row[2], row[5]) for row in table.rows] == [
        ("章贡区", 2, 1, 2), ("南康区", 1, 2, 1), ("未填报", 3, None, None),
    ]  # fmt: skip
    assert [one.group for one in register_answer(report).ranks if one.by == "district"] == [
        "章贡区", "南康区", "南康区", "章贡区",
    ]  # fmt: skip


def test_a_list_of_pledges_says_nothing_of_loans() -> None:
    report = report_on(listed(*QUARTER))

    assert [part.code for part in report.bulletin.parts] == ["registrations"]
    assert {one.metric for one in report.bulletin.cited} <= {NUMBER, AMOUNT}
    assert Metric.LOANS_DISBURSED in report.facts.silent_on


def test_what_needs_all_that_came_before_is_told_only_of_a_list_without_a_gap() -> None:
    months = [
        (f"Z{month}", f"{month}公司", date(2020, month, 15), Decimal(1000000), "章贡区", "一行")
        for month in (4, 7, 10)
    ]
    with_release = (*HEADING, "注销日期")
    without_gap = listed(*QUARTER, *YEAR_BEFORE, *months, heading=with_release)
    with_gap = listed(*QUARTER, *YEAR_BEFORE, heading=with_release)

    assert value(report_on(without_gap), Metric.FIRST_TIME_PLEDGORS) == 2  # not 甲公司
    assert value(report_on(without_gap), Metric.REGISTRATIONS_IN_FORCE) == 8
    assert report_on(with_gap).told == (NUMBER, AMOUNT)
    assert [one.code for one in report_on(with_gap).notes] == [
        "register_quarter_untold",
        "register_quarter_untold",
        "register_quarter_untold",
        "register_no_history",
        "register_not_in_force",
    ]


def test_a_quarter_left_out_of_the_list_is_not_zero() -> None:
    curve = report_on(listed(*QUARTER, *YEAR_BEFORE)).bulletin.parts[0].curves[0]

    assert [str(one.period) for one in curve.figures] == ["2020Q1", "2021Q1"]


def test_a_list_that_stands_inside_its_quarter_is_to_date() -> None:
    sheet = Sheet(
        file="登记.xlsx", name="登记", rows=(("截至2021年3月30日",), HEADING, *QUARTER[:2])
    )
    register = read_register([sheet], file="登记.xlsx", place="赣州市")

    assert not report_on(register).bulletin.complete
    assert report_on(listed(*QUARTER)).bulletin.complete


def test_a_registration_of_both_lists_counts_once() -> None:
    report = report_on(listed(*QUARTER), listed(QUARTER[0], *YEAR_BEFORE))

    assert value(report, NUMBER) == 3
    assert report.notes[0].code == "register_in_both"


def test_without_amounts_they_are_not_told() -> None:
    report = report_on(listed(("甲公司", date(2021, 1, 1)), heading=("出质人", "登记日期")))

    assert report.told == (NUMBER,)
    assert register_answer(report).figures[0].value == 1


@pytest.mark.parametrize(
    ("rows", "quarter", "code"),
    [
        (QUARTER, "2021Q2", "register_quarter_empty"),
        ([("Y1", None, None, None, None, "一行")], None, "register_nothing_read"),
    ],
)
def test_a_quarter_without_registrations_is_refused(
    rows: tuple[tuple[CellValue, ...], ...], quarter: str | None, code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        report_on(listed(*rows), quarter=quarter)
    assert refused.value.reasons[0].code == code
    if code == "register_nothing_read":
        assert refused.value.reasons[1].parameters["cell"] == "B2"
