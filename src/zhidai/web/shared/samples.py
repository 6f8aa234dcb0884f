"""Sample content of /styleguide/: fictional, in both languages, in no catalogue."""

from datetime import date, datetime, timedelta

from django.urls import reverse

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Choice, Fact, FactType, Label, Subject
from zhidai.services.business_date import SHANGHAI
from zhidai.web.shared.components import (
    Column,
    Figure,
    Link,
    StepItem,
    StepState,
    SummaryRow,
    Table,
    TimelineEntry,
    ToDo,
    TraceFact,
    TraceNode,
    TraceParameter,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.words import case_tag, task_tag


def _in(zh: str, en: str) -> str:
    return Label(zh=zh, en=en).in_language(language())


def _choice(value: str, zh: str, en: str) -> Choice:
    return Choice(value=value, label=Label(zh=zh, en=en))


FACTS = (
    Fact(
        name="amount",
        subject=Subject.REQUEST,
        label=Label(zh="申请贷款金额", en="Loan amount requested"),
        type=FactType.MONEY,
        unit=Unit.YUAN,
        hint=Label(zh="例如 3000000 或 300万元", en="For example 3000000 or 3 million"),
    ),
    Fact(
        name="term",
        subject=Subject.REQUEST,
        label=Label(zh="贷款期限", en="Loan term"),
        type=FactType.NUMBER,
        unit=Unit.MONTHS,
    ),
    Fact(
        name="purpose",
        subject=Subject.REQUEST,
        label=Label(zh="贷款用途", en="Purpose of the loan"),
        type=FactType.CHOICE,
        choices=(
            _choice("working_capital", "流动资金周转", "Working capital"),
            _choice("renovation", "技术改造", "Technical renovation"),
            _choice("research", "技术研发", "Research and development"),
        ),
    ),
    Fact(
        name="operates_normally",
        subject=Subject.ENTERPRISE,
        label=Label(zh="生产经营正常", en="The enterprise operates normally"),
        type=FactType.FLAG,
    ),
    Fact(
        name="honours",
        subject=Subject.ENTERPRISE,
        label=Label(zh="企业类型（可多选）", en="Kind of enterprise (choose all that apply)"),
        type=FactType.CHOICES,
        choices=(
            _choice("pilot", "知识产权试点企业", "IP pilot enterprise"),
            _choice("high_tech", "高新技术企业", "High-tech enterprise"),
            _choice("other", "其他", "Other"),
        ),
    ),
    Fact(
        name="profile",
        subject=Subject.ENTERPRISE,
        label=Label(zh="企业简介", en="Enterprise profile"),
        type=FactType.TEXT,
    ),
    Fact(
        name="number",
        subject=Subject.PATENT,
        label=Label(zh="专利号", en="Patent number"),
        type=FactType.PATENT_NUMBER,
        hint=Label(zh="例如 ZL201710601862.3", en="For example ZL201710601862.3"),
    ),
    Fact(
        name="filing_date",
        subject=Subject.PATENT,
        label=Label(zh="申请日", en="Filing date"),
        type=FactType.DATE,
        hint=Label(zh="例如 2017-07-21", en="For example 2017-07-21"),
    ),
    Fact(
        name="co_owned",
        subject=Subject.PATENT,
        label=Label(zh="有其他共有人", en="There is a co-owner"),
        type=FactType.FLAG,
    ),
)
ANSWERS: dict[str, object] = {
    "request": {"amount": "300万元", "term": "12个月"},
    "patents": [{"number": "201710601862.3", "filing_date": "2017-07-21", "co_owned": False}],
}


def reason_label() -> str:
    """The label of a reason to be given."""
    return _in("理由", "Reason")


def summary() -> tuple[SummaryRow, ...]:
    """A summary list with every kind of row."""
    here = reverse("styleguide")
    return (
        SummaryRow(
            label=_in("企业", "Enterprise"),
            value=_in("赣州青峰精工有限公司", "Ganzhou Qingfeng Precision Co., Ltd."),
            evidence="issued",
            change_url=here,
        ),
        SummaryRow(
            label=_in("申请金额", "Amount requested"),
            value="¥3,000,000.00",
            note=_in("300万元", "3 million yuan"),
            clause="4.2",
            evidence="declared",
            change_url=here,
        ),
        SummaryRow(label=_in("案件状态", "Status"), tag=case_tag("open")),
        SummaryRow(label=_in("联系人", "Contact person"), change_url=here),
    )


def loans() -> Table:
    """A table of numbers with a total."""
    return table(
        caption=_in("在贷余额", "Balances"),
        columns=[
            _in("贷款合同", "Loan contract"),
            Column(label=_in("放款日", "Drawn on")),
            Column(label=_in("余额", "Balance"), unit=_in("元", "yuan"), is_numeric=True),
            Column(label=_in("逾期", "Overdue"), unit=_in("天", "days"), is_numeric=True),
            _in("状态", "Status"),
        ],
        rows=[
            ("HT-2021-001", date(2021, 1, 18), "3,000,000.00", 0, case_tag("running")),
            ("HT-2021-002", date(2021, 2, 3), "1,250,000.50", 12, case_tag("running")),
            ("HT-2021-003", None, None, None, case_tag("withdrawn")),
        ],
        total=[_in("合计", "Total"), None, "4,250,000.50", None, None],
    )


def to_dos(day: date) -> tuple[ToDo, ...]:
    """Open work, overdue first."""
    here = reverse("styleguide")
    return (
        ToDo(
            title=_in("审批贷款", "Approve the loan"),
            url=here,
            hint=_in("赣州青峰精工有限公司", "Ganzhou Qingfeng Precision Co., Ltd."),
            due_on=day - timedelta(days=2),
            clause="6.1.4",
        ),
        ToDo(
            title=_in("上报上月放款材料", "File last month's loans"),
            url=here,
            due_on=day + timedelta(days=4),
            clause="9.2",
        ),
        ToDo(
            title=_in("签订借款合同", "Sign the loan contract"),
            due_on=day + timedelta(days=40),
            tag=task_tag("open"),
        ),
    )


def steps(day: date) -> tuple[StepItem, ...]:
    """A fixed order with its current step."""
    return (
        StepItem(
            label=_in("提前报备", "Advance filing"),
            state=StepState.DONE,
            note=_in("2月8日完成", "Done on 8 February"),
            clause="6.1.1",
        ),
        StepItem(
            label=_in("银行与担保公司分别审批", "Bank and guarantor approve separately"),
            state=StepState.CURRENT,
            clause="6.1.4",
            tasks=to_dos(day)[:1],
        ),
        StepItem(
            label=_in("签订合同", "Contracts"),
            state=StepState.AHEAD,
            clause="6.1.6",
        ),
    )


def history() -> tuple[TimelineEntry, ...]:
    """What happened, newest first."""
    bank = _in("赣江银行", "Ganjiang Bank")
    return (
        TimelineEntry(
            title=_in("已确定质物价值", "Collateral value set"),
            at=datetime(2021, 2, 26, 15, 20, tzinfo=SHANGHAI),
            person=_in("周岚", "Zhou Lan"),
            party=bank,
            text=_in("500万元与450万元中的较低者", "The lower of 5 million and 4.5 million yuan"),
            url=reverse("styleguide"),
            clause="6.1.4",
        ),
        TimelineEntry(title=_in("已受理报备", "Filing accepted"), at=date(2021, 2, 8)),
    )


def trace() -> tuple[TraceNode, ...]:
    """A refusal with its grounds."""
    validity = TraceNode(
        sentence=_in("剩余有效期不少于3年", "Remaining validity is at least 3 years"),
        result="not_met",
        clause="5.1.3.2",
        parameter=TraceParameter(
            label=_in("剩余有效期下限", "Minimum remaining validity"),
            value=_in("3年", "3 years"),
            since=date(2020, 9, 29),
        ),
        facts=(
            TraceFact(
                label=_in("专利权届满日", "Expiry"),
                value="2024-01-20",
                evidence="derived",
            ),
            TraceFact(
                label=_in("申请日", "Filing date"),
                value="2004-01-21",
                evidence="uploaded",
                document=_in("专利证书.pdf", "certificate.pdf"),
                document_url=reverse("styleguide"),
            ),
        ),
    )
    fee = TraceNode(
        sentence=_in("年费已缴清", "Annual fees are paid"),
        result="needs",
        clause="5.1.3.3",
        facts=(TraceFact(label=_in("年费缴费证明", "Proof of annual fee")),),
    )
    kind = TraceNode(
        sentence=_in("发明或实用新型专利", "An invention or a utility model"),
        result="met",
        clause="1",
    )
    return (
        TraceNode(
            sentence=_in("该专利不能质押", "This patent cannot be pledged"),
            result="not_met",
            clause="5.1.3",
            children=(validity, fee, kind),
        ),
    )


def figures() -> tuple[Figure, ...]:
    """Numbers of a workbench."""
    return (
        Figure(label=_in("在贷余额", "Loans outstanding"), value="¥4,250,000.50"),
        Figure(
            label=_in("不良率", "NPL ratio"),
            value="0.00%",
            note=_in("逾期余额 ÷ 贷款总余额", "Overdue balance over total balance"),
            clause="8.2",
        ),
        Figure(label=_in("办理中", "In progress"), value="7", url=reverse("styleguide")),
    )


def links() -> tuple[Link, ...]:
    """Doors, tabs and chips."""
    here = reverse("styleguide")
    return (
        Link(
            label=_in("自查能否贷款", "Check whether you can borrow"),
            url=here,
            description=_in("最多十二个问题，无需登录", "At most twelve questions, no sign-in"),
            is_current=True,
        ),
        Link(
            label=_in("方案与规则", "The scheme and its rules"),
            url=here,
            description=_in("逐条对照", "Clause by clause"),
        ),
    )


def everything(day: date) -> dict[str, object]:
    """All samples by the name the page uses."""
    return {
        "summary": summary(),
        "loans": loans(),
        "no_loans": table(
            caption=_in("已结清", "Repaid"), columns=[loans().columns[0].label], rows=[]
        ),
        "to_dos": to_dos(day),
        "steps": steps(day),
        "history": history(),
        "trace": trace(),
        "sample_figures": figures(),
        "links": links(),
        "case_title": _in("赣州青峰精工有限公司", "Ganzhou Qingfeng Precision Co., Ltd."),
        "case_tag": case_tag("open"),
        "case_rows": (
            SummaryRow(label=_in("当前办理方", "Held by"), value=_in("赣江银行", "Ganjiang Bank")),
            SummaryRow(label=_in("申请金额", "Amount"), value=_in("300万元", "3 million yuan")),
        ),
        "confirm_text": _in("确认放款", "Confirm the disbursement"),
        "confirm_warning": _in("放款后不能撤回。", "A disbursement cannot be taken back."),
        "notice_text": _in("借款人须保持年费足额缴纳", "Annual fees are kept paid in full"),
    }
