"""What anybody meets: the self-check, the sign-in, the languages."""

import re

from tests.journeys.conftest import Meet

CHANGES_NOTHING = True
ANSWERS = {
    "融资方式": "间接质押",
    "申请贷款金额": "300万元",
    "所属行业": "工业",
    "从业人员": "120",
    "营业收入（上年度）": "5000万元",
    "到申请时，企业不能满足以下哪些条件？": "没有，以下条件都能满足",
    "拟质押专利的类型": "发明",
    "专利申请日": "2017-07-21",
    "到申请时，专利不能满足以下哪些条件？": "没有，以下条件都能满足",
    "拟质押专利的估计总价值": "600万元",
}


def test_a_visitor_checks_what_can_be_borrowed_and_takes_the_paper_home(meet: Meet) -> None:
    visitor = meet("")
    visitor.goes_to("/zh-hans/")
    visitor.follows("自测")

    visitor.fills(ANSWERS)
    visitor.presses("查看结果")

    visitor.sees("¥4,800,000.00", "¥3,000,000.00")
    paper = visitor.downloads("PDF")
    assert paper.startswith(b"%PDF-")


def test_a_self_check_that_fails_says_why_and_what_would_help(meet: Meet) -> None:
    visitor = meet("")
    visitor.goes_to("/zh-hans/self-check/")

    visitor.fills({**ANSWERS, "拟质押专利的类型": "实用新型", "专利申请日": "2014-01-25"})
    visitor.presses("查看结果")

    visitor.sees("第 5.1.3.2 条", "剩余有效期短于方案要求")


def test_somebody_signs_in_and_out(meet: Meet) -> None:
    visitor = meet("")

    visitor.signs_in("treasury")
    visitor.sees("示范财政局（虚构）", "待我办理")
    visitor.signs_out()

    visitor.goes_to("/zh-hans/treasury/")
    assert "/sign-in/?next=" in visitor.page.url


def test_guessing_a_password_locks_the_name_on_this_device(meet: Meet) -> None:
    visitor = meet("")
    for _ in range(5):
        visitor.signs_in("bank2", "a wrong guess")

    visitor.signs_in("bank2")

    visitor.sees("登录失败次数过多", "15 分钟")


def test_changing_the_language_keeps_the_page(meet: Meet) -> None:
    bank = meet("bank")
    bank.goes_to("/zh-hans/loans/?status=running")

    bank.page.get_by_role("link", name="English").click()

    bank.page.wait_for_url(re.compile(r"/en/loans/\?status=running$"))
    bank.sees("Running", "Danxia Motors Co.")
    bank.page.get_by_role("link", name="中文").click()
    bank.page.wait_for_url(re.compile(r"/zh-hans/loans/\?status=running$"))
