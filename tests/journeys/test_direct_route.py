"""The direct route (6.2): no guarantor, the bank is pledgee."""

from tests.journeys.conftest import Meet

UTILITY_MODEL = "ZL201829999912.5"
LOAN = "示范直借2021-003"


def test_the_bank_lends_on_the_direct_route_and_holds_the_pledge_itself(meet: Meet) -> None:
    enterprise, bank = meet("enterprise1"), meet("bank")

    case = enterprise.opens_a_case(route="直接质押", amount="100万元", patents=[UTILITY_MODEL])
    enterprise.does(
        case,
        "报备拟质押专利并提出申请",
        {
            "贷款期限": "6个月",
            "贷款年利率": "4.5%",
            "贷款用途": "技术研发",
            "以专利权质押为主要担保措施": "是",
        },
        ["专利证书复印件", "缴纳专利年费证明复印件"],
    )
    meet("bureau").does(case, "受理报备")
    bank.does(case, "尽职调查", papers=["实地考察记录"])
    meet("appraiser").does(
        case,
        "出具评估报告",
        {
            "评估价值（预评估）": "200万元",
            "正式评估报告所载价值": "190万元",
            "评估费": "5000元",
        },
        ["正式评估报告"],
    )
    bank.does(
        case,
        "银行审批",
        {"市场认可的公允价值": "180万元", "银行批准金额": "100万元", "符合银行行业信贷政策": "是"},
    )
    bank.does(
        case,
        "签订借款合同",
        {"借款合同编号": LOAN, "合同金额": "100万元", "合同年利率": "4.5%"},
        ["借款合同"],
    )
    enterprise.does(case, "签订质押合同", {"质押合同编号": "示范直质2021-003"}, ["专利权质押合同"])
    bank.does(
        case,
        "登记专利权质押",
        {"质押登记号": "Y2021980000031", "质押登记日": "2021-03-01", "登记办理人": "质权人"},
        ["专利权质押登记通知书"],
    )
    bank.does(
        case,
        "发放贷款",
        {"放款日": "2021-03-01", "放款金额": "100万元", "到期日": "2021-09-01"},
        ["放款凭证"],
    )

    bank.sees("贷款存续中")
    bank.goes_to("/zh-hans/loans/")
    bank.follows(LOAN)
    bank.sees("直接质押", "¥1,000,000.00", "2021-09-01")
    meet("guarantor").goes_to(f"/zh-hans/cases/{case}/")
    meet("guarantor").sees("找不到页面")
