"""The pages of the register: a bank is entered, its first two let in, one signs in and works."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from tests.cast import TODAY, Cast, make_cast_without_agreements
from tests.conftest import Make
from tests.web.browsers import of, text

from zhidai.db.parties.models import Party, Person

pytestmark = pytest.mark.django_db
OK, GOES_ON, UNPROCESSABLE, LOCKED = 200, 302, 422, 429
BANK = {"kind": "bank", "name": "庚银行（虚构）", "credit_code": "91360700MA35FN0A3X"}
PERSON = {"full_name": "李庚（虚构）", "username": "geng.li", "role": "officer"}
OWN = "own long words"


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


def send(client: Client, address: str, key: str, **typed: str) -> HttpResponse:
    return client.post(f"/en/{address}", {**typed, "idempotency_key": key})


def first_password(cast: Cast) -> str:
    """Both halves, of the first person of a bank: one of the bureau proposed, another let in."""
    bureau, other = of(cast.bureau), of(cast.approvers["bureau"])
    assert send(bureau, "parties/register/new/", "enter", **BANK).status_code == GOES_ON
    page = f"parties/register/{Party.objects.get(name=BANK['name']).pk}/people/new/"
    first = half_told(bureau, page, "propose", PERSON)
    return f"{first}-{half_told(other, 'parties/people/geng.li/let-in/', 'in', {})}"


def half_told(client: Client, page: str, key: str, typed: dict[str, str]) -> str:
    """The half of a first password that a page shows, which the same form sent again does not."""
    found = re.search(r"first-password[^>]*>([^<]+)<", send(client, page, key, **typed).text)
    assert found
    again = text(send(client, page, key, **typed))
    assert found[1] not in again
    assert "shown already" in again
    return found[1]


def sign_in(password: str) -> tuple[Client, HttpResponse]:
    client = Client()
    typed = {"username": "geng.li", "password": password}
    return client, client.post("/en/sign-in/", typed)


def test_a_new_person_changes_the_first_password_before_anything_else(cast: Cast) -> None:
    password = first_password(cast)

    client, signed_in = sign_in(password)
    held = [client.get(f"/en/{page}") for page in ("workbench/", "bank/", "cases/")]

    assert signed_in.status_code == GOES_ON
    assert {answer["Location"] for answer in held} == {"/en/password/"}
    wrong = client.post("/en/password/", {"current": password, "new": OWN, "repeated": "x"})
    assert wrong.status_code == UNPROCESSABLE
    assert OWN not in wrong.content.decode()
    done = client.post("/en/password/", {"current": password, "new": OWN, "repeated": OWN})
    assert done["Location"] == "/en/workbench/"
    assert client.get("/en/bank/").status_code == OK
    assert sign_in(password)[1].status_code == UNPROCESSABLE
    assert sign_in(OWN)[1].status_code == GOES_ON


def test_wrong_tries_at_changing_the_password_lock_as_those_at_signing_in(cast: Cast) -> None:
    client = of(cast.bank)
    typed = {"new": OWN, "repeated": OWN}

    tries = [
        client.post("/en/password/", {**typed, "current": f"wrong {n}"}).status_code
        for n in range(5)
    ]
    right = client.post("/en/password/", {**typed, "current": "zhidai-demo"})

    assert tries == [UNPROCESSABLE] * 4 + [LOCKED]
    assert right.status_code == LOCKED
    sent = {"username": "bank", "password": "zhidai-demo"}
    assert Client().post("/en/sign-in/", sent).status_code == LOCKED


def test_a_first_password_is_good_for_a_week(cast: Cast) -> None:
    password = first_password(cast)
    Person.objects.filter(username="geng.li").update(one_time_until=TODAY - timedelta(days=1))

    _, refused = sign_in(password)

    assert refused.status_code == UNPROCESSABLE
    assert "was good until 2021-02-28 only" in text(refused)


def test_somebody_disabled_is_out_at_once(cast: Cast) -> None:
    client, colleague = of(cast.approvers["bank"]), of(cast.bank)
    assert client.get("/en/bank/").status_code == OK

    address = "parties/people/bank-approver/disable/"
    assert send(colleague, address, "out", grounds="Left (fictional)").status_code == GOES_ON

    assert client.get("/en/bank/").status_code == GOES_ON  # to the sign-in
    assert "Left (fictional)" in text(colleague.get("/en/parties/people/"))


def test_an_enterprise_is_told_whom_no_agreement_names_yet(cast: Cast) -> None:
    page = of(cast.enterprise).get("/en/enterprise/apply/")

    assert "Nobody can be chosen yet" in text(page)
    assert "Direct pledge: Bank, Appraiser" in text(page)


def test_the_bureau_corrects_a_party_by_two_and_the_page_tells_what_it_was(cast: Cast) -> None:
    bureau, other = of(cast.bureau), of(cast.approvers["bureau"])
    party = Party.objects.get(pk=cast.bank.party_id)
    page = f"parties/register/{party.pk}/"
    typed = {
        "name": "更名银行（虚构）", "name_en": "Renamed Bank (fictional)", "place": party.place,
        "credit_code": BANK["credit_code"], "grounds": "营业执照已变更（虚构）",
    }  # fmt: skip

    wrong = send(bureau, f"{page}correct/", "wrong", **{**typed, "place": "赣州"})
    assert wrong.status_code == UNPROCESSABLE
    assert 'href="#place"' in wrong.content.decode()
    assert send(bureau, f"{page}correct/", "right", **typed).status_code == GOES_ON
    assert "A correction waits for you" in text(other.get("/en/bureau/"))
    assert "A correction waits for you" not in text(bureau.get("/en/bureau/"))
    assert f"until now: {party.name}" in text(other.get(f"/en/{page}correction/"))
    decided = send(other, f"{page}correction/", "decide", decision="approved")

    assert decided.status_code == GOES_ON
    assert f"Name as registered: {party.name} → 更名银行（虚构）" in text(bureau.get(f"/en/{page}"))
    assert "Register corrected" in text(of(cast.bank).get("/en/parties/people/"))


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(cast: Cast) -> None:
    bureau = of(cast.bureau)
    wrong = {**BANK, "credit_code": "91360700MA35FN0A3Y"}

    refused = send(bureau, "parties/register/new/", "enter", **wrong)

    assert refused.status_code == UNPROCESSABLE
    assert "庚银行（虚构）" in refused.content.decode()
    assert 'href="#credit_code"' in refused.content.decode()
    unknown = send(bureau, "parties/register/new/", "enter", **{**BANK, "kind": "casino"})
    assert "Choose what kind of party it is." in text(unknown)
