"""From approval to the money, and back: publicity, the year's budget, claw-backs by two people."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    PROOFS,
    City,
    a_repaid_city,
    event_kinds,
    fresh_key,
    loan,
    on,
)
from tests.services.refusals import bad_input_told, refused

from zhidai.db.subsidies.models import Clawback, SubsidyBudget, SubsidyClaim
from zhidai.documents.tables import read_table
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.journal.queries import not_booked
from zhidai.services.refusal import NotFound
from zhidai.services.subsidies.budgets import budget_lines, set_budget
from zhidai.services.subsidies.clawing_back import (
    decide_clawback,
    propose_clawback,
    record_return,
)
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)
from zhidai.services.subsidies.payments import payment_document, payment_rows, published_rows
from zhidai.services.subsidies.queries import subsidy_view

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_repaid_city
REPAID_ON = date(2022, 3, 1)
PROVINCE, BENEFICIARY = 7_376_042, 7_425_625  # fen, as test_subsidy_service computes them


@pytest.fixture(scope="module")
def repaid(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        key = city.lent
        claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    return key


def approved(city: City, key: str, *, days: int = 0) -> None:
    approve_subsidy(city.bureau, key, publicity_days=days, key=fresh_key())


def paid(city: City, key: str) -> None:
    approved(city, key)
    pay_subsidy(city.treasury, key, key=fresh_key())


def budget(city: City, level: str, amount: str, *, year: int = 2022) -> None:
    set_budget(city.treasury, SCHEME, level=level, year=year, amount=amount, key=fresh_key())


def test_a_budget_is_set_under_the_lock_that_payments_of_the_scheme_take(city: City) -> None:
    on(REPAID_ON)
    with CaptureQueriesContext(connection) as asked:
        budget(city, "province", "1万元")

    said = [one["sql"] for one in asked.captured_queries]
    locked = next(place for place, sql in enumerate(said) if "portfolio_breaker" in sql)
    counted = next(place for place, sql in enumerate(said) if "SUM(" in sql)
    assert locked < counted


def test_an_approval_is_withdrawn_after_an_objection_and_the_loan_claimed_for_again(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    approved(city, repaid, days=7)
    assert [row.loan for row in published_rows()] == [repaid, repaid]

    refuse_subsidy(city.bureau, repaid, grounds="异议成立（虚构）", key=fresh_key())

    assert published_rows() == []
    assert payment_rows(city.treasury) == []
    assert [line.waiting for line in budget_lines(city.treasury.party_id, SCHEME, REPAID_ON)] == [
        0, 0
    ]  # fmt: skip
    with refused() as told:
        pay_subsidy(city.treasury, repaid, key=fresh_key())
    assert told.codes == {("subsidy_is_refused", "9.3")}
    assert event_kinds(f"case:{loan(repaid).case.number}")[-1] == "subsidy.approval_withdrawn"
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    paid(city, repaid)
    assert [line.paid for line in budget_lines(city.treasury.party_id, SCHEME, REPAID_ON)] == [
        PROVINCE, BENEFICIARY
    ]  # fmt: skip
    assert list(not_booked(REPAID_ON)) == []


@pytest.mark.parametrize(("after", "held"), [(6, True), (7, True), (8, False)])
def test_an_approval_is_paid_only_after_the_last_day_of_its_publicity(
    city: City, repaid: str, after: int, held: bool
) -> None:
    on(REPAID_ON)
    approved(city, repaid, days=7)
    on(REPAID_ON + timedelta(days=after))

    if held:
        with refused() as told:
            pay_subsidy(city.treasury, repaid, key=fresh_key())
        assert told.codes == {("subsidy_still_published", "9.3")}
        assert "2022-03-08" in told.in_both_languages()
    else:
        pay_subsidy(city.treasury, repaid, key=fresh_key())
    assert subsidy_view(city.treasury, repaid).status == ("approved" if held else "paid")


@pytest.mark.parametrize("days", [-1, 61])
def test_a_publicity_that_cannot_be_is_refused(city: City, repaid: str, days: int) -> None:
    with bad_input_told() as told:
        approved(city, repaid, days=days)

    assert "60" in told.in_both_languages()
    assert subsidy_view(city.bureau, repaid).status == "claimed"


@pytest.mark.parametrize(
    ("amount", "payable"), [("74256.24元", False), ("74256.25元", True), ("10万元", True)]
)
def test_a_claim_is_paid_as_a_whole_while_the_years_budget_lasts(
    city: City, repaid: str, amount: str, payable: bool
) -> None:
    on(REPAID_ON)
    budget(city, "beneficiary", amount)
    approved(city, repaid)

    if payable:
        pay_subsidy(city.treasury, repaid, key=fresh_key())
        line = next(
            one
            for one in budget_lines(city.treasury.party_id, SCHEME, REPAID_ON)
            if one.level == "beneficiary"
        )
        assert (line.paid, line.waiting) == (BENEFICIARY, 0)
    else:
        with refused() as told:
            pay_subsidy(city.treasury, repaid, key=fresh_key())
        assert told.codes == {("subsidy_budget_exhausted", "9.3")}


def test_a_later_budget_replaces_the_earlier_but_not_below_what_was_paid(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    budget(city, "province", "1元")
    budget(city, "province", "80万元")
    paid(city, repaid)

    with refused() as told:
        budget(city, "province", "73760.41元")

    assert told.codes == {("subsidy_budget_below_paid", None)}
    assert [one.amount for one in SubsidyBudget.objects.order_by("id")] == [100, 80_000_000]


@pytest.mark.parametrize(
    ("who", "level", "year", "code"),
    [
        ("bureau", "province", 2022, "subsidy_paid_by_the_treasury_only"),
        ("treasury", "moon", 2022, "subsidy_level_unknown"),
        ("treasury", "province", 2021, "subsidy_budget_year"),
        ("treasury", "province", 2028, "subsidy_budget_year"),
    ],
)
def test_a_budget_that_cannot_be_set_is_refused(
    city: City, who: str, level: str, year: int, code: str
) -> None:
    on(REPAID_ON)
    acting: Acting = getattr(city, who)

    with refused() as told:
        set_budget(acting, SCHEME, level=level, year=year, amount="1万元", key=fresh_key())

    assert {one for one, _ in told.codes} == {code}
    assert not SubsidyBudget.objects.exists()


def test_the_payment_list_holds_each_payers_part_and_goes_out_as_excel_and_csv(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    paid(city, repaid)

    rows = payment_rows(city.treasury)
    files = [
        payment_document(city.treasury, level="", ending=ending, language="en")
        for ending in (".xlsx", ".csv")
    ]

    assert {row.level: row.total for row in rows} == {
        "province": PROVINCE,
        "beneficiary": BENEFICIARY,
    }
    for name, _, content in files:
        table = read_table(content, name=name)
        assert len(table.rows) == 2
        assert any("73760.42" in one.cells.values() for one in table.rows)


def test_only_those_who_pay_or_supervise_see_the_payment_list(city: City, repaid: str) -> None:
    on(REPAID_ON)
    paid(city, repaid)

    for acting in (city.enterprise1, city.bank, city.guarantor):
        assert payment_rows(acting) == []
        with pytest.raises(NotFound):
            payment_document(acting, level="", ending=".csv", language="en")


def asked_back(city: City, key: str, amount: str, *, level: str = "province") -> int:
    answer = propose_clawback(
        city.bureau,
        key,
        level=level,
        amount=amount,
        cause="misuse",
        grounds="资金挪用，见检查记录（虚构）",
        key=fresh_key(),
    )
    return int(answer["clawback"])


def test_a_subsidy_is_asked_back_by_one_confirmed_by_another_and_comes_back_into_the_books(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    paid(city, repaid)
    number = asked_back(city, repaid, "5万元")

    decide_clawback(city.treasury, repaid, number, is_confirmed=True, key=fresh_key())
    record_return(city.treasury, repaid, number, key=fresh_key())

    (line,) = subsidy_view(city.enterprise1, repaid).clawbacks
    assert (line.amount, line.is_confirmed, line.returned_on) == (5_000_000, True, REPAID_ON)
    assert list(not_booked(business_date.today())) == []


@pytest.mark.parametrize(
    ("amount", "fits"), [("73760.42元", True), ("73760.43元", False), ("0元", False)]
)
def test_a_level_asks_back_at_most_what_it_paid(
    city: City, repaid: str, amount: str, fits: bool
) -> None:
    on(REPAID_ON)
    paid(city, repaid)

    if fits:
        asked_back(city, repaid, amount)
        with refused():
            asked_back(city, repaid, "0.01元")
    else:
        with refused():
            asked_back(city, repaid, amount)
    assert Clawback.objects.count() == int(fits)


def test_what_was_dropped_can_be_asked_for_again_and_is_not_returned(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    paid(city, repaid)
    number = asked_back(city, repaid, "73760.42元")
    decide_clawback(city.treasury, repaid, number, is_confirmed=False, key=fresh_key())

    with refused() as told:
        record_return(city.treasury, repaid, number, key=fresh_key())
    asked_back(city, repaid, "73760.42元")

    assert told.codes == {("clawback_not_confirmed", "9.3")}


def test_nothing_is_asked_back_of_a_subsidy_that_was_not_paid(city: City, repaid: str) -> None:
    with refused() as told:
        asked_back(city, repaid, "1元")

    assert told.codes == {("clawback_of_unpaid", "9.3")}


def test_the_database_refuses_a_payment_before_the_end_of_publicity_and_a_changed_clawback(
    city: City, repaid: str
) -> None:
    on(REPAID_ON)
    paid(city, repaid)
    number = asked_back(city, repaid, "1元")

    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyClaim.objects.filter(loan=loan(repaid)).update(public_until=REPAID_ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clawback.objects.filter(pk=number).update(amount=2)
