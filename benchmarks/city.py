"""A fictional city of any size, written in bulk into a SQLite database of its own.

Loans and their events are the engine's fictional book: nineteen of twenty borrowers pay on the
day, one of twenty stops at some month. Around each loan stand its case, its parties, one patent
and its pledge. Nobody in it exists.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl

Row = dict[str, Any]
SEED = 7
AT_ONCE = 20_000
LENDERS = {"bank": 8, "guarantor": 4, "appraiser": 2}
OFFICES = ("bureau", "finance", "treasury")
COUNTIES = ("示例区", "演示县", "虚构市", "样本区")
INDUSTRIES = ("manufacturing", "software", "wholesale")
LOANS_EACH = 3  # of an enterprise
LOSS_SHARES = {"guarantor": 700_000, "bank": 200_000, "appraiser": 100_000}
STOPPED_DAYS, TASK_EVERY = 150, 10
MONTHS_TO_FILE = (date(2022, 4, 1), date(2022, 5, 1))


def open_database(folder: Path) -> None:
    """An empty database in a folder, with every table, constraint and trigger."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(
        ZHIDAI_DATA=str(folder),
        ZHIDAI_SECRET_KEY="for benchmarks only",  # noqa: S106 - no secret of anybody
        DJANGO_SETTINGS_MODULE="zhidai.config.settings",
    )
    import django

    django.setup()
    from zhidai.services.database import bring_up_to_date

    bring_up_to_date()


def write_city(loans: int, *, today: date, lenders: Mapping[str, int] = LENDERS) -> int:
    """Write so many loans drawn by a day with all that happened by then; returns the events."""
    from django.db import connection, transaction

    from zhidai.core.parties import PartyKind
    from zhidai.db.history.models import BusinessDate
    from zhidai.engine.book_synthesis import fictional_book

    frame, happened = fictional_book(loans, seed=SEED)
    frame = frame.filter(pl.col("drawn_on") <= today)
    happened = happened.filter(pl.col("effective_on") <= today)
    paid = happened.group_by("loan").agg(
        last=pl.col("effective_on").max(), principal=pl.col("amount_fen").max()
    )
    rows = frame.join(paid, on="loan", how="left", maintain_order="left").rows(named=True)
    BusinessDate.objects.create(day=today, swept_until=today)
    with transaction.atomic(), connection.cursor() as cursor:
        parties = _parties(len(rows), lenders)
        tables = _tables(rows, parties, kinds=[str(kind) for kind in PartyKind])
        for statement, values in tables:
            _insert(cursor, statement, values)
        numbers = {row["loan"]: place for place, row in enumerate(rows, start=1)}
        _insert(cursor, _EVENT, _events(happened, numbers, parties["person"]))
        _write_waiting(rows, parties, today=today)
    return len(happened)


_CASE = (
    "INSERT INTO cases_case (id, number, scheme, scheme_hash, route, enterprise_id, amount, "
    "opened_on, status, closed_on, facts) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_LOAN = (
    "INSERT INTO lending_loan (id, case_id, key, principal, annual_rate, drawn_on, due_on, "
    "day_count, settlement, repayment, instalments, guarantee_fee, appraisal_fee) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, 'ACT/360', 'twentieth', 'bullet_monthly_interest', "
    "0, 0, 0)"
)
_EVENT = (
    "INSERT INTO lending_loanevent (loan_id, kind, amount, effective_on, recorded_at, person_id) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
_TAKES_PART = "INSERT INTO cases_caseparty (case_id, role, party_id) VALUES (%s, %s, %s)"
_RIGHT = (
    "INSERT INTO rights_ipright (id, owner_id, number, kind, title, filing_date, facts) "
    "VALUES (%s, %s, %s, %s, %s, %s, '{}')"
)
_IN_CASE = "INSERT INTO cases_caseright (case_id, right_id) VALUES (%s, %s)"
_PLEDGE = (
    "INSERT INTO rights_pledge (right_id, case_id, pledgee_id, registration_number, "
    "registered_on, released_on) VALUES (%s, %s, %s, %s, %s, %s)"
)


def _parties(loans: int, lenders: Mapping[str, int]) -> dict[str, list[int]]:
    """Who there is, by kind; each office and lender with somebody who can sign in."""
    from zhidai.db.parties.models import Party, Person
    from zhidai.schemes.reader import shipped
    from zhidai.services.portfolio.scope import default_scheme

    place = shipped(default_scheme()).place.zh
    named = [
        (kind, f"{kind}{number or ''}")
        for kind, count in {**lenders, **dict.fromkeys(OFFICES, 1)}.items()
        for number in range(count)
    ]
    found: dict[str, list[int]] = {}
    for kind, name in named:
        party = Party.objects.create(
            kind=kind, name=f"虚构 {name}", name_en=f"Fictional {name}", place=place
        )
        found.setdefault(kind, []).append(party.pk)
        person = Person.objects.create(username=name, party=party, full_name=name)
        found.setdefault("person", []).append(person.pk)
    enterprises = (
        Party(
            kind="enterprise",
            name=f"虚构企业{number}",
            name_en=f"Fictional enterprise {number}",
            place=place,
            facts={
                "registered_address": f"{place}{COUNTIES[number % len(COUNTIES)]}虚构路1号",
                "industry": INDUSTRIES[number % len(INDUSTRIES)],
            },
        )
        for number in range(max(loans // LOANS_EACH, 1))
    )
    Party.objects.bulk_create(enterprises, batch_size=2_000)
    last = Party.objects.order_by("-pk").values_list("pk", flat=True)[0]
    found["enterprise"] = list(range(last - max(loans // LOANS_EACH, 1) + 1, last + 1))
    return found


def _tables(
    rows: list[Row], parties: dict[str, list[int]], *, kinds: list[str]
) -> Iterator[tuple[str, Iterable[tuple[object, ...]]]]:
    from zhidai.schemes.reader import shipped
    from zhidai.services.portfolio.scope import default_scheme

    scheme = shipped(default_scheme())
    numbered = list(enumerate(rows, start=1))
    who = parties["enterprise"]

    def of(place: int) -> int:
        return who[place % len(who)]

    yield (
        _CASE,
        (
            (
                place,
                f"ZD{place:09d}",
                scheme.id,
                scheme.content_hash,
                "indirect",
                of(place),
                row["principal_fen"],
                row["drawn_on"],
                "closed" if _is_closed(row) else "running",
                row["last"] if _is_closed(row) else None,
                _facts(row),
            )
            for place, row in numbered
        ),
    )
    yield _LOAN, ((place, place, f"虚构借字{place}号", *_terms(row)) for place, row in numbered)
    yield (
        _TAKES_PART,
        (
            (place, kind, of(place) if kind == "enterprise" else _lender(parties, kind, place))
            for place, _ in numbered
            for kind in kinds
            if kind in parties
        ),
    )
    yield (
        _RIGHT,
        (
            (place, of(place), f"虚构{place}", "invention", "虚构专利", "2015-05-05")
            for place, _ in numbered
        ),
    )
    yield _IN_CASE, ((place, place) for place, _ in numbered)
    yield (
        _PLEDGE,
        (
            (
                place,
                place,
                _lender(parties, "guarantor", place),
                f"虚构登记{place}",
                row["drawn_on"],
                row["last"] if _is_closed(row) else None,
            )
            for place, row in numbered
        ),
    )


def _write_waiting(rows: list[Row], parties: dict[str, list[int]], *, today: date) -> None:
    """Claims on half of the loans that stopped long ago, tasks of the bank, months to be filed."""
    from zhidai.db.cases.models import Task
    from zhidai.db.filings.models import Filing
    from zhidai.db.guarantees.models import Claim, ClaimPayment, ClaimShare
    from zhidai.schemes.reader import shipped
    from zhidai.services.portfolio.scope import default_scheme

    stopped = today - timedelta(days=STOPPED_DAYS)
    running = [(place, row) for place, row in enumerate(rows, start=1) if not _is_closed(row)]
    claims = Claim.objects.bulk_create(
        [
            Claim(
                loan_id=place,
                claimed_on=today,
                principal_loss=row["principal_fen"],
                interest_unpaid=0,
                grace_until=today,
            )
            for place, row in running
            if place % 2 and (row["last"] or row["drawn_on"]) < stopped
        ],
        batch_size=2_000,
    )
    shares = ClaimShare.objects.bulk_create(
        [
            ClaimShare(
                claim=claim,
                party_id=_lender(parties, role, claim.loan_id),
                role=role,
                loss_share=share,
                amount=claim.principal_loss * share // 1_000_000,
            )
            for claim in claims
            for role, share in LOSS_SHARES.items()
        ],
        batch_size=2_000,
    )
    ClaimPayment.objects.bulk_create(
        [
            ClaimPayment(
                share=share,
                amount=share.amount // 2,
                paid_on=today,
                recorded_at=datetime.combine(today, time(9), UTC),
                person_id=parties["person"][0],
            )
            for share in shares
            if share.role == "guarantor"
        ],
        batch_size=2_000,
    )
    scheme = shipped(default_scheme())
    of_the_bank = [task.id for task in scheme.routes["indirect"].tasks if task.party == "bank"]
    Task.objects.bulk_create(
        (
            Task(
                case_id=place,
                task=of_the_bank[-1],
                party_id=_lender(parties, "bank", place),
                opened_on=row["drawn_on"],
            )
            for place, row in running[::TASK_EVERY]
        ),
        batch_size=2_000,
    )
    Filing.objects.bulk_create(
        Filing(
            number=f"虚构备案{month:%Y%m}-{bank}",
            scheme=scheme.id,
            month=month,
            bank_id=bank,
            bureau_id=parties["bureau"][0],
        )
        for month in MONTHS_TO_FILE
        for bank in parties["bank"]
    )


def _lender(parties: dict[str, list[int]], kind: str, place: int) -> int:
    return parties[kind][place % len(parties[kind])]


def _is_closed(row: Row) -> bool:
    """The principal is repaid by one payment, with the last interest."""
    return (row["principal"] or 0) >= row["principal_fen"]


def _terms(row: Row) -> tuple[object, ...]:
    names = ("principal_fen", "annual_rate_millionths", "drawn_on", "due_on")
    return tuple(row[name] for name in names)


def _facts(row: Row) -> str:
    yuan = row["principal_fen"] // 100
    return (
        f'{{"contract": {{"amount": {{"value": "{yuan}元"}}}}, '
        f'"valuation": {{"appraised_value": {{"value": "{yuan * 2}元"}}, '
        f'"market_value": {{"value": "{yuan * 2}元"}}}}}}'
    )


def _events(
    happened: pl.DataFrame, numbers: dict[object, int], people: list[int]
) -> Iterator[tuple[object, ...]]:
    for loan, kind, amount, day in happened.select(
        "loan", "kind", "amount_fen", "effective_on"
    ).iter_rows():
        recorded = datetime.combine(day, time(9), UTC)
        yield numbers[loan], kind, amount, day, recorded, people[0]


def _insert(cursor: Any, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    some: list[tuple[object, ...]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            cursor.executemany(statement, some)
            some = []
    if some:
        cursor.executemany(statement, some)
