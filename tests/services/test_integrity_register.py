"""The register of breaches: recorded by a bureau, objected to, decided, read by the rules (4.4)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cast import SCHEME, TODAY, Cast, make_cast, open_indirect, sign, state_day, submit
from tests.conftest import Make
from tests.services.refusals import refused

from zhidai.core.policy.citing import Citation, Topic, cited
from zhidai.db.integrity.models import Breach, BreachObjection
from zhidai.db.parties.models import Party
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.history.queries import verify
from zhidai.services.integrity.commands import decide_breach, object_to_breach, record_breach
from zhidai.services.integrity.queries import breach_rows, breach_view, parties_to_record
from zhidai.services.parties.commands import file_agreement
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db

STANDS_ON = TODAY + timedelta(days=16)
THREE = {"guarantor": "70%", "bank": "20%", "appraiser": "10%"}


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    """A case in which all parties take part, so that they work with each other."""
    cast = made(make_cast)
    open_indirect(cast, amount="100万元")
    return cast


def record(cast: Cast, of: Acting, key: str = "record", **more: Any) -> str:
    said = {
        "kind": "claim_not_paid",
        "happened_on": date(2021, 2, 1),
        "evidence": "代偿催告函（虚构）",
        **more,
    }
    return str(record_breach(cast.bureau, of.party_id, key=key, **said)["breach"])


def status(acting: Acting) -> list[str]:
    return [str(row.status) for row in breach_rows(acting)]


def test_a_breach_stands_when_nobody_objected_and_is_then_shared(cast: Cast) -> None:
    number = record(cast, cast.guarantor)

    assert status(cast.guarantor) == status(cast.bureau) == ["open_to_objection"]
    assert status(cast.bank) == []
    with pytest.raises(NotFound):
        breach_view(cast.bank, number)
    state_day(STANDS_ON)
    assert status(cast.bank) == status(cast.finance) == status(cast.enterprise) == ["stands"]
    assert status(cast.other_bank) == status(cast.other_enterprise) == []
    assert breach_rows(cast.bureau)[0].ends_on == date(2024, 2, 1)
    assert list(verify()) == []


@pytest.mark.parametrize("member", ["guarantor", "bank", "appraiser"])
def test_a_breach_that_stands_keeps_its_party_from_new_cases_and_agreements(
    cast: Cast, member: str
) -> None:
    clause = {"guarantor": "5.2.1", "bank": "5.3.1", "appraiser": "5.4.1"}[member]
    record(cast, getattr(cast, member))
    open_indirect(cast, amount="100万元", key="still open to objection")
    state_day(STANDS_ON)

    with refused() as told:
        open_indirect(cast, amount="100万元", key="stands")
    assert clause in told.clauses
    with refused() as told:
        submit(cast, "间接2号", THREE)
    assert clause in told.clauses


def test_after_its_years_a_breach_counts_no_more(cast: Cast) -> None:
    record(cast, cast.guarantor, happened_on=date(2018, 3, 17))

    state_day(STANDS_ON)
    assert date(2021, 3, 17) == STANDS_ON

    assert status(cast.bureau) == ["expired"]
    open_indirect(cast, amount="100万元", key="again")
    sign(cast, "间接2号", THREE)
    file_agreement(cast.bureau, "间接2号", key="file")


def test_a_day_before_its_years_are_full_it_still_counts(cast: Cast) -> None:
    record(cast, cast.guarantor, happened_on=date(2018, 3, 18))
    state_day(STANDS_ON)

    with refused() as told:
        open_indirect(cast, amount="100万元", key="again")

    assert "5.2.1" in told.clauses


def test_an_objection_is_decided_by_another_person_of_the_bureau(cast: Cast) -> None:
    number = record(cast, cast.bank)
    approver = cast.approvers["bureau"]

    def decide(acting: Acting, key: str, *, dismissed: bool = False, grounds: str = "理由") -> None:
        decide_breach(acting, number, is_dismissed=dismissed, grounds=grounds, key=key)

    with refused() as told:
        decide(approver, "too early")
    assert told.codes == {("breach_without_objection", "4.4")}
    object_to_breach(cast.bank, number, grounds="已按时付款", key="object")
    with refused() as told:
        object_to_breach(cast.bank, number, grounds="再次异议", key="object again")
    assert {code for code, _ in told.codes} == {"breach_objection_over"}
    for acting, code in (
        (cast.bureau, "breach_decided_by_another_person"),
        (cast.bank, "breach_decided_by_its_bureau_only"),
    ):
        with refused() as told:
            decide(acting, f"by {acting.kind}")
        assert told.codes == {(code, "4.4")}
    state_day(STANDS_ON)
    assert status(cast.bureau) == ["objected"]
    open_indirect(cast, amount="100万元", key="undecided")

    decide(approver, "uphold")

    assert status(cast.guarantor) == ["stands"]
    with refused() as told:
        decide(approver, "again", dismissed=True)
    assert told.codes == {("breach_decided_already", "4.4")}
    with refused() as told:
        open_indirect(cast, amount="100万元", key="upheld")
    assert "5.3.1" in told.clauses


def test_a_dismissed_breach_has_no_effect(cast: Cast) -> None:
    number = record(cast, cast.bank)
    decide_breach(
        cast.approvers["bureau"], number, is_dismissed=True, grounds="登记有误", key="dismiss"
    )
    state_day(STANDS_ON)

    assert status(cast.bureau) == ["dismissed"]
    open_indirect(cast, amount="100万元", key="again")


def test_the_last_day_of_objection_is_included(cast: Cast) -> None:
    number = record(cast, cast.guarantor)
    state_day(STANDS_ON - timedelta(days=1))
    object_to_breach(cast.guarantor, number, grounds="不属实", key="object")

    other = record(cast, cast.appraiser, key="other")
    state_day(STANDS_ON + timedelta(days=15))
    with refused() as told:
        object_to_breach(cast.appraiser, other, grounds="不属实", key="late")
    assert {code for code, _ in told.codes} == {"breach_objection_over"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "rudeness"}, "breach_kind_unknown"),
        ({"happened_on": TODAY + timedelta(days=1)}, "event_in_the_future"),
        ({"evidence": "​ "}, "breach_needs_evidence"),
        ({"evidence": "据" * 1001}, "grounds_too_long"),
    ],
)
def test_a_record_that_does_not_hold_is_refused(
    cast: Cast, more: dict[str, Any], code: str
) -> None:
    with refused() as told:
        record(cast, cast.bank, **more)

    assert {found for found, _ in told.codes} == {code}
    assert not Breach.objects.exists()


def test_only_a_bureau_records_and_only_of_the_parties_of_its_cases(cast: Cast) -> None:
    with refused() as told:
        record_breach(
            cast.bank,
            cast.guarantor.party_id,
            kind="other",
            happened_on=TODAY,
            evidence="x",
            key="by the bank",
        )
    assert told.codes == {("breach_recorded_by_the_bureau_only", "4.4")}
    with refused() as told:
        record(cast, cast.other_enterprise)
    assert told.codes == {("breach_needs_a_party", "4.4")}
    offered = {party for party, _ in parties_to_record(cast.bureau)}
    assert cast.guarantor.party_id in offered
    assert cast.other_enterprise.party_id not in offered


def test_what_was_recorded_and_said_never_changes(cast: Cast) -> None:
    number = record(cast, cast.bank)
    object_to_breach(cast.bank, number, grounds="不属实", key="object")

    for change in (
        lambda: Breach.objects.update(evidence="another"),
        lambda: Breach.objects.all().delete(),
        lambda: BreachObjection.objects.update(grounds="another"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_breach_cites_the_scheme_of_its_bureau_wherever_its_party_is_from(cast: Cast) -> None:
    number = record(cast, cast.guarantor)
    elsewhere = replace(cast.guarantor, place=shipped("qinglan-2021").place.zh)
    Party.objects.filter(pk=elsewhere.party_id).update(place=elsewhere.place)
    expected = cited(shipped(SCHEME), Topic.INFORMATION)

    with refused() as told:
        object_to_breach(elsewhere, number, grounds=" ", key="object")

    assert told.codes == {("breach_needs_grounds", expected)}
    assert breach_view(elsewhere, number).clause == Citation(scheme=SCHEME, clause=str(expected))
