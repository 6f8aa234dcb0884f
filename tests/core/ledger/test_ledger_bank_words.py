"""What a bank calls a loan, its status and its class of the five, is read and held to the days."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.ledger.ledger_sheets import (
    FIRST,
    HEADINGS,
    SECOND,
    TITLE,
    note_codes,
    read,
    report_of,
    sheet,
)

from zhidai.core.errors import BadInput
from zhidai.core.ledger.bank_words import LoanStatus, read_risk_class, read_status
from zhidai.core.ledger.ratio import ledger_ratio
from zhidai.core.ledger.report import LedgerReport
from zhidai.core.ledger.standing import OverdueBasis
from zhidai.core.lending.classification import RiskClass
from zhidai.core.portfolio.settings import settings_from
from zhidai.schemes.reader import shipped

CLASSES = [("正常", "normal"), ("关注类", "special_mention"), ("3-次级", "substandard")]


def told(
    heading: str, first: object, second: object, *, headings: tuple[str, ...] = HEADINGS
) -> LedgerReport:
    lines = [(*FIRST, first), (*SECOND, second)]
    if "贷款余额" not in headings:
        lines = [line[:3] + line[4:] for line in lines]
    return report_of(read(sheet(TITLE, (*headings, heading), *lines)))


def warned(report: LedgerReport) -> list[str]:
    return [one.reason.code for one in report.warnings if "class" in one.reason.code]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("正常", LoanStatus.NORMAL),
        ("正常还款中", LoanStatus.NORMAL),
        ("未逾期", LoanStatus.NORMAL),
        ("已结清", LoanStatus.SETTLED),
        ("提前还清", LoanStatus.SETTLED),
        ("逾期后结清", LoanStatus.SETTLED),
        ("未结清", LoanStatus.RUNNING),
        ("展期后逾期", LoanStatus.OVERDUE),
        ("未结清（正常）", LoanStatus.NORMAL),
        ("展期", LoanStatus.RUNNING),
        ("逾 期", LoanStatus.OVERDUE),
        ("欠息", LoanStatus.OVERDUE),
        ("已核销", LoanStatus.WRITTEN_OFF),
    ],
)
def test_a_status_is_read_in_the_words_of_banks(word: str, status: LoanStatus) -> None:
    assert read_status(word) is status


@pytest.mark.parametrize(
    ("word", "own"),
    [*CLASSES, ("可疑", "doubtful"), ("损失类贷款", "loss"), ("正常二级", "normal")],
)
def test_a_class_is_read_in_the_words_of_banks(word: str, own: str) -> None:
    assert read_risk_class(word) is RiskClass(own)


@pytest.mark.parametrize("word", ["不良", "3", "关注/次级"])
def test_a_word_that_is_no_class_is_told_and_not_used(word: str) -> None:
    with pytest.raises(BadInput, match="ledger_class_unreadable"):
        read_risk_class(word)
    report = told("五级分类", word, "正常")
    assert [one.risk_class for one in report.ledger.loans] == [None, RiskClass.NORMAL]
    assert [one.reason.code for one in report.ledger.unused] == ["ledger_class_unreadable"]


def test_a_loan_called_settled_owes_nothing_without_a_column_of_balances() -> None:
    bare = tuple(name for name in HEADINGS if name != "贷款余额")
    report = told("贷款状态", "已结清", "未结清", headings=bare)
    assert [one.balance for one in report.standings] == [Decimal("0.00"), Decimal("3000000.00")]
    settled = next(one for one in report.subsidies if one.loan.loan_id == "A1")
    assert [one.code for one in settled.reasons] == ["ledger_repaid_when_not_told"]


def test_a_loan_called_settled_with_a_balance_is_refused_with_the_cell() -> None:
    (rejected,) = told("贷款状态", "结清", "正常").ledger.rejected
    assert [(one.reason.code, one.cell) for one in rejected.problems] == [
        ("ledger_settled_with_balance", "D3")
    ]


@pytest.mark.parametrize(
    ("word", "days", "basis"),
    [
        ("逾期", 1, OverdueBasis.AMOUNT_ONLY),
        ("核销", 1, OverdueBasis.AMOUNT_ONLY),
        ("正常", 0, OverdueBasis.NOT_OVERDUE),
        ("未结清", 0, OverdueBasis.NOT_TOLD),
    ],
)
def test_a_status_tells_of_arrears_only_where_it_speaks_of_them(
    word: str, days: int, basis: OverdueBasis
) -> None:
    first, _ = told("贷款状态", word, "未结清").standings
    assert (first.overdue_days, first.basis) == (days, basis)


def test_a_class_below_what_the_days_require_is_warned_of() -> None:
    ledger = read(
        sheet(
            TITLE, (*HEADINGS, "逾期天数", "五级分类"), (*FIRST, 91, "关注"), (*SECOND, 90, "关注")
        )
    )
    report = report_of(ledger)
    assert warned(report) == ["ledger_warn_class_too_good"]
    assert [one.risk_class for one in report.standings] == [
        RiskClass.SUBSTANDARD,
        RiskClass.SPECIAL_MENTION,
    ]


def test_a_bad_class_without_arrears_counts_by_class_and_not_by_days_and_is_warned_of() -> None:
    report = told("五级分类", "次级", "正常")
    assert warned(report) == ["ledger_warn_class_without_arrears"]
    assert report.ratio is not None
    assert (report.ratio.overdue, report.ratio.regulator_overdue) == (0, Decimal("3000000.00"))


def test_a_scheme_that_stops_business_by_the_five_classes_counts_the_banks_own() -> None:
    scheme = shipped("qinglan-2021")
    on = date(2021, 6, 30)
    book = told("五级分类", "可疑", "正常").standings
    found = ledger_ratio(book, settings_from(scheme, on), on=on, left_out=0, due_day_counts_as=0)
    assert (found.overdue, found.tripped, found.overdue_loans) == (Decimal("3000000.00"), True, 1)
    assert found.trips_on == on


def test_a_loan_called_written_off_is_a_loss_whatever_else_is_said() -> None:
    first, _ = told("状态", "已核销", "正常").standings
    assert first.risk_class is RiskClass.LOSS


@pytest.mark.parametrize(
    ("heading", "words"),
    [("风险状态", "已逾期65天"), ("备注", "3月起欠息"), ("情况", "代偿"), ("分档", "次级类")],
)
def test_a_cell_that_speaks_of_arrears_in_a_column_not_used_is_named(
    heading: str, words: str
) -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, heading), (*FIRST, words), (*SECOND, "按期付息")))

    (told,) = [one for one in report_of(ledger).notes if one.code == "ledger_arrears_in_cells"]

    assert told.parameters["cells"] == f"H3 {heading}：{words}"


@pytest.mark.parametrize(
    "words",
    ["无逾期", "未逾期", "逾期利率上浮50%", "从未欠息", "正常", "没有逾期", "逾期罚息利率7%"],
)
def test_a_remark_that_tells_of_no_arrears_is_not_named(words: str) -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, "备注"), (*FIRST, words), (*SECOND, None)))

    assert "ledger_arrears_in_cells" not in note_codes(report_of(ledger))


def test_a_column_of_whether_a_loan_is_sound_is_named() -> None:
    ledger = read(sheet(TITLE, (*HEADINGS, "是否正常"), (*FIRST, "否"), (*SECOND, "是")))

    assert "ledger_arrears_not_used" in note_codes(report_of(ledger))


def test_where_the_status_says_that_a_loan_is_overdue_no_missing_column_is_told() -> None:
    assert "ledger_no_arrears_column" not in note_codes(told("状态", "逾期", "正常"))
