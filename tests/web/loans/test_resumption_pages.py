"""The bureau's page on the end of a stop: what is needed, what is missing, the decision."""

from datetime import timedelta

import pytest
from tests.conftest import Make
from tests.services.money_cast import fresh_key, on
from tests.services.qinglan_cast import SCHEME, Qinglan, drawn, overdue_from, qinglan
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, text_of

from zhidai.core.portfolio.stops import subject_of_bank
from zhidai.db.portfolio.models import Breaker
from zhidai.services.portfolio.breaker import Grounds, check_breaker

pytestmark = pytest.mark.django_db
FOUND, FORBIDDEN = 302, 403
SUPERVISION = "/en/supervision/"


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    """The first bank's one loan is substandard, and so its new business stopped."""
    found = made(qinglan)
    since = overdue_from(drawn(found))
    stopped = since + timedelta(days=90)
    on(stopped - timedelta(days=9))
    drawn(found, bank="other_bank")
    on(stopped)
    check_breaker(SCHEME, stopped, grounds=Grounds.DAILY_WORK)
    return found


def page_of(city: Qinglan, bank: str = "bank") -> str:
    return f"{SUPERVISION}resume/{city.people[bank].party_id}/"


def test_supervision_shows_each_bank_and_leads_the_bureau_to_its_decision(
    city: Qinglan, signed_in: SignIn
) -> None:
    answer = signed_in(city.bureau).get(SUPERVISION)

    assert page_of(city) in answer.content.decode()
    assert page_of(city, "other_bank") not in answer.content.decode()
    assert "By this scheme each bank's new business stops by its own ratio." in text_of(answer)


def test_supervision_says_that_a_bank_is_stopped_and_since_when(
    city: Qinglan, signed_in: SignIn
) -> None:
    bureau = text_of(signed_in(city.bureau).get(SUPERVISION))
    guarantor = text_of(signed_in(city.guarantor).get(SUPERVISION))

    assert "Stopped for 1 of 2 banks" in bureau
    assert "New business open" in bureau  # of the other bank
    assert "has never been stopped" not in bureau
    assert "Qinglan bank (fictional) New business stopped" in bureau
    assert "Each bank is stopped by itself" in guarantor
    assert "has never been stopped" not in guarantor  # no affair of others


def test_a_bank_sees_its_own_stop_and_how_it_ends(city: Qinglan, signed_in: SignIn) -> None:
    stopped = text_of(signed_in(city.bank).get(SUPERVISION))
    other = text_of(signed_in(city.other_bank).get(SUPERVISION))

    assert "New business is stopped until the bureau decides" in stopped
    assert "Qinglan other_bank" not in stopped
    assert "New business is stopped" not in other


def test_the_page_says_what_is_heard_and_what_is_missing(city: Qinglan, signed_in: SignIn) -> None:
    told = text_of(signed_in(city.bureau).get(page_of(city)))

    assert "100.00% above the line" in told or "100% above the line" in told
    assert "After a stop, having heard the operation centre" in told
    assert "The decision of the bureau, with its grounds missing" in told
    assert "9.2" in told


def test_the_decision_needs_grounds_and_then_business_resumes(
    city: Qinglan, signed_in: SignIn
) -> None:
    bureau, breaker = signed_in(city.bureau), subject_of_bank(city.bank.party_id)

    without = bureau.post(page_of(city), {"grounds": " ", "idempotency_key": fresh_key()})
    assert without.status_code == UNPROCESSABLE
    assert Breaker.objects.get(scheme=SCHEME, subject=breaker).is_tripped
    grounds = "已听取运营中心意见（虚构）"
    given = bureau.post(page_of(city), {"grounds": grounds, "idempotency_key": fresh_key()})

    assert given.status_code == FOUND
    assert not Breaker.objects.get(scheme=SCHEME, subject=breaker).is_tripped
    told = text_of(bureau.get(page_of(city)))
    assert "there is nothing to decide" in told
    assert grounds in told
    assert grounds in text_of(signed_in(city.bank).get(SUPERVISION))
    assert grounds not in text_of(signed_in(city.other_bank).get(SUPERVISION))


def test_nobody_else_decides_and_no_other_bank_is_decided_on(
    city: Qinglan, signed_in: SignIn
) -> None:
    assert signed_in(city.bank).get(page_of(city)).status_code == FORBIDDEN
    assert signed_in(city.bureau).get(f"{SUPERVISION}resume/999999/").status_code == NOT_FOUND
    assert signed_in(city.bureau).get(page_of(city, "other_bank")).status_code == OK
