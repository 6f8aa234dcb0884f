"""What happened stays as it was written, on both databases, in the test databases too."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from zhidai.db.history import append_only
from zhidai.db.history.models import BusinessDate, Event
from zhidai.services.history.commands import append
from zhidai.services.history.queries import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_events() -> list[Event]:
    BusinessDate.objects.create(day=date(2021, 3, 1))
    return [
        append("case:ZD2021-00001", "case.opened", acting=None, payload={"amount": "3000000.00"}),
        append("case:ZD2021-00001", "case.withdrawn", acting=None, payload={}),
    ]


def test_every_append_only_table_has_its_triggers() -> None:
    assert append_only.missing("default") == ()


def test_every_append_only_table_exists() -> None:
    assert set(append_only.TABLES) <= set(connection.introspection.table_names())


@pytest.mark.parametrize("change", ["update", "delete", "save"])
def test_an_event_can_be_neither_changed_nor_removed(two_events: list[Event], change: str) -> None:
    event = two_events[0]
    event.kind = "case.closed"
    ways = {
        "update": lambda: Event.objects.filter(pk=event.pk).update(kind="case.closed"),
        "delete": lambda: Event.objects.filter(pk=event.pk).delete(),
        "save": event.save,
    }

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ways[change]()

    assert Event.objects.get(pk=event.pk).kind == "case.opened"
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("column", "content", "what"),
    [
        ("kind", "case.closed", "hash"),
        ("payload", '{"amount": "9000000.00"}', "hash"),
        ("effective_on", "2021-02-28", "hash"),
        ("previous_hash", "f" * 64, "link"),
    ],
)
def test_a_change_behind_the_triggers_is_found(
    two_events: list[Event], column: str, content: str, what: str
) -> None:
    with _triggers_away("history_event"), connection.cursor() as cursor:
        statement = f"UPDATE history_event SET {column} = %s WHERE id = %s"
        cursor.execute(statement, [content, two_events[0].pk])

    found = list(verify())

    places = [(broken.sequence, broken.what) for broken in found]
    assert (1, what) in places


def test_an_event_removed_behind_the_triggers_is_found(two_events: list[Event]) -> None:
    with _triggers_away("history_event"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_event WHERE id = %s", [two_events[1].pk])

    assert [broken.what for broken in verify()] == ["head"]


def test_a_trigger_that_was_dropped_is_named(two_events: list[Event]) -> None:
    with _triggers_away("history_event"):
        found = [broken.stream for broken in verify() if broken.what == "trigger"]

    assert found == ["history_event_no_update", "history_event_no_delete"]


class _triggers_away:  # noqa: N801 - reads as a statement
    """The table without its triggers, which are back afterwards."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            for operation in ("update", "delete"):
                name = append_only.trigger_name(self.table, operation)
                on = f' ON "{self.table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{name}"{on}')

    def __exit__(self, *_: object) -> None:
        append_only.install("default")
