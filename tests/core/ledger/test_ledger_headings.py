"""Headings are taken apart: name, unit, the loan's number, and the group heading above."""

import pytest

from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.headings import meaning_of, take_apart, unit_of_title


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("贷款金额（万元）", "贷款金额", "万元"),
        ("贷款金额\n(人民币万元)", "贷款金额", "万元"),
        ("贷款金额：万元", "贷款金额", "万元"),
        ("贷款金额万元", "贷款金额", "万元"),
        ("余额[单位:元]", "余额", "元"),
        ("年利率%", "年利率", "%"),
        ("期限（月）", "期限", "月"),
        (" 放 款 日 期 ", "放款日期", ""),
        ("借款人（企业名称）", "借款人", ""),
        ("*借款人", "借款人", ""),
        ("Amount (yuan)", "amount", "元"),
        ("Balance (10,000 yuan)", "balance", "万元"),
        ("Outstanding (million yuan)", "outstanding", "百万元"),
    ],
)
def test_a_heading_is_its_name_and_its_unit(text: str, name: str, unit: str) -> None:
    found = take_apart(text)

    assert (found.name, found.unit) == (name, unit)


@pytest.mark.parametrize(
    ("group", "text", "field", "number"),
    [
        ("", "放款金额", Field.PRINCIPAL, None),
        ("贷款信息", "金额", Field.PRINCIPAL, None),
        ("逾期情况", "金额", Field.OVERDUE_AMOUNT, None),
        ("逾期", "天数", Field.OVERDUE_DAYS, None),
        ("贷款2", "金额", Field.PRINCIPAL, 2),
        ("第二笔贷款", "到期日", Field.DUE_ON, 2),
        ("", "第2笔贷款金额", Field.PRINCIPAL, 2),
        ("", "金额②", Field.PRINCIPAL, 2),
        ("担保公司", "", Field.GUARANTOR, None),
        ("2021年6月台账", "到期日", Field.DUE_ON, None),
        ("期限", "起", Field.DRAWN_ON, None),
        ("贷款期限", "止", Field.DUE_ON, None),
        ("贷款合同", "金额", Field.PRINCIPAL, None),
        ("贷款合同", "合同号", Field.LOAN_ID, None),
        ("", "Drawdown date", Field.DRAWN_ON, None),
        ("", "Loan no.", Field.LOAN_ID, None),
        ("", "本月末余额", Field.BALANCE, None),
        ("", "期末贷款余额", Field.BALANCE, None),
        ("", "本金结余", Field.BALANCE, None),
        ("", "当前贷款余额", Field.BALANCE, None),
        ("余额情况（万元）", "余额", Field.BALANCE, None),
        ("", "第2笔余额", Field.BALANCE, 2),
    ],
)
def test_a_heading_means_what_it_says_below_its_group(
    group: str, text: str, field: Field, number: int | None
) -> None:
    found = meaning_of(group, text)

    assert found is not None
    assert (found.field, found.number) == (field, number)


@pytest.mark.parametrize(
    ("group", "text"),
    [("担保情况", "金额"), ("质押物", "余额"), ("还款计划", "金额"), ("", "备注")],
)
def test_an_amount_of_something_else_is_not_the_loan(group: str, text: str) -> None:
    assert meaning_of(group, text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：人民币元", "元"),
        ("单 位: 千元", "千元"),
        ("单位名称：某银行", ""),
    ],
)
def test_the_title_states_the_unit_of_all_amounts(text: str, unit: str) -> None:
    assert unit_of_title(text) == unit
