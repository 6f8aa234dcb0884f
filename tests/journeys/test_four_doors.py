"""The first five minutes: from each door to a file saved, in five clicks and sixty seconds.

The city is fresh and nobody has signed in; both languages, without JavaScript.
"""

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.journeys.conftest import Meet
from tests.journeys.stopwatch import WITHIN, Stopwatch

LANGUAGES = ("zh-hans", "en")
WORDS = {
    "zh-hans": {
        "bureau": "以主管部门身份进入",
        "filings": "月度备案",
        "filing in Excel": "备案表（Excel）",
        "60 days": "60 天",
        "every yuan": "逐元流向",
        "steps in Excel": "下载明细（Excel）",
        "credit officer": "查看业务",
        "compute": "重新计算",
        "royalty": "我方采用的提成率",
        "deal sheet": "下载业务单（PDF）",
        "finance manager": "开始自测",
        "amount": "申请贷款金额",
        "result": "查看结果",
        "paper": "下载 PDF",
        "engineer": "开始核对",
        "change a number": "改一个数字再对照",
        "red": "以红色标出",
        "folder": "下载现行方案文件夹",
        "money": "资金透视（PDF）",
        "ledger": "自己的台账",
        "sample": "用虚构台账试试",
        "all files": "全部文件（ZIP）",
    },
    "en": {
        "bureau": "As a bureau officer",
        "filings": "Monthly filings",
        "filing in Excel": "Filing (Excel)",
        "60 days": "60 days",
        "every yuan": "Every yuan of loan",
        "steps in Excel": "Steps as Excel",
        "credit officer": "To the deal",
        "compute": "Compute again",
        "royalty": "Royalty rate that we take",
        "deal sheet": "The deal sheet as PDF",
        "finance manager": "To the self-check",
        "amount": "Loan amount requested",
        "result": "See the result",
        "paper": "Download as PDF",
        "engineer": "To the audit",
        "change a number": "Change one number and compare",
        "red": "in red",
        "folder": "Take the folder in force",
        "money": "The plan in money (PDF)",
        "ledger": "Your own ledger",
        "sample": "Try it with a fictional ledger",
        "all files": "All files (ZIP)",
    },
}
Word = Callable[[str], str]


@pytest.fixture(scope="module")
def has_javascript() -> bool:
    """Whoever tries the doors may have switched scripts off."""
    return False


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def word(language: str) -> Word:
    return WORDS[language].__getitem__


@pytest.fixture
def watch(meet: Meet, language: str) -> Stopwatch:
    return Stopwatch(meet(""), language)


def _is_workbook(content: bytes) -> bool:
    return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_a_bureau_saves_last_months_filing(watch: Stopwatch, word: Word) -> None:
    watch.presses(word("bureau"))
    watch.follows(word("filings"))
    watch.follows("BA202011-001")

    _, content = watch.saves(word("filing in Excel"))

    assert _is_workbook(content)


def test_a_bureau_moves_the_date_and_saves_an_unpaid_loans_journey(
    watch: Stopwatch, word: Word
) -> None:
    watch.presses(word("bureau"))
    watch.moves_the_date(word("60 days"))
    watch.follows(word("every yuan"))

    _, content = watch.saves(word("steps in Excel"))

    assert _is_workbook(content)


def test_a_credit_officer_changes_the_royalty_and_saves_the_sheet(
    watch: Stopwatch, word: Word
) -> None:
    watch.follows(word("credit officer"))
    before = watch.page.locator("main").inner_text()
    watch.fills({word("royalty"): "5%"})
    watch.presses(word("compute"))
    assert watch.page.locator("main").inner_text() != before

    _, content = watch.saves(word("deal sheet"))

    assert content.startswith(b"%PDF-")


def test_a_finance_manager_answers_and_saves_the_result(watch: Stopwatch, word: Word) -> None:
    watch.follows(word("finance manager"))
    watch.fills({word("amount"): "300万元"})
    watch.presses(word("result"))

    _, content = watch.saves(word("paper"))

    assert content.startswith(b"%PDF-")


def test_an_engineer_changes_a_number_sees_red_and_saves_the_folder(
    watch: Stopwatch, word: Word
) -> None:
    watch.follows(word("engineer"))
    watch.presses(word("change a number"))
    watch.sees(word("red"))

    _, folder = watch.saves(word("folder"))
    _, paper = watch.saves(word("money"))

    assert any(name.endswith("parameters.yaml") for name in _names(folder))
    assert paper.startswith(b"%PDF-")


def test_one_party_alone_tries_a_ledger_and_saves_every_file(watch: Stopwatch, word: Word) -> None:
    watch.follows(word("ledger"))
    watch.presses(word("sample"))

    _, content = watch.saves(word("all files"))

    assert any(name.endswith(".xlsx") for name in _names(content))


def _names(archive: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(archive)).namelist()


def test_one_click_takes_an_unpaid_loan_to_the_refused_approval(watch: Stopwatch) -> None:
    """The first visitor's click does it; whoever comes later is led to the same page."""
    words = {"zh-hans": "让一笔贷款不还", "en": "Let one loan go unpaid"}
    watch.page.set_default_timeout(2 * WITHIN * 1000)
    watch.presses(WORDS[watch.language]["bureau"])
    watch.presses(words[watch.language])

    watch.sees("2021", "¥2,100,000.00", "¥600,000.00", "¥300,000.00", "ZD2021-00001", "8.2")
    _, content = watch.saves(WORDS[watch.language]["steps in Excel"])

    assert _is_workbook(content)
