"""An unpaid loan, 60 days on: claim, shares, exclusion, breaker (7.2, 8.1, 8.2, 8.5)."""

import pytest
from tests.journeys.conftest import City, Meet

WAITING_CASE = "ZD2021-00001"


@pytest.fixture(scope="module")
def loan(city: City) -> str:
    """3,000,000 drawn on 2021-03-01; its enterprise will pay nothing."""
    return city.given("loan", "enterprise1")


def test_an_unpaid_loan_is_claimed_shared_recovered_and_stops_new_business(
    loan: str, meet: Meet
) -> None:
    bank = meet("bank")
    bank.goes_to("/zh-hans/loans/")
    bank.moves_the_date("60 天")
    bank.moves_the_date("60 天")
    assert bank.day == "2021-06-29"

    bank.goes_to("/zh-hans/loans/")
    bank.follows(loan)
    bank.sees("逾期", "银行现在即可启动代偿")
    bank.follows("启动代偿")
    bank.sees("¥2,100,000.00", "¥600,000.00", "¥300,000.00")
    bank.presses("确认启动代偿")
    for payer, still_owed in (("guarantor", "¥300,000.00"), ("appraiser", "¥0.00")):
        person = meet(payer)
        person.goes_to("/zh-hans/loans/")
        person.follows(loan)
        person.follows("2021-06-29 启动")
        person.follows("支付代偿款")
        person.presses("继续")
        person.presses("登记付款")
        person.sees("代偿付款已登记", still_owed)

    bureau = meet("bureau")
    bureau.goes_to("/zh-hans/supervision/")
    bureau.sees("新业务已叫停", "叫停线 5.00%", "2021-03-22", "¥4,000,000.00", "¥32,000,000.00")
    bureau.sees("青松精密制造有限公司（虚构）", "2024-06-29", "限制中")
    for _ in range(2):  # read again, it is still there
        bureau.goes_to(f"/zh-hans/loans/journey/{loan}")
        bureau.sees("新业务自 2021-03-22 起暂停办理", WAITING_CASE, "第 8.2 条")

    approval = {
        "银行批准金额": "200万元",
        "符合银行行业信贷政策": "是",
    }
    bank.tries(WAITING_CASE, "银行审批", approval)
    bank.sees("目前不能办理", "新业务已暂停办理", "第 8.2 条", "未作任何更改")

    enterprise = meet("enterprise1")
    enterprise.asks_for(route="间接质押", amount="100万元", patents=["ZL201829999912.5"])
    enterprise.sees("第 8.5 条", "曾发生代偿")

    guarantor = meet("guarantor")
    guarantor.goes_to("/zh-hans/loans/")
    guarantor.follows(loan)
    guarantor.follows("2021-06-29 启动")
    guarantor.follows("登记追偿款")
    guarantor.fills(
        {"追回金额": "110万元", "追偿费用": "10万元", "款项来源": "法院执行企业账户（虚构）"}
    )
    guarantor.chooses("法院执行")
    guarantor.presses("继续")
    guarantor.sees("款项去向", "¥1,100,000.00")
    guarantor.presses("登记追偿款")
    guarantor.sees("¥700,000.00", "¥200,000.00", "¥100,000.00")
