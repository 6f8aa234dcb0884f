"""A party is entered by its bureau; its people are let in by two and never taken out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.backends import ModelBackend
from django.db import IntegrityError, transaction
from tests.cast import TODAY, Cast, make_cast_without_agreements
from tests.conftest import Make

from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.history.models import Command
from zhidai.db.parties.models import Party, Person
from zhidai.services.acting import Acting, acting_as, acting_of_username
from zhidai.services.history.queries import timeline
from zhidai.services.parties.entering import Proposed, begin_place, enter_party
from zhidai.services.parties.people import (
    change_password,
    disable_person,
    let_in,
    propose_again,
    propose_person,
)
from zhidai.services.parties.register import party_view, register
from zhidai.services.parties.registration import NewParty, hashed
from zhidai.services.refusal import NotFound, Refused
from zhidai.wording.speech import sentence

pytestmark = pytest.mark.django_db

BANK = NewParty(
    kind=PartyKind.BANK, name="庚银行（虚构）", name_en="", place="赣州市",
    credit_code="91360700MA35FN0A3X",
)  # fmt: skip


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


def somebody(username: str = "geng.li", role: PersonRole = PersonRole.OFFICER) -> Proposed:
    return Proposed(username=username, full_name="李庚（虚构）", full_name_en="", role=role)


def entered(cast: Cast) -> int:
    return int(enter_party(cast.bureau, BANK, key="enter")["party"])


def person(username: str) -> Acting:
    return acting_as(Person.objects.get(username=username))


def codes(refused: pytest.ExceptionInfo[Refused] | pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [each.code for each in refused.value.reasons]


def signs_in(password: str) -> bool:
    return ModelBackend().authenticate(None, "geng.li", password) is not None


def staffed(cast: Cast) -> int:
    """A bank with two people at work, let in by two people of the bureau."""
    party = entered(cast)
    for username, role in (("geng.li", PersonRole.OFFICER), ("geng.wu", PersonRole.APPROVER)):
        propose_person(cast.bureau, party, somebody(username, role), key=username)
        let_in(cast.approvers["bureau"], username, key=username)
    return party


def test_a_bureau_enters_a_party_and_two_of_its_people_let_its_first_in(cast: Cast) -> None:
    party = staffed(cast)

    row = next(row for row in register(cast.bureau) if row.id == party)
    assert (row.at_work, row.name.en) == (2, BANK.name)  # without an English name the other
    kinds = [event.kind for event in timeline(f"party:{party}")]
    assert kinds[-3:] == ["party.person_let_in", "party.person_proposed", "party.registered"]


def test_whoever_proposed_a_person_does_not_let_them_in(cast: Cast) -> None:
    party = entered(cast)
    propose_person(cast.bureau, party, somebody(), key="propose")

    with pytest.raises(Refused) as refused:
        let_in(cast.bureau, "geng.li", key="in")

    assert codes(refused) == ["person_let_in_by_another"]
    assert acting_of_username("geng.li") is None


def test_a_party_with_two_at_work_lets_in_its_own_and_the_bureau_no_more(cast: Cast) -> None:
    party = staffed(cast)
    officer, approver = person("geng.li"), person("geng.wu")

    propose_person(officer, party, somebody("geng.zhao"), key="third")
    with pytest.raises(Refused) as refused:
        let_in(cast.bureau, "geng.zhao", key="in")
    let_in(approver, "geng.zhao", key="in")

    assert codes(refused) == ["party_lets_in_its_own"]
    assert party_view(cast.bureau, party).people is None  # not the bureau's to see any more
    assert len(party_view(officer, party).people or ()) == 3


def test_others_neither_see_nor_manage_a_party(cast: Cast) -> None:
    party = entered(cast)

    for other in (cast.bank, cast.finance, cast.enterprise):
        with pytest.raises(NotFound):
            party_view(other, party)
        with pytest.raises(NotFound):
            propose_person(other, party, somebody(), key="propose")
        with pytest.raises(NotFound):
            enter_party(other, BANK, key="enter")
    with pytest.raises(NotFound):
        disable_person(cast.bank, "guarantor", grounds="为测试（虚构）", key="disable")


def test_a_first_password_is_of_two_halves_of_which_neither_opens_anything(cast: Cast) -> None:
    party = entered(cast)

    first = propose_person(cast.bureau, party, somebody(), key="propose").half or ""
    assert not signs_in(first)
    second = let_in(cast.approvers["bureau"], "geng.li", key="in").half or ""

    for typed in (
        first, second, f"{second}-{first}", f"{first}-{first}", f"{second}-{second}",
        f"{first}{second}", f"{first} {second}", f"-{second}", f"{first}-", "-", "",
    ):  # fmt: skip
        assert not signs_in(typed), typed
    assert signs_in(f"{first}-{second}")


def test_each_half_is_told_once_and_kept_as_its_own_hash_until_it_is_changed(cast: Cast) -> None:
    party, other = entered(cast), cast.approvers["bureau"]

    first = propose_person(cast.bureau, party, somebody(), key="propose").half or ""
    second = let_in(other, "geng.li", key="in").half or ""
    retried = (
        propose_person(cast.bureau, party, somebody(), key="propose"),
        let_in(other, "geng.li", key="in"),
    )

    assert [each.half for each in retried] == [None, None]
    row = Person.objects.get(username="geng.li")
    kept = (row.password, row.first_half, *Command.objects.values_list("answer", flat=True))
    assert not [each for each in kept if first in str(each) or second in str(each)]
    assert row.one_time_until == TODAY + timedelta(days=7)
    own = "a long walk 2021"
    change_password(acting_as(row), current=f"{first}-{second}", new=own, repeated=own)
    row.refresh_from_db()
    assert (row.first_half, row.one_time_until) == ("", None)
    assert (signs_in(own), signs_in(f"{first}-{second}")) == (True, False)


def test_proposing_again_makes_both_halves_anew(cast: Cast) -> None:
    party, other = entered(cast), cast.approvers["bureau"]
    first = propose_person(cast.bureau, party, somebody(), key="propose").half
    second = let_in(other, "geng.li", key="in").half

    disable_person(other, "geng.li", grounds="密码已过期（虚构）", key="disable")
    new_first = propose_again(other, "geng.li", role=PersonRole.OFFICER, key="again").half
    assert not Person.objects.get(username="geng.li").check_password(f"{new_first}-{second}")
    new_second = let_in(cast.bureau, "geng.li", key="in again").half

    assert not signs_in(f"{first}-{second}")
    assert not signs_in(f"{first}-{new_second}")
    assert not signs_in(f"{new_first}-{second}")
    assert signs_in(f"{new_first}-{new_second}")


def test_a_proposal_of_before_the_halves_is_made_again(cast: Cast) -> None:
    propose_person(cast.bureau, entered(cast), somebody(), key="propose")
    Person.objects.filter(username="geng.li").update(first_half="")

    with pytest.raises(Refused) as refused:
        let_in(cast.approvers["bureau"], "geng.li", key="in")

    assert codes(refused) == ["person_without_first_half"]


def test_the_database_holds_that_a_first_password_has_two_halves(cast: Cast) -> None:
    propose_person(cast.bureau, entered(cast), somebody(), key="propose")
    let_in(cast.approvers["bureau"], "geng.li", key="in")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(username="geng.li").update(first_half="")


def test_both_ways_of_asking_for_a_password_compare_both_halves() -> None:
    person = Person(password=hashed("abcd-efgh"), first_half=hashed("jkmn-pqrs"))

    asked = async_to_sync(person.acheck_password)

    assert (asked("abcd-efgh"), asked("jkmn-pqrs-abcd-efgh")) == (False, True)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"current": "wrong"}, "password_current_wrong"),
        ({"new": "short12"}, "password_length"),
        ({"new": "zhidai-demo"}, "password_must_be_new"),
        ({"repeated": "another one 1"}, "password_repeated_otherwise"),
        ({"new": "password1", "repeated": "password1"}, "password_too_common"),
    ],
)
def test_a_password_that_will_not_do_is_refused(
    cast: Cast, changed: dict[str, str], code: str
) -> None:
    typed = {"current": "zhidai-demo", "new": "long walk 21", "repeated": "long walk 21"}

    with pytest.raises(Refused) as refused:
        change_password(cast.bank, **{**typed, **changed})

    assert codes(refused) == [code]


def test_somebody_disabled_acts_no_more_and_comes_back_by_two(cast: Cast) -> None:
    party, officer, approver = cast.bank.party_id, cast.bank, cast.approvers["bank"]

    disable_person(officer, "bank-approver", grounds="忘记密码（虚构）", key="disable")
    assert acting_of_username("bank-approver") is None
    propose_again(officer, "bank-approver", role=PersonRole.OFFICER, key="again")
    with pytest.raises(Refused) as refused:
        let_in(officer, "bank-approver", key="in")
    let_in(cast.bureau, "bank-approver", key="in")  # only one is at work in the bank

    assert codes(refused) == ["person_let_in_by_another"]
    assert person("bank-approver").role is PersonRole.OFFICER
    assert [event.kind for event in timeline(f"party:{party}")][:3] == [
        "party.person_let_in", "party.person_proposed", "party.person_disabled",
    ]  # fmt: skip
    assert Person.objects.filter(pk=approver.person_id).exists()


def test_nobody_disables_themselves_nor_without_grounds(cast: Cast) -> None:
    with pytest.raises(Refused) as alone:
        disable_person(cast.bank, "bank", grounds="为测试（虚构）", key="alone")
    with pytest.raises(Refused) as silent:
        disable_person(cast.bank, "bank-approver", grounds=" ", key="silent")

    assert codes(alone) == ["person_disables_another"]
    assert codes(silent) == ["grounds_needed"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "丙银行（虚构）"}, "party_name_taken"),
        ({"name": " "}, "party_name_needed"),
        ({"place": ""}, "party_place_needed"),
        ({"credit_code": None}, "party_credit_code_needed"),
        ({"credit_code": "91360700MA35FN0A3Y"}, "credit_code_check_digit"),
        ({"kind": PartyKind.TREASURY}, "office_registered_already"),
        ({"kind": PartyKind.FUND, "place": "虚城市"}, "office_of_another_place"),
        ({"kind": PartyKind.BUREAU}, "office_registered_already"),
    ],
)
def test_a_party_that_cannot_be_is_refused_and_nothing_kept(
    cast: Cast, changed: dict[str, object], code: str
) -> None:
    before = Party.objects.count()
    given = {"kind": BANK.kind, "name": BANK.name, "name_en": "", "place": BANK.place}
    new = NewParty(**{**given, "credit_code": BANK.credit_code, **changed})  # type: ignore[arg-type]

    with pytest.raises((BadInput, Refused)) as refused:
        enter_party(cast.bureau, new, key="enter")

    assert codes(refused) == [code]
    assert Party.objects.count() == before


def test_an_office_that_is_there_is_called_by_its_name(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        enter_party(cast.bureau, replace(BANK, kind=PartyKind.TREASURY), key="enter")

    told = [sentence(each, "zh-hans") for each in refused.value.reasons]
    assert told == ["赣州市已有财政局；每地每类机关只设一个。"]


def test_a_credit_code_stands_in_the_register_once(cast: Cast) -> None:
    entered(cast)
    other = NewParty(
        kind=PartyKind.BANK, name="辛银行（虚构）", name_en="", place="赣州市",
        credit_code=BANK.credit_code,
    )  # fmt: skip

    with pytest.raises(BadInput) as refused:
        enter_party(cast.bureau, other, key="other")

    assert codes(refused) == ["party_credit_code_taken"]


@pytest.mark.parametrize(
    ("username", "code"),
    [
        ("bank", "username_taken"),
        ("Li", "username_form"),
        ("ab", "username_form"),
        ("李庚", "username_form"),
    ],
)
def test_a_user_name_that_cannot_be_is_refused(cast: Cast, username: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        propose_person(cast.bank, cast.bank.party_id, somebody(username), key="propose")

    assert codes(refused) == [code]


def test_a_place_begins_with_its_bureau_and_two_people(cast: Cast) -> None:
    bureau = NewParty(kind=PartyKind.BUREAU, name="青澜局（虚构）", name_en="", place="青澜市")
    people = (somebody("qing.a"), somebody("qing.b", PersonRole.APPROVER))

    party, first = begin_place(bureau, *people)

    assert [each.username for each in first] == ["qing.a", "qing.b"]
    assert Person.objects.get(username="qing.b").check_password(first[1].password)
    with pytest.raises(BadInput) as twice:
        begin_place(bureau, *people)
    assert codes(twice) == ["place_has_a_bureau"]
    assert party_view(person("qing.a"), party).row.at_work == 2


def test_a_place_without_a_scheme_is_told_which_there_are(cast: Cast) -> None:
    bureau = NewParty(kind=PartyKind.BUREAU, name="他局（虚构）", name_en="", place="赣州")

    with pytest.raises(BadInput) as refused:
        begin_place(bureau, somebody("a.a"), somebody("b.b"))

    assert codes(refused) == ["place_without_scheme"]
    assert "赣州市" in refused.value.reasons[0].parameters["known"]


def test_a_place_is_called_as_its_scheme_or_as_its_entry_calls_it(cast: Cast) -> None:
    party = int(
        enter_party(cast.bureau, replace(BANK, place="虚城市", place_en="Xucheng"), key="far")[
            "party"
        ]
    )

    assert party_view(cast.bureau, party).row.place == Label(zh="虚城市", en="Xucheng")
    assert party_view(cast.bank, cast.bank.party_id).row.place.en == "Ganzhou"
