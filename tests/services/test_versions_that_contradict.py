"""A version whose parts contradict each other is neither proposed nor published."""

from datetime import date

import pytest
from tests.conftest import Make
from tests.services.money_cast import on
from tests.services.qinglan_cast import DRAWN, SCHEME, Qinglan, qinglan
from tests.services.refusals import refused

from zhidai.core.parties import PersonRole
from zhidai.db.schemes.models import SchemeDecision, SchemeVersion
from zhidai.schemes.amending import PARAMETERS, with_dated_value
from zhidai.schemes.archive import files_of, packed, scheme_in
from zhidai.schemes.reader import shipped_folder
from zhidai.services.acting import Acting
from zhidai.services.parties.registration import NewPerson, register_person
from zhidai.services.schemes.proposals import propose_value, publish

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)
CROSSED = [
    ("npl_warning", "9%", "check_warning_not_below_stop"),
    ("npl_stop", "3%", "check_warning_not_below_stop"),
    ("bank_share_min", "25%", "check_share_out_of_bounds"),
]


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    return made(qinglan)


@pytest.mark.parametrize(("name", "value", "code"), CROSSED)
def test_a_value_that_contradicts_another_is_not_proposed(
    city: Qinglan, name: str, value: str, code: str
) -> None:
    on(DRAWN)

    with refused() as told:
        propose_value(
            city.people["bureau"], SCHEME, name, value, since=MAY, why="调整（虚构）", key=name
        )

    assert {one.code for one in told.reasons} == {code}
    assert not SchemeVersion.objects.filter(proposed_by__isnull=False).exists()


def test_a_value_that_contradicts_none_is_proposed(city: Qinglan) -> None:
    on(DRAWN)

    propose_value(
        city.people["bureau"], SCHEME, "npl_warning", "5%", since=MAY, why="调整（虚构）", key="5"
    )

    assert SchemeVersion.objects.filter(proposed_by__isnull=False).count() == 1


def test_a_proposal_that_contradicts_itself_is_not_published(city: Qinglan) -> None:
    on(DRAWN)
    bureau = city.people["bureau"]
    version = contradicting(bureau)

    with refused() as told:
        publish(another_of(bureau), SCHEME, version.pk, key="publish")

    assert {one.code for one in told.reasons} == {"check_warning_not_below_stop"}
    assert not SchemeDecision.objects.exists()


def contradicting(bureau: Acting) -> SchemeVersion:
    """As it may have been proposed under an earlier release."""
    files = files_of(shipped_folder(SCHEME))
    files[PARAMETERS] = with_dated_value(files[PARAMETERS], "npl_warning", since=MAY, written="9%")
    archive = packed(files)
    return SchemeVersion.objects.create(
        scheme=SCHEME,
        content_hash=scheme_in(archive).content_hash,
        archive=archive,
        in_force_from=MAY,
        why="调整（虚构）",
        proposed_on=DRAWN,
        proposed_by_id=bureau.person_id,
        bureau_id=bureau.party_id,
    )


def another_of(bureau: Acting) -> Acting:
    person = NewPerson(
        username="qinglan-bureau-approver",
        full_name="审批（虚构）",
        full_name_en="Approver (fictional)",
        role=PersonRole.APPROVER,
        password_hash="!",
    )
    return register_person(bureau.party_id, person)
