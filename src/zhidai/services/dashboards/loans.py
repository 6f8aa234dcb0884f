"""The loans of a look in columns, out of the facts that are kept for statistics."""

import polars as pl

from zhidai.services.dashboards.look import Look
from zhidai.services.statistics.facts import own_cases
from zhidai.services.statistics.kept import kept_facts


def loans_in_columns(look: Look) -> pl.DataFrame:
    """Every loan drawn so far in the order of ids, with what is `owed` of its principal, fen."""
    of_cases, _of_parties = kept_facts(look.today)
    own = own_cases(of_cases.facts, look.scheme.id, look.acting.party_id)
    drawn = own.filter(pl.col("drawn_on") <= look.today).sort("loan")
    repaid = of_cases.repayments.filter(pl.col("on") <= look.today)
    paid = repaid.group_by("loan").agg(paid=pl.col("principal").sum())
    joined = drawn.join(paid, on="loan", how="left", maintain_order="left")
    return joined.with_columns(owed=pl.col("amount") - pl.col("paid").fill_null(0))
