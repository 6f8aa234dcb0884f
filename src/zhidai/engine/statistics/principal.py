"""What is owed of each loan from its drawdown to the day on which nothing is left of it."""

from dataclasses import dataclass

import numpy as np
import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """loans: with `ends_on`, the day at whose end nothing is owed, null while something is.

    repaid: `on` a day, `principal` of a loan, with the loan's places; together never more than was
    drawn, and never before that, as a balance is never below zero.
    """

    loans: pl.DataFrame
    repaid: pl.DataFrame

    def owing_on(self, day: pl.Expr) -> pl.Expr:
        """Which loans owe something at the end of a day."""
        return (pl.col("drawn_on") <= day) & (
            pl.col("ends_on").is_null() | (pl.col("ends_on") > day)
        )


def owed_of(loans: pl.DataFrame, repayments: pl.DataFrame, places: list[str]) -> Owed:
    """From loans and repayments; those by loan, and of each loan in the order of days."""
    terms = loans.select("loan", "drawn_on", "amount", *places)
    each = repayments.join(terms, on="loan", how="inner", maintain_order="left")
    loan, principal = each["loan"].to_numpy(), each["principal"].to_numpy()
    begins = np.flatnonzero(np.append(True, loan[1:] != loan[:-1])) if len(loan) else loan
    paid = np.cumsum(principal)
    earlier = (paid - principal)[begins]
    paid -= np.repeat(earlier, np.diff(np.append(begins, len(loan))))
    amount = each["amount"].to_numpy()
    before = np.minimum(paid - principal, amount)
    repaid = each.with_columns(
        pl.max_horizontal("on", "drawn_on").alias("on"),
        pl.Series("principal", np.minimum(paid, amount) - before),
        pl.Series("is_last", (before < amount) & (paid >= amount)),
    )
    ends = repaid.filter("is_last").select("loan", ends_on="on")
    return Owed(
        loans=loans.join(ends, on="loan", how="left", maintain_order="left"),
        repaid=repaid.select("on", "principal", *places),
    )
