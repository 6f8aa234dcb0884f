"""A fictional city of any size, written in bulk into a database of its own.

Loans and their events are the engine's fictional book: nineteen of twenty borrowers pay on the
day, one of twenty stops at some month. Around each loan stand its case with its log, its parties,
one patent and its pledge; some cases wait for their loan yet. Nobody in it exists.
"""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from benchmarks.bulk import derived_rows_left_out, insert, nothing_checked, renumber
from benchmarks.city_log import log_of
from benchmarks.city_money import claims_of, filings_of, subsidies_of
from benchmarks.city_tables import City, cases_of, is_closed, loans_of, tasks_of

SEED = 7
MANY = 10_000  # loans from which on the triggers would take longer than reading all anew
LENDERS = {"bank": 8, "guarantor": 4, "appraiser": 2}
OFFICES = ("bureau", "finance", "treasury")
COUNTIES = ("示例区", "演示县", "虚构市", "样本区")
INDUSTRIES = ("manufacturing", "software", "wholesale")
LOANS_EACH = 3  # of an enterprise
REGISTERED_ON = date(2020, 6, 1)
CAPITAL = "1000000000000元"  # of a guarantor


def open_database(folder: Path, url: str | None = None) -> None:
    """A database with every table, constraint and trigger: in a folder, or at an address."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(
        ZHIDAI_DATA=str(folder),
        ZHIDAI_SECRET_KEY="for benchmarks only",  # noqa: S106 - no secret of anybody
        DJANGO_SETTINGS_MODULE="zhidai.config.settings",
        **({"DATABASE_URL": url} if url else {}),
    )
    import django

    django.setup()
    from zhidai.services.database import bring_up_to_date

    bring_up_to_date()


def write_city(loans: int, *, today: date, lenders: Mapping[str, int] = LENDERS) -> int:
    """Write so many loans drawn by a day with all that happened by then; returns the events."""
    from django.db import connection, transaction

    from zhidai.db.history.models import BusinessDate
    from zhidai.engine.book_synthesis import fictional_book

    frame, happened = fictional_book(loans, seed=SEED)
    frame = frame.filter(pl.col("drawn_on") <= today)
    happened = happened.filter(pl.col("effective_on") <= today)
    paid = happened.group_by("loan").agg(
        last=pl.col("effective_on").max(), principal=pl.col("amount_fen").max()
    )
    rows = frame.join(paid, on="loan", how="left", maintain_order="left")
    rows = rows.with_row_index("place", offset=1).with_columns(pl.col("place").cast(pl.Int64))
    BusinessDate.objects.create(day=today, swept_until=today)
    is_large = loans > MANY
    with (
        nothing_checked() if is_large else nullcontext(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        parties = _parties(lenders)
        declared = _declared(max(len(rows) // LOANS_EACH, 1))
        enterprises = _enterprises(declared, first=_next_party())
        city = City.of(
            rows.with_columns(closed=is_closed()),
            {**parties, "enterprise": enterprises["id"].to_list()},
            declared,
            today=today,
        )
        with derived_rows_left_out(cursor) if is_large else nullcontext():
            insert(cursor, "parties_party", enterprises)
            _write(cursor, city, happened)
        renumber()
    return len(happened)


def _write(cursor: Any, city: City, happened: pl.DataFrame) -> None:
    numbers = city.loans.select("loan", loan_id="place")
    events = happened.join(numbers, on="loan", how="left", maintain_order="left").select(
        "loan_id",
        "kind",
        "effective_on",
        amount="amount_fen",
        recorded_at=pl.col("effective_on").cast(pl.Datetime) + pl.duration(hours=9),
        person_id=pl.lit(city.parties["person"][0]),
    )
    for table, rows in (
        *cases_of(city),
        *loans_of(city),
        ("lending_loanevent", events),
        *tasks_of(city),
        *claims_of(city),
        *subsidies_of(city),
        *filings_of(city),
        *log_of(city, REGISTERED_ON),
    ):
        insert(cursor, table, rows)


def _next_party() -> int:
    from zhidai.db.parties.models import Party

    return int(Party.objects.order_by("-pk").values_list("pk", flat=True)[0]) + 1


def _parties(lenders: Mapping[str, int]) -> dict[str, list[int]]:
    """Offices and lenders, by kind; each with somebody who can sign in."""
    from zhidai.db.parties.models import Party, Person

    found: dict[str, list[int]] = {}
    for kind, count in {**lenders, **dict.fromkeys(OFFICES, 1)}.items():
        for number in range(count):
            name = f"{kind}{number or ''}"
            party = Party.objects.create(
                kind=kind,
                name=f"虚构 {name}",
                name_en=f"Fictional {name}",
                place=_place(),
                facts={"registered_capital": {"value": CAPITAL}} if kind == "guarantor" else {},
            )
            person = Person.objects.create(username=name, party=party, full_name=name)
            found.setdefault(kind, []).append(party.pk)
            found.setdefault("person", []).append(person.pk)
    return found


def _place() -> str:
    from zhidai.schemes.reader import shipped
    from zhidai.services.portfolio.scope import default_scheme

    return shipped(default_scheme()).place.zh


def _declared(count: int) -> pl.DataFrame:
    """Address and industry of so many enterprises."""
    number = np.arange(count)
    frame = pl.DataFrame(
        {
            "number": number,
            "county": np.array(COUNTIES)[number % len(COUNTIES)],
            "industry": np.array(INDUSTRIES)[number % len(INDUSTRIES)],
        }
    )
    address = pl.concat_str(pl.lit(_place()), "county", pl.lit("虚构路1号"))
    return frame.select("number", "industry", registered_address=address)


def _enterprises(declared: pl.DataFrame, *, first: int) -> pl.DataFrame:
    return declared.select(
        id=pl.col("number") + first,
        kind=pl.lit("enterprise"),
        name=pl.format("虚构企业{}", "number"),
        name_en=pl.format("Fictional enterprise {}", "number"),
        credit_code=pl.lit(None, pl.String),
        place=pl.lit(_place()),
        facts=pl.concat_str(
            pl.lit('{"registered_address": "'),
            "registered_address",
            pl.lit('", "industry": "'),
            "industry",
            pl.lit('"}'),
        ),
        place_en=pl.lit(""),
        is_fictional=pl.lit(False),
    )
