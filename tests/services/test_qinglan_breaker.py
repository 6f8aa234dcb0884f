"""One bank's own ratio: warned of, stopped, and resumed as the bureau decides (Qinglan 9)."""

from datetime import date, timedelta

import pytest
from tests.conftest import Make
from tests.services.money_cast import event_kinds, fresh_key, on
from tests.services.qinglan_cast import (
    DRAWN,
    SCHEME,
    Qinglan,
    applied,
    drawn,
    overdue_from,
    qinglan,
)
from tests.services.refusals import refused

from zhidai.core.portfolio.stops import WHOLE, subject_of_bank
from zhidai.db.portfolio.models import Breaker, BreakerAction
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.portfolio.commands import agree_to_resume, decide_to_resume
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db
HEARD = "已听取运营中心意见，贷后管理已加强（虚构）"


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    return made(qinglan)


def book(city: Qinglan, *, bad: str) -> date:
    """Beside 8,000,000 that are new, a loan of the first bank on which nothing was ever paid; the
    other bank has a good one only. Gives the day on which the bad loan becomes substandard."""
    on(DRAWN)
    since = overdue_from(drawn(city, amount=bad))
    substandard_on = since + timedelta(days=90)
    on(substandard_on - timedelta(days=9))
    drawn(city, amount="800万元")
    drawn(city, amount="100万元", bank="other_bank")
    return substandard_on


def checked(day: date) -> None:
    on(day)
    check_breaker(SCHEME, day, grounds=Grounds.DAILY_WORK)


def row(city: Qinglan, bank: str = "bank") -> Breaker:
    subject = subject_of_bank(city.people[bank].party_id)
    return Breaker.objects.get(scheme=SCHEME, subject=subject)


def actions(breaker: Breaker) -> list[str]:
    rows = BreakerAction.objects.filter(breaker=breaker).order_by("id")
    return list(rows.values_list("action", flat=True))


def test_a_bank_is_warned_at_its_line_once_and_only_from_the_day_a_loan_is_substandard(
    city: Qinglan,
) -> None:
    day = book(city, bad="40万元")  # 40 of 840: 4.76 %

    checked(day - timedelta(days=1))
    before = actions(row(city))
    checked(day)
    checked(day)

    assert (before, actions(row(city))) == ([], ["warning"])
    assert not row(city).is_tripped
    assert "breaker.warned" in event_kinds(f"party:{city.bank.party_id}")
    assert "breaker.warned" not in event_kinds(f"scheme:{SCHEME}")  # one bank's own affair


def test_above_its_line_one_banks_new_business_stops_and_no_others(city: Qinglan) -> None:
    day = book(city, bad="60万元")  # 60 of 860: 6.98 %

    checked(day)

    assert actions(row(city)) == ["warning", "trip"]
    assert not row(city, "other_bank").is_tripped
    assert not Breaker.objects.get(scheme=SCHEME, subject=WHOLE).is_tripped
    with refused() as told:
        applied(city)
    assert told.codes == {("rule_broken", "9.1")}
    assert applied(city, bank="other_bank")[0]


def test_the_bureau_of_the_city_decides_and_nobody_else(city: Qinglan) -> None:
    checked(book(city, bad="60万元"))
    bank = city.bank.party_id

    for stranger in (city.bank, city.operation_centre):
        with pytest.raises(NotFound):
            decide_to_resume(stranger, grounds=HEARD, key=fresh_key(), scheme=SCHEME, bank=bank)
    with refused() as told:
        decide_to_resume(city.bureau, grounds=" ", key=fresh_key(), scheme=SCHEME, bank=bank)
    assert told.codes == {("resumption_decision_needs_grounds", "9.1")}
    with refused() as told:
        decide_to_resume(city.bureau, grounds=HEARD, key=fresh_key(), scheme=SCHEME)
    assert told.codes == {("breaker_not_tripped", "9.1")}  # business of all was never stopped
    with refused() as told:
        agree_to_resume(city.bank, grounds=HEARD, key=fresh_key(), scheme=SCHEME)
    assert told.codes == {("breaker_not_tripped", "9.1")}

    decide_to_resume(city.bureau, grounds=HEARD, key=fresh_key(), scheme=SCHEME, bank=bank)

    lifted = BreakerAction.objects.get(breaker=row(city), action="lift")
    assert (lifted.grounds, lifted.person_id) == ("decided_by_bureau", city.bureau.person_id)
    assert applied(city)[0]


def test_resumed_above_the_line_it_stops_again_only_above_that_ratio(city: Qinglan) -> None:
    day = book(city, bad="60万元")
    checked(day)
    bank = city.bank.party_id
    decide_to_resume(city.bureau, grounds=HEARD, key=fresh_key(), scheme=SCHEME, bank=bank)

    checked(day)
    assert not row(city).is_tripped
    checked(day + timedelta(days=92))  # the new loan has become substandard too

    assert row(city).is_tripped
