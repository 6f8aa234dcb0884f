"""No event reaches a timeline of a case or a scheme under its raw name."""

import ast
import re
from datetime import UTC, date, datetime

from tests.architecture.sources import ROOT, calls, python_files

from zhidai.services.history.queries import EventView
from zhidai.web.casework.words import EVENTS
from zhidai.web.loans.words import entries

KIND = re.compile(r"[a-z_]+\.[a-z_]+")
TELLING = {"append", "tell_once", "_tell", "_decide"}  # the services' ways to write an event
SHOWN = {
    "case",
    "loan",
    "claim",
    "recovery",
    "enterprise",
    "subsidy",
    "breaker",
    "pledge",
    "filing",
    "warning",
    "breach",
}


def _kinds_written() -> set[str]:
    found: set[str] = set()
    for path in python_files():
        if ROOT / "services" not in path.parents:
            continue
        for name, call in calls(path):
            if name in TELLING:
                found |= {
                    each.value
                    for each in call.args
                    if isinstance(each, ast.Constant)
                    and isinstance(each.value, str)
                    and KIND.fullmatch(each.value)
                }
    return found


def test_every_event_that_services_write_on_these_timelines_has_a_title() -> None:
    shown = {kind for kind in _kinds_written() if kind.partition(".")[0] in SHOWN}

    assert {"loan.repayment_recorded", "claim.started", "subsidy.paid"} <= shown
    assert shown <= set(EVENTS)


def test_what_is_recorded_after_midnight_in_shanghai_is_of_that_day() -> None:
    event = EventView(
        stream="case:1", sequence=1, kind="case.withdrawn", effective_on=date(2021, 5, 20),
        recorded_at=datetime(2021, 5, 19, 20, 4, tzinfo=UTC), person=None, party=None,
        party_en=None, payload={}, hash="",
    )  # fmt: skip

    (entry,) = entries([event])

    assert "2021" not in str(entry.text or "")  # no other day than the one above it
