"""The terms of many loans as the engine's columns, and to which of them more happened."""

from collections.abc import Collection, Iterable

import polars as pl
from django.db.models import Q, QuerySet

from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.db.corrections.models import CorrectionDecision
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.services.in_columns import in_columns
from zhidai.services.schemes.versions import scheme_pinned

# Loans to which more happened than that the enterprise repaid: their events are read one by one.
SPECIAL = (
    Q(pk__in=Claim.objects.values("loan"))
    | Q(
        pk__in=CorrectionDecision.objects.filter(taken_back__isnull=False).values(
            "taken_back__loan"
        )
    )
    | Q(pk__in=ChangeInForce.objects.values("change__loan"))
)
_LOANS = {
    "loan": pl.String,
    "principal_fen": pl.Int64,
    "commitment_fen": pl.Int64,
    "annual_rate_millionths": pl.Int64,
    "drawn_on": pl.Date,
    "due_on": pl.Date,
    "day_count": pl.String,
    "settlement": pl.String,
    "repayment": pl.String,
    "instalments": pl.Int64,
    "due_day_counts_as": pl.String,
}


def terms_in_columns(loans: QuerySet[Loan], odd: Iterable[int]) -> pl.DataFrame:
    """Laid out as `_LOANS`, with the reading that each loan's scheme chose."""
    rows = in_columns(
        loans,
        loan="pk",
        principal_fen="principal",
        commitment_fen="commitment",
        annual_rate_millionths="annual_rate",
        drawn_on="drawn_on",
        due_on="due_on",
        day_count="day_count",
        settlement="settlement",
        repayment="repayment",
        instalments="instalments",
        scheme="case__scheme",
        content_hash="case__scheme_hash",
    ).filter(~among("loan", set(odd)))
    pinned = rows.select("scheme", "content_hash").unique()
    chosen = [str(due_day_counts_as(scheme_pinned(*each))) for each in pinned.rows()]
    readings = pinned.with_columns(pl.Series("due_day_counts_as", chosen, dtype=pl.String))
    read = rows.join(
        readings, on=["scheme", "content_hash"], how="left", maintain_order="left"
    ).with_columns(pl.col("loan").cast(pl.String))
    return read.select(list(_LOANS))


def among(name: str, loans: Collection[int]) -> pl.Expr:
    """Which rows are of some loans."""
    wanted = pl.Series(list(loans), dtype=pl.Int64)
    return pl.col(name).cast(pl.Int64).is_in(wanted.implode())
