"""A bank has the pledge of a running loan revalued; the sweep does so once a quarter."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.services.money_cast import City, a_city_that_is_paid, fresh_key, loan, on
from tests.services.refusals import refused

from zhidai.core.money import format_yuan, to_fen
from zhidai.db.parties.models import Person
from zhidai.db.rights.models import IpRight
from zhidai.db.valuation.models import Revaluation
from zhidai.services.acting import Acting
from zhidai.services.early_warning.queries import warning_rows, warning_view
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.refusal import NotFound
from zhidai.services.rights.commands import update_right
from zhidai.services.sweep.commands import move_business_date
from zhidai.services.valuation.commands import value_uploaded_book
from zhidai.services.valuation.pledge_queries import pledge_view
from zhidai.services.valuation.revaluation import revalue_pledge

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_city_that_is_paid

TODAY = date(2021, 3, 1)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent  # pays by itself


def patent(key: str) -> IpRight:
    return loan(key).case.rights.select_related("right").get().right


def have_valued(acting: Acting, right: IpRight, *, revenue: str) -> None:
    """A list with the pledged patent, earning so much."""
    table = (
        "patent_number,kind,filing_date,grant_date,attributable_revenue,royalty_rate\n"
        f"{right.number},{right.kind},{right.filing_date},{right.filing_date},{revenue},3%\n"
    )
    value_uploaded_book(
        acting, name=f"{revenue}.csv", content=table.encode(), on=TODAY, key=fresh_key()
    )


def revalued(city: City, key: str) -> list[str]:
    answer = revalue_pledge(city.bank, key, idempotency_key=fresh_key())
    return list(answer["warnings"])


def open_ones(acting: Acting) -> list[str]:
    rows = warning_rows(acting, status="open")
    return [row.number for row in rows if row.trigger == "revalued_below_loan"]


def test_a_value_below_the_loan_warns_once_until_enough_is_repaid(city: City, key: str) -> None:
    have_valued(city.bank, patent(key), revenue="1000万元")

    (number,) = revalued(city, key)

    assert revalued(city, key) == []  # the same run
    assert open_ones(city.guarantor) == [number]
    assert open_ones(city.bank2) == []
    newest = pledge_view(city.bank, key).revaluations[0]
    assert newest.coverage.is_below_loan
    assert newest.coverage.is_above_ratio
    assert newest.below_since == TODAY
    told = str(warning_view(city.guarantor, number).evidence)
    assert format_yuan(newest.coverage.value) not in told  # the bank's own
    left = newest.coverage.value - 10_000
    amount = f"{format_yuan(Decimal(3_000_000) - left)}元"
    record_repayment(city.bank, key, amount=amount, effective_on=TODAY, key=fresh_key())
    move_business_date(date(2021, 3, 2))
    assert open_ones(city.bank) == []


def test_a_newer_book_with_more_revenue_ends_the_warning(city: City, key: str) -> None:
    have_valued(city.bank, patent(key), revenue="1000万元")
    revalued(city, key)
    have_valued(city.bank, patent(key), revenue="2亿元")

    assert revalued(city, key) == []

    assert open_ones(city.bank) == []
    (newest, before) = pledge_view(city.bank, key).revaluations
    assert newest.coverage.value > Decimal(3_000_000) > before.coverage.value
    assert newest.patents[0].source == "2亿元.csv"
    assert newest.below_since is None


def test_the_sweep_values_once_in_a_quarter_and_only_where_a_bank_values(
    city: City, key: str
) -> None:
    on(date(2021, 3, 29))
    record_repayment(city.bank, key, amount="100万元", key=fresh_key())
    move_business_date(date(2021, 3, 31))
    assert not Revaluation.objects.exists()  # no valuation of the bank's own
    have_valued(city.bank, patent(key), revenue="2亿元")

    move_business_date(date(2021, 4, 3))
    days = [row.valued_on for row in Revaluation.objects.order_by("id")]

    assert days == [date(2021, 4, 1)]
    row = Revaluation.objects.get()
    assert (row.person_id, row.known, row.pledged) == (None, 1, 1)
    replayed = state_of(loan(key), date(2021, 4, 1)).principal_balance
    assert row.unpaid_principal == to_fen(replayed) < loan(key).principal


def test_a_patent_that_ended_for_an_unpaid_fee_is_worth_nothing(city: City, key: str) -> None:
    right = patent(key)
    have_valued(city.bank, right, revenue="2亿元")
    revalued(city, key)
    until = right.filing_date.replace(year=2020)
    update_right(city.enterprise5, right.number, {"fee_paid_until": until.isoformat()}, key="f")

    on(date(until.year + 1, until.month, 28))
    revalued(city, key)

    newest = pledge_view(city.bank, key).revaluations[0]
    assert newest.coverage.value == 0
    assert newest.coverage.loan_to_value is None
    assert newest.below_since is not None


def test_nobody_but_the_bank_sees_or_asks_and_without_a_value_nothing_is_kept(
    city: City, key: str
) -> None:
    with refused() as told:
        revalued(city, key)
    assert told.codes == {("pledge_value_unknown", None)}
    assert not Revaluation.objects.exists()
    with refused() as told:
        revalue_pledge(city.guarantor, key, idempotency_key=fresh_key())
    assert told.codes == {("pledge_valued_by_its_bank", "8.3")}
    for stranger in (city.guarantor, city.bank2, city.enterprise5):
        with pytest.raises(NotFound):
            pledge_view(stranger, key)


def test_the_bank_sees_the_ratio_on_the_loan_and_what_to_do_on_its_workbench(
    city: City, key: str
) -> None:
    have_valued(city.bank, patent(key), revenue="5500万元")
    client, other = Client(), Client()
    for one, acting in ((client, city.bank), (other, city.guarantor)):
        person = Person.objects.get(pk=acting.person_id)
        one.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("valuation:pledge", args=[key])

    assert client.post(page, {"idempotency_key": "page"})["Location"] == page

    coverage = pledge_view(city.bank, key).revaluations[0].coverage
    assert coverage.is_above_ratio
    assert not coverage.is_below_loan
    ratio = f"{(coverage.loan_to_value or 0) * 100:.2f}%"
    for shown in (page, reverse("loans:loan", args=[key]), reverse("bank:home")):
        assert ratio in client.get(shown).content.decode()
    assert ratio not in other.get(reverse("loans:loan", args=[key])).content.decode()
