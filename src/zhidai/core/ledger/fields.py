"""What a column of a loan ledger can mean, and what banks call it.

The names are usual on ledgers of Chinese banks (贷款台账); of two names for one thing the one that
stands earlier in its list is used (放款金额 before 合同金额: the plan counts what was lent). A name
in `WEAK` means something only where no group heading above it says otherwise: 金额 under 逾期 is
not the loan.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhidai.core.numerals import normalise


class Field(StrEnum):
    """What a column says of a loan."""

    BORROWER = "borrower"
    CREDIT_CODE = "credit_code"
    LOAN_ID = "loan_id"
    BANK = "bank"
    GUARANTOR = "guarantor"
    APPRAISER = "appraiser"
    PRINCIPAL = "principal"
    ANNUAL_RATE = "annual_rate"
    MONTHLY_RATE = "monthly_rate"
    DRAWN_ON = "drawn_on"
    DUE_ON = "due_on"
    EXTENDED_TO = "extended_to"
    TERM = "term"
    REPAYMENT = "repayment"
    INSTALMENTS = "instalments"
    BALANCE = "balance"
    CLOSED_ON = "closed_on"
    OVERDUE_DAYS = "overdue_days"
    INTEREST_OVERDUE_DAYS = "interest_overdue_days"
    IS_OVERDUE = "is_overdue"
    OVERDUE_SINCE = "overdue_since"
    OVERDUE_AMOUNT = "overdue_amount"
    OVERDUE_INTEREST = "overdue_interest"
    INTEREST_PAID = "interest_paid"
    GUARANTEE_FEE = "guarantee_fee"
    APPRAISAL_FEE = "appraisal_fee"
    APPRAISED_VALUE = "appraised_value"
    PATENTS = "patents"
    CURRENCY = "currency"
    STATUS = "status"
    RISK_CLASS = "risk_class"


MONEY: Final = frozenset(
    {
        Field.PRINCIPAL,
        Field.BALANCE,
        Field.OVERDUE_AMOUNT,
        Field.OVERDUE_INTEREST,
        Field.INTEREST_PAID,
        Field.GUARANTEE_FEE,
        Field.APPRAISAL_FEE,
        Field.APPRAISED_VALUE,
    }
)
DAYS: Final = frozenset(
    {Field.DRAWN_ON, Field.DUE_ON, Field.EXTENDED_TO, Field.CLOSED_ON, Field.OVERDUE_SINCE}
)
RATES: Final = frozenset({Field.ANNUAL_RATE, Field.MONTHLY_RATE})
TEXTS: Final = frozenset(
    {
        Field.BORROWER,
        Field.CREDIT_CODE,
        Field.LOAN_ID,
        Field.BANK,
        Field.GUARANTOR,
        Field.APPRAISER,
        Field.REPAYMENT,
    }
)
OF_A_DAY: Final = frozenset(
    {Field.BALANCE, Field.OVERDUE_AMOUNT, Field.OVERDUE_INTEREST, Field.OVERDUE_DAYS}
)  # a heading may name the day or month of which they tell
FILLED_DOWN: Final = TEXTS - {Field.LOAN_ID}  # from a cell merged over several loans; never money

NAMES: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        Field.BORROWER: (
            "借款人", "借款企业", "借款人名称", "借款单位", "借款企业名称", "贷款企业",
            "贷款企业名称", "企业名称", "客户名称", "客户", "单位名称", "公司名称", "贷款人名称",
            "户名", "企业", "借款主体", "贷款主体", "借款人全称", "客户全称", "企业全称",
            "贷款客户", "borrower", "borrowername", "enterprise", "customer", "customername",
            "company",
        ),
        Field.CREDIT_CODE: (
            "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "企业统一社会信用代码",
            "借款人统一社会信用代码", "creditcode",
        ),
        Field.LOAN_ID: (
            "借据号", "借据编号", "贷款借据号", "贷款编号", "贷款账号", "借款合同编号",
            "借款合同号", "贷款合同编号", "贷款合同号", "合同编号", "合同号", "loanid",
            "loannumber", "loanno", "contractnumber", "contractno", "loan",
        ),
        Field.BANK: (
            "贷款银行", "放款银行", "合作银行", "银行", "银行名称", "经办行", "经办机构",
            "放款机构", "贷款机构", "支行", "经办支行", "bank", "branch",
        ),
        Field.GUARANTOR: (
            "担保公司", "担保机构", "担保公司名称", "担保机构名称", "担保人", "保证人", "担保方",
            "guarantor",
        ),
        Field.APPRAISER: (
            "评估机构", "评估公司", "评估机构名称", "评估公司名称", "appraiser",
        ),
        Field.PRINCIPAL: (
            "放款金额", "发放金额", "贷款发放金额", "实际放款金额", "实际发放金额", "本次放款金额",
            "本次放款", "本次发放金额", "实际放款", "放款额", "借据金额",
            "贷款金额", "贷款本金", "借款金额", "贷款额", "本金", "贷款总额", "合同金额",
            "贷款合同金额", "借款合同金额", "发放额", "贷款发放额", "投放金额", "贷款投放金额",
            "支用金额", "用信金额", "出账金额", "金额", "principal", "amount", "loanamount",
        ),
        Field.ANNUAL_RATE: (
            "执行年利率", "执行利率", "年利率", "贷款利率", "贷款年利率", "合同利率", "利率",
            "年化利率", "贷款执行利率",
            "annualrate", "rate", "interestrate",
        ),
        Field.MONTHLY_RATE: (
            "月利率", "执行月利率", "monthlyrate",
        ),
        Field.DRAWN_ON: (
            "放款日", "放款日期", "放款时间", "发放日", "发放日期", "发放时间", "贷款发放日",
            "贷款发放日期", "起息日", "起息日期", "借款日期", "借款日", "贷款起始日",
            "贷款起始日期", "投放日期", "投放时间", "支用日期", "出账日期", "借据起始日", "起始日",
            "起始日期", "贷款日期", "开始日期", "起贷日", "起始",
            "期限起", "期限始", "期限自", "起止日期起", "起止日期始",
            "drawnon", "drawdown", "drawdowndate", "drawndate", "disbursementdate", "startdate",
        ),
        Field.DUE_ON: (
            "到期日", "到期日期", "到期时间", "贷款到期日", "贷款到期日期", "约定还款日",
            "期限止", "期限至", "期限终", "起止日期止", "起止日期至",
            "终止日期", "终止日", "借据到期日", "贷款终止日", "还款到期日", "截止日期", "到期",
            "dueon", "maturity", "maturitydate",
            "duedate", "原到期日", "原到期日期",
        ),
        Field.EXTENDED_TO: (
            "展期到期日", "展期到期日期", "展期后到期日", "展期后到期日期", "展期后的到期日",
            "展期至", "展期终止日", "展期终止日期", "展期后终止日", "extendedto", "extendeduntil",
        ),
        Field.TERM: (
            "贷款期限", "期限", "借款期限", "合同期限", "贷款起止日期", "起止日期", "term",
        ),
        Field.REPAYMENT: (
            "还款方式", "还本付息方式", "还本方式", "偿还方式", "还款类型", "repayment",
        ),
        Field.INSTALMENTS: (
            "还本期数", "分期期数", "期数", "还款期数", "instalments",
        ),
        Field.BALANCE: (
            "贷款余额", "余额", "本金余额", "贷款本金余额", "借据余额", "当前余额", "期末余额",
            "未还本金", "在贷余额", "用信余额", "账面余额", "未还金额", "剩余金额", "未结清金额",
            "未还余额", "剩余余额", "剩余贷款", "本金结余", "结余", "贷款结余", "尚欠本金",
            "未还款金额", "欠款余额", "未归还本金", "未归还金额", "现余额", "实际余额",
            "剩余未还本金", "结欠本金", "剩余本金", "未偿还本金", "balance",
            "outstanding", "outstandingbalance", "outstandingprincipal",
        ),
        Field.CLOSED_ON: (
            "结清日", "结清日期", "结清时间", "实际还款日", "实际还款日期", "还清日期", "还款日期",
            "closedon", "repaidon",
        ),
        Field.OVERDUE_DAYS: (
            "逾期天数", "最大逾期天数", "本金逾期天数", "逾期日数", "逾期时长", "欠款天数",
            "拖欠天数", "逾期本金天数", "逾期天数本金", "本金拖欠天数", "拖欠日数", "欠款日数",
            "overduedays", "daysoverdue", "dpd",
        ),
        Field.INTEREST_OVERDUE_DAYS: (
            "利息逾期天数", "欠息天数", "逾期利息天数", "逾期天数利息", "利息拖欠天数",
            "拖欠利息天数", "欠息日数", "欠息时长", "利息欠款天数", "interestoverduedays",
            "interestdaysoverdue",
        ),
        Field.IS_OVERDUE: (
            "是否逾期", "逾期标志", "逾期标识", "逾期状态", "逾期与否", "是否逾期或欠息",
            "是否欠息", "isoverdue",
        ),
        Field.OVERDUE_SINCE: (
            "逾期起始日", "逾期日期", "逾期起始日期", "逾期日", "逾期开始日期", "首次逾期日期",
            "overduesince",
        ),
        Field.OVERDUE_AMOUNT: (
            "逾期金额", "逾期本金", "逾期余额", "逾期贷款余额", "逾期本金余额", "overdueamount",
        ),
        Field.OVERDUE_INTEREST: (
            "欠息", "欠息金额", "逾期利息", "拖欠利息", "overdueinterest",
        ),
        Field.INTEREST_PAID: (
            "实付利息", "已付利息", "已还利息", "实际支付利息", "累计付息", "已支付利息",
            "实收利息", "interestpaid",
        ),
        Field.GUARANTEE_FEE: (
            "担保费", "担保费用", "实付担保费", "担保费金额", "guaranteefee",
        ),
        Field.APPRAISAL_FEE: (
            "评估费", "评估费用", "实付评估费", "评估费金额", "appraisalfee",
        ),
        Field.APPRAISED_VALUE: (
            "评估价值", "评估值", "评估金额", "专利评估价值", "质押物评估价值", "质物价值",
            "质押物价值", "评估总价值", "专利评估值", "appraisedvalue",
        ),
        Field.PATENTS: (
            "专利号", "质押专利号", "专利号码", "质押专利", "专利编号", "出质专利", "出质专利号",
            "专利号申请号", "申请号专利号", "申请号", "patents", "patentnumber", "patentnumbers",
        ),
        Field.CURRENCY: ("币种", "货币", "币别", "贷款币种", "currency"),
        Field.STATUS: (
            "贷款状态", "借据状态", "状态", "贷款状况", "账户状态", "台账状态", "还款状态",
            "loanstatus", "status",
        ),
        Field.RISK_CLASS: (
            "五级分类", "贷款五级分类", "五级分类结果", "五级分类状态", "风险分类", "贷款风险分类",
            "风险分类结果", "资产分类", "贷款形态", "贷款分类", "五级形态", "riskclass",
            "fivelevelclass", "loanclass",
        ),
    }
)  # fmt: skip

WEAK: Final = frozenset(
    {"金额", "本金", "利率", "期限", "余额", "到期", "起始", "起始日", "起始日期", "截止日期",
     "终止日", "终止日期", "开始日期", "合同编号", "合同号", "名称", "企业", "客户", "银行",
     "合同期限",
     "合同金额", "合同利率", "状态", "status", "amount", "rate", "balance", "term"}
)  # fmt: skip

_OF_ARREARS = re.compile(
    r"逾期|欠|展期|垫款|代偿|(?<!非)正常|overdue|arrear|pastdue|extension|extended"
)
_OF_BALANCE = re.compile(
    r"^(?!.*(?:授信|额度|存款|保证金|逾期|欠息|基金|担保|期限|天数|期数)).*"
    r"(?:余额|结余|剩余|[未尚]需?[还归]|未结清|未归还|[尚结]欠|balance|outstanding)"
)


def speaks_of_balance(heading: str) -> bool:
    """Whether a heading tells of a balance, though perhaps in words that nobody here knows."""
    return _OF_BALANCE.search(normalise(heading).casefold()) is not None


def speaks_of_arrears(heading: str) -> bool:
    """Whether a heading tells of arrears, though perhaps in words that nobody here knows."""
    return _OF_ARREARS.search(normalise(heading).casefold()) is not None


def field_of(name: str) -> Field | None:
    """The field of a plain heading (without spaces, brackets, unit or number)."""
    return _BY_NAME.get(name)


def rank_of(name: str) -> int:
    """How early a name stands in its field's list: of two names the lower rank goes before."""
    return NAMES[_BY_NAME[name]].index(name)


_BY_NAME: Final = MappingProxyType({name: one for one, names in NAMES.items() for name in names})
if len(_BY_NAME) != sum(len(names) for names in NAMES.values()):
    raise AssertionError("a column name means two things")
