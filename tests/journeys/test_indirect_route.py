"""The indirect route (6.1) by seven people of seven parties, from filing to paid subsidy."""

from tests.journeys.conftest import Meet

INVENTION = "ZL201719999911.0"


def test_seven_people_bring_a_case_from_filing_to_paid_subsidy(meet: Meet) -> None:
    enterprise, bureau, appraiser = meet("enterprise1"), meet("bureau"), meet("appraiser")
    bank, guarantor = meet("bank"), meet("guarantor")

    case = enterprise.opens_a_case(route="间接质押", amount="300万元", patents=[INVENTION])
    enterprise.does(
        case,
        "报备拟质押专利并提出申请",
        {
            "贷款期限": "12个月",
            "贷款年利率": "4.85%",
            "贷款用途": "流动资金周转",
            "以专利权质押为主要担保措施": "是",
        },
        ["专利证书复印件", "缴纳专利年费证明复印件"],
    )
    bureau.does(case, "受理报备")
    enterprise.does(case, "申请预评估并提交材料", papers=["评估所需材料"])
    appraiser.does(case, "出具预评估结果", {"评估价值（预评估）": "620万元"}, ["预评估结果"])
    bank.does(case, "银行实地考察", papers=["实地考察记录"])
    guarantor.does(case, "担保公司实地考察", papers=["实地考察记录"])
    appraiser.does(case, "评估机构实地考察", papers=["实地考察记录"])
    bank.does(
        case,
        "银行审批",
        {
            "市场认可的公允价值": "600万元",
            "银行批准金额": "300万元",
            "符合银行行业信贷政策": "是",
        },
    )
    guarantor.does(
        case,
        "担保公司审批",
        {"担保公司批准的担保金额": "300万元", "符合担保行业担保政策": "是"},
    )
    appraiser.does(
        case,
        "出具正式评估报告",
        {"正式评估报告所载价值": "610万元", "评估费": "30000元"},
        ["正式评估报告"],
    )
    bank.does(
        case,
        "签订借款合同",
        {"借款合同编号": "示范银借2021-018", "合同金额": "300万元", "合同年利率": "4.85%"},
        ["借款合同"],
    )
    guarantor.does(
        case,
        "签订银行与担保公司的担保协议",
        {"保证合同编号": "示范保2021-018", "担保费": "30000元"},
        ["银行与担保公司的担保协议（保证合同）"],
    )
    enterprise.does(
        case,
        "签订质押合同、办理反担保手续",
        {"质押合同编号": "示范质2021-018"},
        ["专利权质押合同", "反担保文件"],
    )
    guarantor.does(
        case,
        "登记专利权质押",
        {"质押登记号": "Y2021980000018", "质押登记日": "2021-03-01", "登记办理人": "质权人"},
        ["专利权质押登记通知书"],
    )
    guarantor.does(case, "出具担保生效函、放款通知书")
    bank.does(
        case,
        "发放贷款",
        {"放款日": "2021-03-01", "放款金额": "300万元", "到期日": "2022-03-01"},
        ["放款凭证"],
    )
    guarantor.does(case, "相关材料报市场监管局备案", papers=["放款后报市场监管局备案的材料"])
    bureau.does(case, "接收备案材料")
