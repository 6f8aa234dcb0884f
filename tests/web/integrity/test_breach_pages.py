"""The pages of the register: recorded, objected to, decided, shared once it stands (4.4)."""

from datetime import date

import pytest
from tests.services.money_cast import City, a_lending_city, on
from tests.web.integrity.conftest import SignIn
from tests.web.loans.pages import OK, UNPROCESSABLE, text_of

from zhidai.db.integrity.models import Breach
from zhidai.db.parties.models import Person
from zhidai.services.acting import acting_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
BEGINS_WITH = a_lending_city  # whose parties have worked together


def sent(city: City, **changed: str) -> dict[str, str]:
    return {
        "idempotency_key": "one form",
        "party": str(city.guarantor.party_id),
        "kind": "claim_not_paid",
        "happened_on": "2021-02-01",
        "evidence": "Notice No. 1 (fictional)",
        **changed,
    }


def test_from_the_record_over_the_objection_to_the_decision(city: City, signed_in: SignIn) -> None:
    on(date(2021, 3, 1))
    bureau, guarantor = signed_in(city.bureau), signed_in(city.guarantor)
    approver = signed_in(acting_as(Person.objects.get(username="bureau-approver")))

    recorded = bureau.post("/en/integrity/record/", sent(city), follow=True)
    number = Breach.objects.get().number
    here = f"/en/integrity/{number}/"
    assert "the party may object" in text_of(recorded)
    assert "Open to objection" in text_of(guarantor.get(here))
    assert signed_in(city.bank).get(here).status_code == 404

    objection = {"idempotency_key": "object", "grounds": "We paid in time"}
    assert "the bureau decides" in text_of(guarantor.post(f"{here}object/", objection, follow=True))
    decision = {"idempotency_key": "decide", "grounds": "The receipt shows another day"}
    own = bureau.post(f"{here}uphold/", decision)
    assert own.status_code == UNPROCESSABLE
    assert "Ask a colleague" in text_of(own)
    upheld = text_of(approver.post(f"{here}uphold/", decision, follow=True))

    for shown in ("The breach stands.", "We paid in time", "The receipt shows another day"):
        assert shown in upheld
    page = text_of(signed_in(city.bank).get(here))
    assert "2024-02-01" in page
    assert "4.4" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["bureau", "bank", "finance", "enterprise1"])
def test_the_register_shows_what_stands_by_status(
    city: City, signed_in: SignIn, who: str, language: str
) -> None:
    on(date(2021, 3, 1))
    signed_in(city.bureau).post("/en/integrity/record/", sent(city))
    number = Breach.objects.get().number
    on(date(2021, 3, 17))
    client = signed_in(getattr(city, who))

    for query, found in (("", True), ("?status=stands", True), ("?status=expired", False)):
        page = client.get(f"/{language}/integrity/{query}")
        assert page.status_code == OK
        assert (number in text_of(page)) is found


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"party": ""}, "party"),
        ({"party": "²"}, "party"),
        ({"kind": ""}, "kind"),
        ({"happened_on": "yesterday"}, "happened_on"),
        ({"happened_on": "2021-03-02"}, "happened_on"),
        ({"evidence": " "}, "evidence"),
    ],
)
def test_what_is_wrong_with_a_record_stands_at_its_field(
    city: City, signed_in: SignIn, changed: dict[str, str], field: str
) -> None:
    on(date(2021, 3, 1))

    found = signed_in(city.bureau).post("/en/integrity/record/", sent(city, **changed))

    assert found.status_code == UNPROCESSABLE
    assert f'href="#{field}"' in found.content.decode()
