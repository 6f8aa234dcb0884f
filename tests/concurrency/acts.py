"""What a person at a desk can be told to do; runs in the desk's own process.

Arguments and answers are plain JSON. Refusals travel as exceptions, see `desk`.
"""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from tests.concurrency.waiting import LOOKS_EVERY, hold_until_waited_for, watched

from zhidai.db.cases.models import Case, Task
from zhidai.db.filings.models import Filing, FilingDecision, FilingVersion
from zhidai.db.guarantees.models import Claim
from zhidai.db.history.models import Command, Event
from zhidai.db.journal.models import JournalEntry, PeriodClose
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.parties.models import Party, Person
from zhidai.db.portfolio.models import Breaker, Exclusion
from zhidai.db.rights.models import IpRight, Pledge
from zhidai.db.statistics.models import FactChunk, FactMark
from zhidai.services.acting import Acting, acting_as
from zhidai.services.business_date import today
from zhidai.services.cases.opening import NewCase
from zhidai.services.cases.opening import open_case as open_a_case
from zhidai.services.database import bring_up_to_date
from zhidai.services.demonstration import enterprises, walking
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, SCHEME
from zhidai.services.demonstration.settling import declare, file_signed, settle, sign
from zhidai.services.demonstration.stories import state_day
from zhidai.services.filings.commands import return_filing, send_filing
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.history.queries import verify
from zhidai.services.journal.closing import close_period
from zhidai.services.lending.commands import record_repayment
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.schemes.proposals import propose_value, publish, refuse
from zhidai.services.statistics.keeping import forget_facts, keep_facts, kept_in
from zhidai.services.sweep.commands import move_business_date

START = date(2021, 3, 1)


def settle_town() -> None:
    """An empty database becomes a town: all parties, two enterprises, agreements in force."""
    bring_up_to_date()
    state_day(date(2020, 10, 23))
    residents = (*OFFICES, *LENDERS, enterprises.READY_TO_APPLY, enterprises.AT_BANK_APPROVAL)
    households = settle(residents)
    for resident in residents:
        declare(resident, households[resident.username].officer)
    for agreement in AGREEMENTS:
        if agreement.is_filed:
            sign(agreement, households)
    file_signed(households, signed_by=date(2020, 10, 23))
    state_day(START)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def set_day(day: str) -> None:
    """The business date becomes a day; nothing else happens."""
    state_day(date.fromisoformat(day))


def open_case(who: str, amount: str, key: str, route: str = "indirect", *, after: float = 0) -> Any:
    """An enterprise applies with all its patents, with the first lenders of the town."""
    time.sleep(after)
    enterprise = _person(who)
    owned = IpRight.objects.filter(owner_id=enterprise.party_id).order_by("id")
    roles = ("bank", "appraiser") if route == "direct" else ("bank", "guarantor", "appraiser")
    new = NewCase(
        scheme=SCHEME,
        route=route,
        amount=amount,
        parties={role: _person(role).party_id for role in roles},
        rights=tuple(owned.values_list("number", flat=True)),
    )
    return open_a_case(enterprise, new, key=key)


def walk_to(case: str, task: str, amount: str) -> None:
    """The parties bring a case to where a task is open."""
    walking.walk_to(_team(case), case, task, story=_story(case, amount))


def do_task(case: str, task: str, amount: str, who: str, key: str, after: float = 0) -> Any:
    """Somebody does a task of a case as the story has it, after a moment where one is given."""
    time.sleep(after)
    team, person = _team(case), _person(who)
    team = {**team, str(person.kind): person}
    return walking.do_task(team, case, task, story=_story(case, amount), key=key)


def repay(loan: str, amount: str, key: str) -> Any:
    """The bank records money received."""
    return record_repayment(_person("bank"), loan, amount=amount, key=key)


def book(loan: str, amount: str, effective_on: str, hold_seconds: float) -> Any:
    """The bank records money received on an earlier day, and it takes a moment to commit."""
    with transaction.atomic():
        answer = record_repayment(
            _person("bank"),
            loan,
            amount=amount,
            effective_on=date.fromisoformat(effective_on),
            key="book",
        )
        time.sleep(hold_seconds)
    return answer


def close_books(through: str, key: str, after: float = 0) -> Any:
    """The bureau's approver closes the journal."""
    time.sleep(after)
    return close_period(_person("bureau-approver"), through=date.fromisoformat(through), key=key)


def trip(other: str) -> bool:
    """Daily work finds the ratio too high, and commits once another waits for it or is done."""
    with transaction.atomic():
        tripped = check_breaker(SCHEME, today(), grounds=Grounds.DAILY_WORK)
        Path(other).with_suffix(".tripped").touch()
        hold_until_waited_for(other)
    return tripped


def draw_while_tripped(case: str, told: str, **rest: Any) -> Any:
    """Somebody draws once a trip is written and not committed, and tells where they stand."""
    tripped = Path(told).with_suffix(".tripped")
    while not tripped.exists():
        time.sleep(LOOKS_EVERY)
    with watched(told):
        return do_task(case, **rest)


def move_date(to: str, after: float = 0) -> None:
    """The business date moves forward, with the daily work of each day."""
    time.sleep(after)
    move_business_date(date.fromisoformat(to))


def claim(loan: str, key: str) -> Any:
    """The bank starts a claim."""
    return start_claim(_person("bank"), loan, key=key)


def pay(who: str, loan: str, amount: str, key: str, hold_seconds: float = 0) -> Any:
    """Guarantor or appraiser pays of a claim, and it may take a moment to commit."""
    with transaction.atomic():
        answer = pay_claim(_person(who), loan, amount=amount, key=key)
        time.sleep(hold_seconds)
    return answer


def send_month(filing: str, key: str) -> Any:
    """The bank sends a month that it has not sent before, with papers missing."""
    return send_filing(_person("bank"), filing, replaces=0, note="材料后补（虚构）", key=key)


def decide_month(filing: str, grounds: str, key: str) -> Any:
    """The bureau returns the first version of a month."""
    return return_filing(_person("bureau"), filing, version=1, grounds=grounds, key=key)


def propose_version(who: str, value: str, key: str) -> Any:
    """The bureau proposes another threshold of the breaker, for cases opened from today on."""
    return propose_value(
        _person(who), SCHEME, "npl_ratio_max", value, since=today(), why="测试（虚构）", key=key
    )


def publish_version(who: str, version: int, key: str) -> Any:
    """A person of the bureau publishes a proposal."""
    return publish(_person(who), SCHEME, version, key=key)


def refuse_version(who: str, version: int, key: str) -> Any:
    """A person of the bureau refuses a proposal."""
    return refuse(_person(who), SCHEME, version, grounds="测试（虚构）", key=key)


def pledge_past_the_services(right: str, case: str, number: str) -> None:
    """Write a pledge straight into the table, as no service does."""
    Pledge.objects.create(
        right=IpRight.objects.get(number=right),
        case=Case.objects.get(number=case),
        pledgee=Party.objects.get(people__username="guarantor"),
        registration_number=number,
        registered_on=START,
    )


def count_facts(*, anew: bool = False) -> dict[str, Any]:
    """What is kept for statistics by then, chunk by chunk, and how many marks are left."""
    if anew:
        forget_facts()
    keep_facts(today())
    chunks = FactChunk.objects.order_by("kind", "number")
    return {
        "facts": [repr(kept_in(chunk).facts.rows()) for chunk in chunks],
        "chunks": [[chunk.kind, chunk.number] for chunk in chunks],
        "marks": FactMark.objects.count(),
    }


def look() -> dict[str, Any]:
    """Everything a test asserts on, as it stands in the tables."""
    return {
        "cases": list(Case.objects.order_by("number").values("number", "status", "amount")),
        "tasks": list(
            Task.objects.order_by("id").values(
                "case__number", "task", "status", "closed_by__username"
            )
        ),
        "events": [
            {
                "stream": event.stream.name,
                "sequence": event.sequence,
                "kind": event.kind,
                "recorded_at": event.recorded_at.isoformat(),
                "task": event.payload.get("task"),
            }
            for event in Event.objects.select_related("stream").order_by("id")
        ],
        "pledges": list(
            Pledge.objects.order_by("id").values(
                "right__number", "case__number", "registration_number", "released_on"
            )
        ),
        "rights": list(IpRight.objects.order_by("id").values("number", "owner__people__username")),
        "loans": list(Loan.objects.order_by("id").values("key", "case__number", "principal")),
        "payments": list(LoanEvent.objects.order_by("id").values("loan__key", "amount")),
        "booked": [
            [str(entry.booked_on), str(entry.effective_on), entry.recorded_at.isoformat()]
            for entry in JournalEntry.objects.order_by("id")
        ],
        "closed": [str(one.closed_through) for one in PeriodClose.objects.order_by("id")],
        "excluded": list(Exclusion.objects.values_list("enterprise__name", flat=True)),
        "claims": list(Claim.objects.order_by("id").values("loan__key", "principal_loss")),
        "filed": list(
            FilingVersion.objects.order_by("id").values("filing__number", "version", "filing__bank")
        ),
        "filings": list(Filing.objects.order_by("id").values("number", "current__version")),
        "returned": list(FilingDecision.objects.order_by("id").values("grounds")),
        "tripped": Breaker.objects.filter(is_tripped=True).exists(),
        "commands": list(Command.objects.order_by("id").values("name", "key", "answer")),
        "broken": [f"{found.stream}#{found.sequence} {found.what}" for found in verify()],
    }


def _person(username: str) -> Acting:
    return acting_as(Person.objects.get(username=username))


def _team(case: str) -> dict[str, Acting]:
    parties = Case.objects.get(number=case).parties.order_by("id")
    return {row.role: _first(row.party) for row in parties}


def _first(party: Party) -> Acting:
    people: Sequence[Person] = list(party.people.order_by("id"))
    return acting_as(people[0])


def _story(case: str, amount: str) -> walking.LoanStory:
    value = "1600万元"
    return walking.LoanStory(
        contract=f"并发借字{case}",
        amount=amount,
        appraised_value=value,
        market_value=value,
        formal_value=value,
        rate="4.65%",
    )
