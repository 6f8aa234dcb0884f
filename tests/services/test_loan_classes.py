"""The scheme's measure and the five classes side by side, with what else the debtor owes."""

from datetime import date

import pytest
from tests.services.money_cast import City, loan, loan_beyond_the_plan, on

from zhidai.core.lending.classification import RiskClass
from zhidai.core.money import to_fen
from zhidai.db.cases.models import CaseParty
from zhidai.services.lending.queries import loan_view

pytestmark = pytest.mark.django_db
TODAY = date(2021, 5, 1)  # overdue day 100 of the old loan
OLD, NEW = "虚构旧贷", "虚构新贷"


def lent(city: City, *, new: str) -> None:
    """An old loan of a million on which nothing is paid, and a new one drawn a week ago."""
    for key, amount, drawn_on in ((OLD, "100万元", "2021-01-05"), (NEW, new, "2021-04-24")):
        loan_beyond_the_plan(
            city, key=key, amount=amount, rate="4.85%", drawn_on=date.fromisoformat(drawn_on),
            due_on=date(2022, 1, 5),
        )  # fmt: skip
    on(TODAY)


@pytest.mark.parametrize(
    ("new", "found"),
    [("900万元", RiskClass.NORMAL), ("899.99万元", RiskClass.SUBSTANDARD)],  # at 10 %, and above
)
def test_more_than_a_tenth_non_performing_makes_all_credit_so(
    city: City, new: str, found: RiskClass
) -> None:
    lent(city, new=new)

    classes = loan_view(city.bank, NEW).classes

    assert (classes.by_days, classes.by_debtor) == (RiskClass.NORMAL, found)
    assert to_fen(classes.debtor_non_performing) == 100_000_000
    assert loan_view(city.bank, OLD).classes.by_days is RiskClass.SUBSTANDARD


def test_the_plan_counts_from_overdue_day_1_what_the_classes_count_after_90(city: City) -> None:
    lent(city, new="900万元")
    on(date(2021, 1, 22))

    classes = loan_view(city.bank, OLD).classes

    assert classes.by_scheme is not None
    assert (classes.by_scheme.clause, classes.by_scheme.is_non_performing) == ("8.2", True)
    assert classes.by_debtor is RiskClass.SPECIAL_MENTION
    assert not classes.is_non_performing


def test_nothing_is_told_of_credit_that_a_party_has_no_part_in(city: City) -> None:
    lent(city, new="899.99万元")
    CaseParty.objects.filter(case=loan(OLD).case, role="guarantor").delete()

    classes = loan_view(city.guarantor, NEW).classes

    assert (classes.by_debtor, classes.debtor_non_performing) == (RiskClass.NORMAL, 0)
