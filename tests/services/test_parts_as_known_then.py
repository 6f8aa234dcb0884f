"""Statistics owe what the replay owes: parts reversed since, and principal that was given up."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from tests.engine.statistics.columns_cast import in_rows
from tests.services.money_cast import City, fresh_key, loan, on
from tests.services.test_drawdowns import LATER, agreed, drawn_further, key

from zhidai.services import business_date
from zhidai.services.lending.book import state_of
from zhidai.services.lending.changing import propose_change
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.statistics.facts import facts_of_scheme

pytestmark = pytest.mark.django_db
REVERSED = date(2021, 5, 17)
__all__ = ["key"]  # the fixture of a loan drawn in parts


@pytest.mark.parametrize(
    ("day", "yuan"),
    [
        (date(2021, 5, 9), "2000000.00"),
        (LATER, "2600000.00"),
        (date(2021, 5, 16), "2600000.00"),
        (REVERSED, "2000000.00"),
    ],
)
def test_what_is_owed_as_known_then_has_the_part_until_it_is_reversed(
    city: City, key: str, day: date, yuan: str
) -> None:
    change = drawn_further(city, key)
    on(REVERSED)
    new = NewChange(kind="reversal", grounds="未实际放款", reverses=change)
    agreed(city, key, int(propose_change(city.bank, key, new, key=fresh_key())["change"]))
    at = datetime.combine(day, time.max, business_date.SHANGHAI)

    (told,) = in_rows(facts_of_scheme(loan(key).case.scheme, at=at)).loans

    assert str(told.balance_on(day)) == yuan
    assert told.balance_on(day) == state_of(loan(key), day, at).principal_balance


def test_waived_principal_is_not_counted_as_owed_until_the_waiver_is_reversed(
    city: City, key: str
) -> None:
    on(LATER)
    new = NewChange(kind="waiver", grounds="调解让步", amount="10万元")
    change = int(propose_change(city.bank, key, new, key=fresh_key())["change"])
    agreed(city, key, change)
    assert str(owed(key)) == "1900000.00"
    assert owed(key) == state_of(loan(key), LATER).principal_balance

    on(REVERSED)
    new = NewChange(kind="reversal", grounds="误录", reverses=change)
    agreed(city, key, int(propose_change(city.bank, key, new, key=fresh_key())["change"]))

    at = datetime.combine(LATER, time.max, business_date.SHANGHAI)
    assert str(owed(key)) == "2000000.00"
    assert str(owed(key, at)) == "1900000.00"


def owed(key: str, at: datetime | None = None) -> Decimal:
    (told,) = in_rows(facts_of_scheme(loan(key).case.scheme, at=at)).loans
    return told.balance_on(LATER)
