"""A party's name, code and place are put right by two of the bureau; nothing is forgotten."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.cast import Cast, make_cast_without_agreements
from tests.conftest import Make

from zhidai.core.errors import BadInput
from zhidai.db.corrections.models import PartyCorrection, PartyCorrectionDecision
from zhidai.db.parties.models import Party
from zhidai.services.corrections.parties import (
    Registered,
    decide_party_correction,
    propose_party_correction,
    registered_party,
    waiting_party_correction,
)
from zhidai.services.history.queries import timeline
from zhidai.services.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
GROUNDS = "营业执照已变更（虚构）"
OTHER_CODE = "91360700MA35FN0A3X"


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


@pytest.fixture(autouse=True)
def bank(cast: Cast) -> int:
    """With a credit code, as every bank that a bureau enters has one."""
    Party.objects.filter(pk=cast.bank.party_id).update(credit_code="91350100M000100Y43")
    return cast.bank.party_id


def codes(refused: pytest.ExceptionInfo[Refused | BadInput]) -> list[str]:
    return [one.code for one in refused.value.reasons]


def ought(cast: Cast, **changed: str | None) -> Registered:
    return replace(registered_party(cast.bureau, cast.bank.party_id), **changed)


def proposed(cast: Cast, **changed: str | None) -> None:
    wanted = ought(cast, **changed)
    propose_party_correction(cast.bureau, cast.bank.party_id, wanted, grounds=GROUNDS, key="p")


def test_a_correction_counts_once_another_person_of_the_bureau_agrees(
    cast: Cast, bank: int
) -> None:
    before = registered_party(cast.bureau, bank)
    proposed(cast, name="更名银行（虚构）", credit_code=OTHER_CODE, place="上海市松江区")
    assert registered_party(cast.bureau, bank) == before

    other = cast.approvers["bureau"]
    decide_party_correction(other, bank, "approved", grounds="", key="d")

    now = Party.objects.get(pk=bank)
    assert (now.name, now.credit_code, now.place) == (
        "更名银行（虚构）",
        OTHER_CODE,
        "上海市松江区",
    )
    newest = timeline(f"party:{bank}")[0]
    assert newest.kind == "party.correction_approved"
    assert newest.payload["changes"]["name"] == [before.name, "更名银行（虚构）"]
    assert newest.payload["grounds"] == GROUNDS


def test_whoever_proposed_it_may_withdraw_it_and_not_approve_it(cast: Cast, bank: int) -> None:
    proposed(cast, name="更名银行（虚构）")

    with pytest.raises(Refused) as refused:
        decide_party_correction(cast.bureau, bank, "approved", grounds="", key="own")
    assert codes(refused) == ["party_correction_needs_another"]
    with pytest.raises(Refused) as refused:
        decide_party_correction(
            cast.approvers["bureau"], bank, "withdrawn", grounds=GROUNDS, key="other"
        )
    assert codes(refused) == ["correction_withdrawn_by_its_proposer"]
    proposed_again = ought(cast, name="另名银行（虚构）")
    with pytest.raises(Refused) as refused:
        propose_party_correction(
            cast.approvers["bureau"], bank, proposed_again, grounds=GROUNDS, key="second"
        )
    assert codes(refused) == ["party_correction_waits_already"]

    decide_party_correction(cast.bureau, bank, "withdrawn", grounds=GROUNDS, key="back")
    assert waiting_party_correction(cast.bureau, bank) is None
    assert Party.objects.get(pk=bank).name != "更名银行（虚构）"
    with pytest.raises(Refused) as refused:
        decide_party_correction(
            cast.approvers["bureau"], bank, "approved", grounds=GROUNDS, key="late"
        )
    assert codes(refused) == ["correction_decided_already"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "party_correction_changes_nothing"),
        ({"name": " "}, "party_name_needed"),
        ({"credit_code": None}, "party_credit_code_needed"),
        ({"credit_code": "91360700MA35FN0A3Y"}, "credit_code_check_digit"),
        ({"place": "赣州"}, "place_as_its_scheme"),
        ({"place": "江西省赣州市"}, "place_as_its_scheme"),
        ({"place": "虚城"}, "place_form"),
        ({"place": "Xucheng"}, "place_form"),
        ({"place": "虚城市", "place_en": "虚城"}, "place_english_form"),
    ],
)
def test_what_cannot_be_registered_is_refused(
    cast: Cast, changed: dict[str, str | None], code: str
) -> None:
    with pytest.raises((Refused, BadInput)) as refused:
        proposed(cast, **changed)

    assert codes(refused) == [code]


def test_the_name_of_another_party_is_refused_and_an_office_stays_in_its_place(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        proposed(cast, name=Party.objects.get(pk=cast.guarantor.party_id).name)
    assert codes(refused) == ["party_name_taken"]

    office = cast.bureau.party_id
    moved = replace(registered_party(cast.bureau, office), place="虚城市")
    with pytest.raises(Refused) as refused:
        propose_party_correction(cast.bureau, office, moved, grounds=GROUNDS, key="move")
    assert codes(refused) == ["office_keeps_its_place"]


def test_nobody_but_the_bureau_corrects_the_register(cast: Cast, bank: int) -> None:
    wanted = ought(cast, name="更名银行（虚构）")

    with pytest.raises(NotFound):
        propose_party_correction(cast.bank, bank, wanted, grounds=GROUNDS, key="own")


def test_the_database_holds_two_people_and_that_nothing_is_rewritten(cast: Cast, bank: int) -> None:
    proposed(cast, name="更名银行（虚构）")
    row = PartyCorrection.objects.get()
    same = {
        "correction": row,
        "decision": "approved",
        "grounds": "",
        "decided_on": row.proposed_on,
        "proposed_by": row.proposed_by,
        "decided_by": row.proposed_by,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        PartyCorrectionDecision.objects.create(**same)
    with pytest.raises(DatabaseError), transaction.atomic():
        PartyCorrection.objects.update(name="另名银行（虚构）")
