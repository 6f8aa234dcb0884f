"""Bank statements with one signed column or with two, as banks print them."""

from decimal import Decimal

import pytest

from zhidai.core.errors import BadInput
from zhidai.documents.bank_statements import StatementColumns, statement_lines
from zhidai.documents.tables import Table, read_table
from zhidai.wording.speech import ENGLISH, sentence


def table(text: str) -> Table:
    return read_table(text.encode(), name="flow.csv", largest_bytes=10_000)


def amounts(text: str, columns: StatementColumns | None = None) -> list[str]:
    lines = statement_lines(table(text), columns=columns or StatementColumns(), file="flow.csv")
    return [str(line.amount) for line in lines]


ROWS = "2021-03-21,8083.33,\n2021-03-22,0.00,3000000\n2021-03-23,-,1.00\n"


@pytest.mark.parametrize(
    "headings",
    ["收入,支出", "收入金额,支出金额", "贷方,借方", "贷方发生额,借方发生额", "转入金额,转出金额"],
)
def test_money_in_and_out_may_stand_in_two_columns(headings: str) -> None:
    text = f"日期,{headings}\n{ROWS}"

    assert amounts(text) == ["8083.33", "-3000000.00", "-1.00"]
    assert ",".join(StatementColumns().amounts_in(table(text))) == headings


def test_one_signed_column_comes_first_and_named_columns_before_all() -> None:
    text = "日期,金额,借方,贷方\n2021-03-21,-5.00,7.00,\n"

    assert amounts(text) == ["-5.00"]
    own_ledger = StatementColumns(money_in="借方", money_out="贷方")
    assert amounts(text, own_ledger) == ["7.00"]


def test_a_reversal_in_red_keeps_its_sign() -> None:
    assert amounts("日期,收入,支出\n2021-03-21,-5.00,\n2021-03-22,,-7.00\n") == ["-5.00", "7.00"]


def test_the_text_still_names_the_loan() -> None:
    (line,) = statement_lines(
        table("日期,收入,支出,摘要\n2021-03-21,5.00,,借字1\n"),
        columns=StatementColumns(),
        file="flow.csv",
    )

    assert line.text == "借字1"
    assert line.amount == Decimal(5)


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("日期,收入\n2021-03-21,1\n", {}, "The statement has no column 金额."),
        ("日期,收入,支出\n2021-03-21,1.00,2.00\n", {}, "Row 2 has an amount under 收入 and under"),
        ("日期,收入,支出\n2021-03-21,0.00,\n", {}, "Row 2 has no amount, neither under 收入"),
        ("日期,收入,支出\n2021-03-21,x,\n", {}, "Row 2: x is no amount in yuan"),
        ("日期,进,出\n2021-03-21,1,\n", {"money_in": "进"}, "Only 进 is named"),
        ("日期,进\n2021-03-21,1\n", {"money_in": "进", "money_out": "出"}, "no column 出"),
    ],
)
def test_columns_that_do_not_tell_the_amount_are_refused_in_one_sentence(
    text: str, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        amounts(text, StatementColumns(**columns))

    assert said in sentence(refused.value.reasons[0], ENGLISH)
