"""Pages over a city of any size, through Django's test client, beside the figures by plain replay.

Each page as it is first looked at by a process that has read no facts yet and drawn no chart, after
the daily work has counted what people look at first (`zhidai sweep`); as it is looked at again; and
where figures are kept, as it is looked at after a borrower has paid.

`python3 run.py bench pages --size 1000000` writes a million loans with their ten million events
into a SQLite database of its own first, or into an empty one at `--database`. The baseline is not
a page: it is the replay of every loan, which a page without kept standings begins with, measured on
a sample and scaled up. For pages of statistics it is the plain counting of a bulletin, over so many
facts and scaled up alike.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.city import LENDERS, OFFICES, open_database, write_city
from benchmarks.measure import Measured, Spent, spent_on

from zhidai.core.statistics.metrics import Metric
from zhidai.documents.charts import forget_drawn, make_ready

SIZE, SAMPLE = 2_000, 100
TODAY = date(2023, 3, 31)  # the last loans are drawn; two in five run
COUNTED = 10_000  # facts of each kind that are counted one by one
ROUNDS = 2  # the better of them, after the first
OF_KEPT_FIGURES = ("/dashboards/", "/statistics/")
PAID = 100_00  # fen
PAGES = (
    ("bank", "/bank/"),
    ("bank", "/loans/"),
    ("bank", "/loans/loan/{loan}"),
    ("bureau", "/bureau/"),
    ("bureau", "/cases/"),
    ("bureau", "/loans/"),
    ("bureau", "/loans/loan/{loan}"),
    ("bureau", "/warnings/"),
    ("bureau", "/anomalies/"),
    ("bureau", "/subsidies/"),
    ("bureau", "/filings/"),
    ("bureau", "/supervision/"),
    *(("bureau", f"/statistics/?metric={metric}") for metric in Metric),
    ("bureau", "/statistics/?metric=balance&by=bank&period=month"),
    ("bureau", "/statistics/?metric=balance&known_on=2022-12-31"),
    ("bureau", "/statistics/figure/?metric=loans_disbursed&of=2022Q1"),
    ("bureau", "/statistics/figure/?metric=balance&of=2022Q4"),
    ("bank", "/statistics/"),
    *((kind, f"/{kind}/") for kind in ("finance", "treasury", "guarantor", "appraiser")),
    ("bureau", "/statistics/bulletin/"),
    *((kind, "/dashboards/") for kind in OFFICES),
    *((kind, "/dashboards/") for kind in LENDERS),
    ("bureau", f"/dashboards/figure/?measure=npl_total&of={TODAY}"),
    ("bureau", "/dashboards/figure/?measure=subsidy_expected&of=province"),
)


def measure(size: int = SIZE, database: str | None = None) -> Iterator[Measured]:
    """Seconds for a page as its user waits for it."""
    with TemporaryDirectory() as folder:
        open_database(Path(folder), database)
        events = write_city(size, today=TODAY)
        yield from _measured(events)


def _measured(events: int) -> Iterator[Measured]:
    from zhidai.db.lending.models import Loan
    from zhidai.services.lending.standing import keep_all
    from zhidai.services.statistics.keeping import keep_facts

    counts: list[int] = []
    kept = spent_on(lambda: counts.append(keep_all(TODAY)))
    replayed = _seconds_each() * Loan.objects.count()
    yield Measured(
        what=f"keep the standings of {counts[0]:,} loans anew from {events:,} events",
        seconds=kept.seconds,
        cpu_seconds=kept.cpu_seconds,
        megabytes=kept.megabytes,
        baseline=_REPLAYED,
        baseline_seconds=replayed,
        agreed=f"balance and first overdue day of {SAMPLE} loans",
    )
    kept, counted = (
        spent_on(lambda: counts.append(keep_facts(TODAY))),
        _seconds_of_plain_bulletin(),
    )
    yield Measured(
        what=f"read the facts of statistics anew, {counts[1]} chunks",
        seconds=kept.seconds,
        cpu_seconds=kept.cpu_seconds,
        megabytes=kept.megabytes,
        baseline=_PLAIN,
        baseline_seconds=counted,
        agreed="every figure that the bulletin cites",
    )
    yield _of_one_event(counted)
    yield _of_first_looks(counted)
    make_ready()
    loan = _newest_loan()
    for username, address in PAGES:
        page = address.format(loan=loan)
        is_counted = page.startswith("/statistics/")
        for look, spent in _looks(username, page):
            yield Measured(
                what=f"{page} for {username}{look}",
                seconds=spent.seconds,
                cpu_seconds=spent.cpu_seconds,
                megabytes=spent.megabytes,
                baseline=_PLAIN if is_counted else _REPLAYED,
                baseline_seconds=counted if is_counted else replayed,
                agreed="the page answers 200",
            )


def _one_event() -> None:
    """The bank is paid by one borrower."""
    from zhidai.db.lending.models import LoanEvent
    from zhidai.db.parties.models import Person
    from zhidai.db.portfolio.models import LoanStanding
    from zhidai.services.business_date import now

    LoanEvent.objects.create(
        loan=LoanStanding.objects.filter(balance__gt=PAID).latest("loan").loan,
        kind="repayment",
        amount=PAID,
        effective_on=TODAY,
        recorded_at=now(),
        person=Person.objects.get(username="bank"),
    )


def _of_one_event(counted: float) -> Measured:
    """What its standing and its facts cost then."""
    from zhidai.services.statistics.keeping import keep_facts

    _one_event()
    chunks: list[int] = []
    kept = spent_on(lambda: chunks.append(keep_facts(TODAY)))
    if chunks != [1]:
        raise AssertionError(f"one event had {chunks[0]} chunks read")
    return Measured(
        what="keep standing and facts after one event",
        seconds=kept.seconds,
        cpu_seconds=kept.cpu_seconds,
        megabytes=kept.megabytes,
        baseline=_PLAIN,
        baseline_seconds=counted,
        agreed="one chunk is read",
    )


def _of_first_looks(counted: float) -> Measured:
    """What the daily work counts beforehand, so that no process has to."""
    from zhidai.services.dashboards.first_looks import keep_first_looks

    parties: list[int] = []
    kept = spent_on(lambda: parties.append(keep_first_looks()))
    return Measured(
        what=f"count what {parties[0]} parties look at first",
        seconds=kept.seconds,
        cpu_seconds=kept.cpu_seconds,
        megabytes=kept.megabytes,
        baseline=_PLAIN,
        baseline_seconds=counted,
        agreed="every dashboard, bulletin and metric is counted",
    )


def _newest_loan() -> str:
    """Of the first bank."""
    from zhidai.db.lending.models import Loan

    own = Loan.objects.filter(case__parties__party__name_en="Fictional bank")
    return str(own.latest("pk").key)


_REPLAYED = "every loan replayed alone (a sample, scaled up)"
_PLAIN = "a bulletin counted fact by fact (a part, scaled up)"


def _seconds_of_plain_bulletin() -> float:
    """Seconds to count a bulletin's figures one by one; the columns have to agree on the part."""
    from tests.engine.statistics.columns_cast import in_rows

    from zhidai.core.statistics.bulletin import bulletin
    from zhidai.core.statistics.periods import Grain, period_of
    from zhidai.services.portfolio.scope import default_scheme
    from zhidai.services.statistics.facts import facts_of_scheme

    facts, quarter = facts_of_scheme(default_scheme()), period_of(TODAY, Grain.QUARTER)
    part = replace(
        facts,
        registrations=facts.registrations.head(COUNTED),
        loans=facts.loans.head(COUNTED),
        applications=facts.applications.head(COUNTED),
        enterprises=facts.enterprises.head(COUNTED),
    )
    plain = in_rows(part)
    begun = time.perf_counter()
    expected = bulletin(plain, quarter)
    passed = time.perf_counter() - begun
    found = bulletin(part, quarter)
    if [(one.query, one.value) for one in found.cited] != [
        (one.query, one.value) for one in expected.cited
    ]:
        raise AssertionError("the columns and the plain counting differ")
    return passed * len(facts.loans) / len(part.loans)


def _seconds_each() -> float:
    """Seconds to read and replay one loan alone; the sample has to agree with what is kept."""
    from zhidai.core.money import to_fen
    from zhidai.db.portfolio.models import LoanStanding
    from zhidai.services.lending.book import state_of

    rows = list(LoanStanding.objects.select_related("loan__case").order_by("loan_id")[:SAMPLE])
    begun = time.perf_counter()
    states = [state_of(row.loan, TODAY) for row in rows]
    passed = time.perf_counter() - begun
    for row, state in zip(rows, states, strict=True):
        since = row.overdue_from if row.overdue_from and row.overdue_from <= TODAY else None
        if (row.balance, since) != (to_fen(state.principal_balance), state.overdue_since):
            raise AssertionError(f"what is kept of loan {row.loan_id} is not its replay")
    return passed / len(rows)


def _looks(username: str, page: str) -> Iterator[tuple[str, Spent]]:
    """The first look, the better of the next ones, and that after an event."""
    from django.test import Client

    from zhidai.db.parties.models import Person
    from zhidai.services.statistics.kept import forget_what_is_in_memory

    client = Client(SERVER_NAME="localhost")
    person = Person.objects.get(username=username)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def look() -> None:
        answer = client.get(f"/zh-hans{page}")
        if answer.status_code != 200:
            raise AssertionError(f"{page} for {username}: {answer.status_code}")

    client.get("/zh-hans/")  # what a process reads once, whatever is looked at first
    forget_what_is_in_memory()
    forget_drawn()
    yield ", first look", spent_on(look)
    yield "", min((spent_on(look) for _ in range(ROUNDS)), key=lambda spent: spent.cpu_seconds)
    if page.startswith(OF_KEPT_FIGURES):
        _one_event()
        yield ", after an event", spent_on(look)
