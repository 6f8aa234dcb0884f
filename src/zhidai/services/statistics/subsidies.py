"""What is kept of the subsidies of some loans: the claims that count, line by line."""

import polars as pl
from django.db.models import QuerySet

from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim, SubsidyLine
from zhidai.engine.statistics.columns import Schema
from zhidai.services.in_columns import in_columns
from zhidai.services.subsidies.statement import granted

_LINE: Schema = {
    "claim": pl.Int64,
    "level": pl.String,
    "item": pl.String,
    "amount": pl.Int64,
    "status": pl.String,
    "paid_on": pl.Date,
}
SUBSIDIES = pl.List(pl.Struct(dict(_LINE)))
OF_SUBSIDIES = ("loan", "key", "enterprise", "drawn_on", "subsidies")
_DECIDED = (str(SubsidyStatus.APPROVED), str(SubsidyStatus.PAID))


def subsidy_columns(loans: QuerySet[Loan]) -> pl.DataFrame:
    """`subsidies` by loan: a line for each level and item of its claim.

    Of a claim that was approved as its lines have it, before that as it was computed.
    """
    claims = SubsidyClaim.objects.filter(loan__in=loans.order_by().values("pk"))
    decided = claims.filter(status__in=_DECIDED).order_by("pk")
    of_claims = in_columns(decided, claim="pk", loan="loan_id", status="status", paid_on="paid_on")
    of_lines = in_columns(
        SubsidyLine.objects.filter(claim__in=decided.order_by().values("pk")).order_by("id"),
        claim="claim_id",
        level="level",
        item="item",
        amount="amount",
    )
    found = of_claims.join(of_lines, on="claim", how="inner", maintain_order="left_right")
    waits = claims.filter(status=str(SubsidyStatus.CLAIMED)).order_by("pk")
    waiting = [
        (loan, claim, level, item, amount, str(SubsidyStatus.CLAIMED), None)
        for claim, loan, statement in waits.values_list("pk", "loan_id", "statement")
        for (level, item), amount in granted(statement).items()
    ]
    schema = {"loan": pl.Int64, **_LINE}
    told = pl.concat(
        [
            found.select(pl.col(name).cast(kind) for name, kind in schema.items()),
            pl.DataFrame(waiting, schema=schema, orient="row"),
        ]
    )
    by_claim = told.sort("claim", maintain_order=True)
    lines_of = by_claim.select("loan", subsidies=pl.struct(list(_LINE)))
    return lines_of.group_by("loan", maintain_order=True).agg("subsidies")


def subsidy_lines(loans: pl.DataFrame) -> pl.DataFrame:
    """A row for each line kept of some loans, by claim.

    loans: as `OF_SUBSIDIES` has it.
    """
    some = loans.select(OF_SUBSIDIES)
    lines = some.filter(pl.col("subsidies").is_not_null()).explode("subsidies")
    return lines.unnest("subsidies").sort("claim", maintain_order=True)
