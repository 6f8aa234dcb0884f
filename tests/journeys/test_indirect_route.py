"""The indirect route (6.1) by seven people of seven parties, from filing to paid subsidy."""

from tests.journeys.conftest import Meet
from tests.journeys.people import Someone

INVENTION = "ZL201719999911.0"
LOAN = "示范银借2021-018"
FIRST_INTEREST = "8083.33"  # 3,000,000 at 4.85 % / 360 for the 20 days up to 2021-03-20


def test_seven_people_bring_a_case_from_filing_to_paid_subsidy(meet: Meet) -> None:
    enterprise, bureau, bank = meet("enterprise1"), meet("bureau"), meet("bank")
    case = _application(enterprise)

    _filing_and_appraisal(meet, case)
    _visits_and_approvals(meet, case)
    _report_and_contracts(meet, case)
    _pledge_and_drawdown(meet, case)
    meet("finance").goes_to(f"/zh-hans/cases/{case}/")
    meet("finance").sees("贷款存续中", "担保生效函", "放款通知书")

    bank.repays(LOAN, FIRST_INTEREST)
    bank.moves_the_date("1 个月")
    assert bank.day == "2021-04-01"
    bank.repays(LOAN, "3004445.83")  # the principal, and 11 days' interest
    bank.sees("已结清")

    enterprise.goes_to("/zh-hans/loans/")
    enterprise.follows(LOAN)
    enterprise.follows("申领补贴")
    enterprise.attaches(
        ["贴息和补贴申请", "利息支付凭证", "还款证明", "担保费发票复印件", "评估费发票"]
    )
    enterprise.presses("按此金额申领")
    enterprise.sees("待市场监管局审核")
    bureau.goes_to("/zh-hans/subsidies/")
    bureau.follows(LOAN)
    bureau.follows("审核通过")
    bureau.presses("按此金额通过")
    treasury = meet("treasury")
    treasury.goes_to("/zh-hans/treasury/")
    treasury.follows("支付补贴")
    treasury.presses("登记付款")

    treasury.sees("已支付")
    # interest paid 12,529.16: half of it, and 30 % of it, each rounded down
    treasury.sees("¥6,264.58", "¥3,758.74")


def _application(enterprise: Someone) -> str:
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
    return case


def _filing_and_appraisal(meet: Meet, case: str) -> None:
    meet("bureau").does(case, "受理报备")
    meet("enterprise1").does(case, "申请预评估并提交材料", papers=["评估所需材料"])
    meet("appraiser").does(
        case, "出具预评估结果", {"评估价值（预评估）": "620万元"}, ["预评估结果"]
    )


def _visits_and_approvals(meet: Meet, case: str) -> None:
    bank, guarantor = meet("bank"), meet("guarantor")
    bank.does(case, "银行实地考察", papers=["实地考察记录"])
    guarantor.does(case, "担保公司实地考察", papers=["实地考察记录"])
    meet("appraiser").does(case, "评估机构实地考察", papers=["实地考察记录"])
    bank.does(case, "确定质物价值", {"市场认可的公允价值": "600万元"})
    bank.does(case, "银行审批", {"银行批准金额": "300万元", "符合银行行业信贷政策": "是"})
    guarantor.does(
        case,
        "担保公司审批",
        {"担保公司批准的担保金额": "300万元", "符合担保行业担保政策": "是"},
    )


def _report_and_contracts(meet: Meet, case: str) -> None:
    meet("appraiser").does(
        case,
        "出具正式评估报告",
        {"正式评估报告所载价值": "610万元", "评估费": "30000元"},
        ["正式评估报告"],
    )
    meet("bank").does(
        case,
        "签订借款合同",
        {"借款合同编号": LOAN, "合同金额": "300万元", "合同年利率": "4.85%"},
        ["借款合同"],
    )
    meet("guarantor").does(
        case,
        "签订银行与担保公司的担保协议",
        {"保证合同编号": "示范保2021-018", "担保费": "30000元"},
        ["银行与担保公司的担保协议（保证合同）"],
    )
    meet("enterprise1").does(
        case,
        "签订质押合同、办理反担保手续",
        {"质押合同编号": "示范质2021-018"},
        ["专利权质押合同", "反担保文件"],
    )


def _pledge_and_drawdown(meet: Meet, case: str) -> None:
    guarantor = meet("guarantor")
    guarantor.does(
        case,
        "登记专利权质押",
        {"质押登记号": "Y2021980000018", "质押登记日": "2021-03-01", "登记办理人": "质权人"},
        ["专利权质押登记通知书"],
    )
    guarantor.does(case, "出具担保生效函、放款通知书")
    meet("bank").does(
        case,
        "发放贷款",
        {"放款日": "2021-03-01", "放款金额": "300万元", "到期日": "2022-03-01"},
        ["放款凭证"],
    )
    guarantor.does(case, "相关材料报市场监管局备案", papers=["放款后报市场监管局备案的材料"])
    meet("bureau").does(case, "接收备案材料")
