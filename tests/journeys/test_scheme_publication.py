"""A number of the plan changes: one person proposes it, another publishes it, new cases feel it."""

from datetime import date, timedelta

from tests.journeys.conftest import Meet

VERSIONS = "/zh-hans/schemes/ganzhou-2020/versions/"


def test_a_new_value_is_proposed_published_and_holds_for_the_next_application(meet: Meet) -> None:
    officer, approver, enterprise = meet("bureau"), meet("bureau-approver"), meet("enterprise2")
    officer.goes_to(VERSIONS)
    tomorrow = str(date.fromisoformat(officer.day) + timedelta(days=1))

    officer.follows("提出新数值")
    officer.fills({"方案中的数值": "单笔贷款金额上限 · 1000万元 · 第 1 条"})
    officer.fills(
        {"新数值": "50", "适用于自此日起受理的业务": tomorrow, "理由": "试点调整（虚构）"}
    )
    officer.presses("检查并提出")
    officer.sees("没有作任何更改")
    officer.fills({"新数值": "50万元"})
    officer.presses("检查并提出")
    officer.sees("待发布")

    approver.goes_to(VERSIONS)
    approver.follows_in_row("待发布")
    approver.sees("单笔贷款金额上限", "50万元")
    approver.follows("发布本版本")
    approver.presses("发布")
    approver.sees("已发布")

    officer.moves_the_date("1 天")
    enterprise.asks_for(route="直接质押", amount="600000", patents=["ZL201619999922.4"])
    enterprise.sees("目前不能办理", "第 1 条")
    enterprise.goes_to("/zh-hans/schemes/ganzhou-2020/")
    enterprise.sees("50万元")
