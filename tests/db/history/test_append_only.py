"""What happened stays as it was written, on both databases, in the test databases too."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from zhidai.db.history import append_only
from zhidai.db.history.models import BusinessDate, DailyDigest, Event, Stream
from zhidai.services.history.commands import append, close_day
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


def test_the_end_of_a_chain_cut_off_with_its_row_reset_is_found_by_the_digest(
    two_events: list[Event],
) -> None:
    close_day(date(2021, 3, 1))

    _cut_off(two_events[1], head=two_events[0].hash)

    found = [(broken.stream, broken.sequence, broken.what) for broken in verify()]
    assert found == [("case:ZD2021-00001", 2, "recorded_head")]


def test_a_chain_removed_as_a_whole_is_found_by_the_digest(two_events: list[Event]) -> None:
    close_day(date(2021, 3, 1))

    with _triggers_away("history_event", "history_stream"):
        Event.objects.all().delete()
        Stream.objects.all().delete()

    found = [(broken.stream, broken.sequence, broken.what) for broken in verify()]
    assert found == [("case:ZD2021-00001", 2, "recorded_head")]


def test_an_end_rewritten_with_a_hash_that_fits_is_found_by_the_digest(
    two_events: list[Event],
) -> None:
    close_day(date(2021, 3, 1))
    _cut_off(two_events[1], head=two_events[0].hash)
    append("case:ZD2021-00001", "case.closed", acting=None, payload={})  # takes the second place

    found = [(broken.sequence, broken.what) for broken in verify()]

    assert found == [(2, "recorded_head")]


def test_a_digest_names_only_the_chains_that_grew_since_the_last(two_events: list[Event]) -> None:
    close_day(date(2021, 3, 1))
    append("case:ZD2021-00002", "case.opened", acting=None, payload={})
    close_day(date(2021, 3, 2))
    close_day(date(2021, 3, 2))  # closed already: it stays as it is
    close_day(date(2021, 3, 3))

    heads = [
        list(each) for each in DailyDigest.objects.order_by("id").values_list("heads", flat=True)
    ]

    assert heads == [["case:ZD2021-00001"], ["case:ZD2021-00002"], []]
    assert [each.streams for each in DailyDigest.objects.order_by("id")] == [1, 2, 2]
    assert list(verify()) == []


@pytest.mark.parametrize("removed", [1, 2])
def test_a_digest_taken_out_is_found_by_the_one_after_it(
    two_events: list[Event], removed: int
) -> None:
    for day in (1, 2, 3):
        close_day(date(2021, 3, day))

    with _triggers_away("history_dailydigest"):
        DailyDigest.objects.filter(day=date(2021, 3, removed)).delete()

    found = [(broken.stream, broken.what) for broken in verify()]
    assert found == [(f"2021-03-0{removed + 1}", "digest_link")]


def test_a_digest_that_was_changed_is_found(two_events: list[Event]) -> None:
    close_day(date(2021, 3, 1))

    with _triggers_away("history_dailydigest"):
        DailyDigest.objects.update(heads={})

    assert [(broken.stream, broken.what) for broken in verify()] == [("2021-03-01", "digest_hash")]


def test_a_stated_date_knows_which_days_must_have_a_digest(two_events: list[Event]) -> None:
    for day in (1, 2, 3):
        close_day(date(2021, 3, day))
    BusinessDate.objects.update(day=date(2021, 3, 4), swept_until=date(2021, 3, 4))
    assert list(verify()) == []

    with _triggers_away("history_dailydigest"):
        DailyDigest.objects.filter(day=date(2021, 3, 3)).delete()

    assert [(broken.stream, broken.what) for broken in verify()] == [
        ("2021-03-03", "digest_missing")
    ]


def test_the_row_of_a_chain_never_shrinks_and_never_goes(two_events: list[Event]) -> None:
    chain = Stream.objects.filter(name="case:ZD2021-00001")
    ways = (
        lambda: chain.update(length=1, head=two_events[0].hash),
        lambda: chain.update(head=two_events[0].hash),
        lambda: Stream.objects.filter(pk=Stream.objects.create(name="case:empty").pk).delete(),
    )

    for way in ways:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            way()

    assert chain.get().length == 2
    assert list(verify()) == []


def test_the_triggers_of_a_chains_row_are_missed_by_name(two_events: list[Event]) -> None:
    with _triggers_away("history_stream"):
        assert append_only.missing("default") == (
            "history_stream_no_delete",
            "history_stream_no_shrink",
        )


def test_a_trigger_that_was_dropped_is_named(two_events: list[Event]) -> None:
    with _triggers_away("history_event"):
        found = [broken.stream for broken in verify() if broken.what == "trigger"]

    assert found == ["history_event_no_update", "history_event_no_delete"]


def _cut_off(event: Event, *, head: str) -> None:
    """Remove the last event of a chain and set the chain's row back to the one before."""
    with _triggers_away("history_event", "history_stream"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_event WHERE id = %s", [event.pk])
        cursor.execute(
            "UPDATE history_stream SET length = %s, head = %s WHERE id = %s",
            [event.sequence - 1, head, event.stream_id],
        )


class _triggers_away:  # noqa: N801 - reads as a statement
    """Tables without their triggers, which are back afterwards."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            for table in self.tables:
                for operation in ("update", "delete", "shrink"):
                    name = append_only.trigger_name(table, operation)
                    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')

    def __exit__(self, *_: object) -> None:
        append_only.install("default")
