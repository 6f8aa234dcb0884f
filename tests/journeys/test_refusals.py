"""Refusals say which clause stands against it, and keep what was typed."""

import pytest
from tests.journeys.conftest import Meet

CHANGES_NOTHING = True
NOTHING_CHANGED = "没有作任何更改"


@pytest.mark.parametrize(
    ("enterprise", "amount", "patent", "clause", "said"),
    [
        ("enterprise2", "100万元", "ZL201429999921.6", "第 5.1.3.2 条", "剩余有效期短于方案要求"),
        ("enterprise2", "100万元", "ZL201619999922.4", "第 5.1.3.3 条", "共有权利人"),
        ("enterprise1", "10000001", "ZL201719999911.0", "第 1 条", "10,000,001"),
        ("enterprise4", "100万元", "ZL201619999941", "第 5.1.2 条", "已在有效质押之中"),
    ],
    ids=["2.9 years left", "co-owner not asked", "one yuan too much", "already pledged"],
)
def test_an_application_is_refused_with_its_clause(
    meet: Meet, enterprise: str, amount: str, patent: str, clause: str, said: str
) -> None:
    person = meet(enterprise)

    person.asks_for(route="间接质押", amount=amount, patents=[patent])

    person.sees("目前不能办理", clause, said, NOTHING_CHANGED)
    assert person.value_of("申请金额") == amount
    person.goes_to("/zh-hans/cases/")
    person.sees_no("10,000,001")
