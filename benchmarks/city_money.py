"""What follows a fictional loan: claims on those that stopped, subsidies, months to be filed."""

from datetime import timedelta

import polars as pl
from benchmarks.city_tables import City, Tables

LOSS_SHARES = {"guarantor": 700_000, "bank": 200_000, "appraiser": 100_000}
MILLION = 1_000_000
STOPPED_DAYS = 150
CLAIMED_EVERY = 2  # of the loans that stopped long ago
SUBSIDISED_EVERY = 4  # of the loans repaid
PUBLIC_DAYS, PAID_DAYS = 7, 60
SUBSIDIES = {"province": 500_000, "beneficiary": 300_000}  # millionths of the interest
MONTHS_FILED = 2


def claims_of(city: City) -> Tables:
    """Claims on half of the loans that stopped long ago, with half of the guarantor's part paid."""
    stopped = city.today - timedelta(days=STOPPED_DAYS)
    last = pl.coalesce("last", "drawn_on")
    claimed = (
        city.loans.filter(~pl.col("closed") & (pl.col("place") % CLAIMED_EVERY == 1))
        .filter(last < stopped)
        .with_row_index("id", offset=1)
    )
    yield (
        "guarantees_claim",
        claimed.select(
            "id",
            loan_id="place",
            claimed_on=pl.lit(city.today),
            principal_loss="principal_fen",
            interest_unpaid=pl.lit(0),
            grace_until=pl.lit(city.today),
        ),
    )
    for number, (role, share) in enumerate(LOSS_SHARES.items()):
        yield (
            "guarantees_claimshare",
            claimed.select(
                id=pl.col("id") + number * len(claimed),
                claim_id="id",
                party_id=city.party(role, claimed["place"]),
                role=pl.lit(role),
                loss_share=pl.lit(share),
                amount=pl.col("principal_fen") * share // MILLION,
                deferred=pl.lit(0),
            ),
        )
    yield (
        "guarantees_claimpayment",
        claimed.select(
            share_id="id",  # the guarantor's are the first
            amount=pl.col("principal_fen") * LOSS_SHARES["guarantor"] // MILLION // 2,
            paid_on=pl.lit(city.today),
            recorded_at=pl.lit(city.today).cast(pl.Datetime) + pl.duration(hours=9),
            person_id=pl.lit(city.parties["person"][0]),
        ),
    )


def subsidies_of(city: City) -> Tables:
    """Claims for a quarter of the loans repaid, made on the day; those made long ago are paid."""
    claimed = (
        city.loans.filter("closed")
        .gather_every(SUBSIDISED_EVERY)
        .with_row_index("id", offset=1)
        .with_columns(
            interest=pl.col("principal_fen") * pl.col("annual_rate_millionths") // MILLION,
            public_until=pl.col("last") + timedelta(days=PUBLIC_DAYS),
            paid_on=pl.col("last") + timedelta(days=PAID_DAYS),
        )
        .with_columns(paid=pl.col("paid_on") <= city.today)
    )
    yield (
        "subsidies_subsidyclaim",
        claimed.select(
            "id",
            "public_until",
            loan_id="place",
            enterprise_id=city.party("enterprise", claimed["place"]),
            claimed_on="last",
            status=pl.when("paid").then(pl.lit("paid")).otherwise(pl.lit("approved")),
            approved_on="last",
            paid_on=pl.when("paid").then("paid_on"),
            grounds=pl.lit(""),
            statement=_statement(),
        ),
    )
    for level in SUBSIDIES:
        yield (
            "subsidies_subsidyline",
            claimed.select(
                claim_id="id",
                loan_id="place",
                level=pl.lit(level),
                item=pl.lit("interest"),
                amount=_granted(level),
            ),
        )


def _granted(level: str) -> pl.Expr:
    return pl.col("interest") * SUBSIDIES[level] // MILLION


def _statement() -> pl.Expr:
    lines: list[pl.Expr] = []
    for level, share in SUBSIDIES.items():
        interest, granted = _yuan(pl.col("interest")), _yuan(_granted(level))
        lines += [
            pl.lit(", " if lines else ""),
            pl.lit(f'{{"level": "{level}", "item": "interest", "clause": "9.3", "paid": "'),
            interest,
            pl.lit('", "base": "'),
            interest,
            pl.lit(f'", "ratio": "{share / MILLION:g}", "ceilings": [], "binding": null, '),
            pl.lit('"computed": "'),
            granted,
            pl.lit('", "amount": "'),
            granted,
            pl.lit('"}'),
        ]
    total = _yuan(pl.sum_horizontal(_granted(level) for level in SUBSIDIES))
    opened = pl.lit('{"format": 1, "lines": [')
    return pl.concat_str(opened, *lines, pl.lit('], "total": "'), total, pl.lit('"}'))


def _yuan(fen: pl.Expr) -> pl.Expr:
    cents = (fen % 100).cast(pl.String).str.zfill(2)
    return pl.concat_str(fen // 100, pl.lit("."), cents)


def filings_of(city: City) -> Tables:
    """The last months, to be filed yet by every bank."""
    months, first = [], city.today.replace(day=1)
    for _ in range(MONTHS_FILED):
        first = (first - timedelta(days=1)).replace(day=1)
        months.append(first)
    yield (
        "filings_filing",
        pl.DataFrame(
            [
                (f"虚构备案{month:%Y%m}-{bank}", city.scheme.id, month, bank)
                for month in sorted(months)
                for bank in city.parties["bank"]
            ],
            schema={
                "number": pl.String,
                "scheme": pl.String,
                "month": pl.Date,
                "bank_id": pl.Int64,
            },
            orient="row",
        ).with_columns(bureau_id=pl.lit(city.parties["bureau"][0])),
    )
