"""What is done is recorded once, with its person, and cannot be changed."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import (
    Cast,
    do,
    open_indirect,
    walk_to,
)
from tests.services.casework_cast import INDIRECT_IN_ORDER
from tests.services.refusals import refused

from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.services.history.queries import timeline, verify

pytestmark = pytest.mark.django_db


def test_the_same_key_gives_the_same_answer_and_other_content_is_refused(cast: Cast) -> None:
    number = open_indirect(cast, key="same")
    events = Event.objects.count()

    assert open_indirect(cast, key="same") == number
    first = do(cast, number, "file_patents", key="filing")
    assert do(cast, number, "file_patents", key="filing") == first
    with refused() as told:
        do(cast, number, "file_patents", changed={"request.term": "11个月"}, key="filing")
    with refused() as reused:
        open_indirect(cast, amount="301万元", key="same")

    assert {code for code, _ in told.codes | reused.codes} == {"idempotency_key_reused"}
    assert Event.objects.count() == events + 1
    assert Case.objects.count() == 1


def test_a_task_done_twice_with_two_keys_counts_once(cast: Cast) -> None:
    number = open_indirect(cast)
    do(cast, number, "file_patents", key="one")

    with refused() as told:
        do(cast, number, "file_patents", key="two")

    assert told.codes == {("task_already_done", "6.1.1")}


def test_every_change_is_an_event_with_person_and_party_and_the_chain_holds(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "file_papers")

    told = timeline(f"case:{number}")

    assert [event.sequence for event in told] == list(range(len(told), 0, -1))
    assert len(told) == 1 + len(INDIRECT_IN_ORDER) - 2
    assert all(event.person and event.party for event in told)
    assert list(verify()) == []


def test_a_tampered_event_breaks_its_chain_and_the_missing_trigger_is_named(cast: Cast) -> None:
    number = open_indirect(cast)
    event = Event.objects.get(stream__name=f"case:{number}")
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER history_event_no_update"
            + (" ON history_event" if connection.vendor == "postgresql" else "")
        )
    Event.objects.filter(pk=event.pk).update(payload={**event.payload, "amount": "1.00"})

    broken = list(verify())

    assert {(each.stream, each.what) for each in broken} == {
        ("history_event_no_update", "trigger"),
        (f"case:{number}", "hash"),
    }


def test_the_log_cannot_be_changed_or_shortened(cast: Cast) -> None:
    number = open_indirect(cast)
    events = Event.objects.filter(stream__name=f"case:{number}")

    for change in (lambda: events.update(kind="case.forgotten"), events.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()

    assert events.get().kind == "case.opened"


def test_papers_of_the_dossier_cannot_be_exchanged(cast: Cast) -> None:
    number = open_indirect(cast)
    do(cast, number, "file_patents")
    papers = Case.objects.get(number=number).documents

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        papers.update(content=b"another")
