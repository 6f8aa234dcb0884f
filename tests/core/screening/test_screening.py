"""A screened enterprise is what the assessment says of it, whatever the register knows."""

import random
from datetime import date
from pathlib import Path

import pytest
from benchmarks.register import HEADINGS, write_register

from zhidai.core.errors import BadInput
from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme, Subject
from zhidai.core.screening.columns import case_of, columns_of
from zhidai.core.screening.screen import Screener, Screening
from zhidai.documents.tables import read_table_file
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.cities import cities
from zhidai.schemes.reader import shipped

ON = date(2021, 3, 1)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return shipped("ganzhou-2020")


def screener(scheme: Scheme, headings: tuple[str, ...]) -> Screener:
    told = {one.fact.full_name for one in columns_of(headings, [scheme]).known}
    return Screener(scheme, on=ON, reference=reference_tables(), told=told | {"patent.kind"})


def test_every_row_is_what_the_assessment_says(scheme: Scheme, tmp_path: Path) -> None:
    """The oracle: the plain assessment of the same facts, on a register with gaps and faults."""
    write_register(tmp_path / "register.csv", 150, seed=11)
    table = read_table_file(tmp_path / "register.csv")
    columns, tested = columns_of(table.columns, [scheme], cities()), screener(scheme, table.columns)
    chance = random.Random(3)  # noqa: S311 - made-up data, no secret
    outcomes = set()
    for row in table.rows:
        cells = {
            heading: "" if chance.random() < 0.02 and "代码" not in heading else text
            for heading, text in row.cells.items()
        }
        facts = read_facts(scheme, case_of(columns, cells))

        found = tested.screen(facts)

        whole = assess(scheme, facts, on=ON, reference=reference_tables())
        about = (Subject.ENTERPRISE, Subject.PATENT, Subject.REQUEST)
        broken = [one for one in whole.refusals if one.subject in about]
        assert [one.rule for one in found.broken] == [one.rule for one in broken]
        assert found.limit == whole.limit.at_most
        open_needs = {*found.missing, *found.left_open} - {"request.amount"}
        assert open_needs == set(whole.needs) - {"request.amount"}
        outcomes.add(found.outcome)
    assert outcomes == set(Screening)


@pytest.mark.parametrize(
    ("told", "clauses"),
    [
        ({"rate": "4.85%", "term": "12个月", "amount": "1000万元"}, []),
        ({"rate": "4.86%"}, ["4.3"]),
        ({"term": "13个月"}, ["1"]),
        ({"amount": "1001万元"}, ["1", "4.2"]),  # of the loan, and of a whole year
        ({"rate": "9%", "term": "60个月", "amount": "9000万元"}, ["1", "4.3", "1", "4.2"]),
    ],
)
def test_what_a_register_tells_of_a_request_is_held_to_the_plan(
    scheme: Scheme, told: dict[str, str], clauses: list[str]
) -> None:
    tested = screener(scheme, ("统一社会信用代码", *(f"request.{name}" for name in told)))

    found = tested.screen(read_facts(scheme, {"request": told}))

    assert [one.clause for one in found.broken] == clauses
    assert (found.outcome is Screening.NOT_ELIGIBLE) is bool(clauses)
    assert not {f"request.{name}" for name in told} & set(found.left_open)


def test_columns_are_known_by_name_by_label_and_with_a_unit(scheme: Scheme) -> None:
    found = columns_of(
        ("统一社会信用代码", "enterprise.employees", "营业收入（上年度）（万元）", "备注"), [scheme]
    )

    assert [one.fact.full_name for one in found.known] == [
        "enterprise.credit_code", "enterprise.employees", "enterprise.revenue",
    ]  # fmt: skip
    assert found.unknown == ("备注",)
    case = case_of(found, {"营业收入（上年度）（万元）": "5,000", "enterprise.employees": "120人"})
    assert case == {"enterprise": {"revenue": "5,000万元", "employees": "120人"}}
    bare = case_of(found, {"enterprise.employees": "120", "营业收入（上年度）（万元）": "1亿元"})
    assert bare == {"enterprise": {"revenue": "1亿元", "employees": "120人"}}


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("赣州市", "赣州市"),
        ("赣州", "赣州市"),
        ("江西省赣州市", "赣州市"),
        ("江西省 赣州", "赣州市"),
        ("赣州市章贡区", "赣州市"),
        ("江西省赣州市瑞金市", "赣州市"),
        ("南昌市东湖区", "南昌市"),
        ("吉林省长春市", "长春市"),
        ("章贡区", None),
        ("瑞金市", None),  # a county-level city of 赣州市, which nothing here says
        ("小赣州市", None),
    ],
)
def test_a_place_is_read_as_its_city_or_is_not_known(
    scheme: Scheme, written: str, city: str | None
) -> None:
    found = columns_of(("统一社会信用代码", "注册地（设区市）"), [scheme], cities())

    case = case_of(found, {"注册地（设区市）": written})

    assert case == ({} if city is None else {"enterprise": {"registered_place": city}})


def test_an_empty_cell_is_a_fact_not_known(scheme: Scheme) -> None:
    found = columns_of(("统一社会信用代码", "enterprise.good_credit"), [scheme])

    assert case_of(found, {"统一社会信用代码": " ", "enterprise.good_credit": ""}) == {}


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (("企业名称",), "register_without_code"),
        (("统一社会信用代码", "enterprise.credit_code"), "register_fact_twice"),
    ],
)
def test_a_register_that_cannot_be_understood_is_refused(
    scheme: Scheme, headings: tuple[str, ...], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        columns_of(headings, [scheme])

    assert refused.value.reasons[0].code == code


def test_every_column_of_the_made_up_register_is_asked_for(scheme: Scheme) -> None:
    assert columns_of(HEADINGS, [scheme]).unknown == ()
