"""What is owed of each loan from its drawdown to the day on which nothing is left of it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from zhidai.engine.book_dues import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """spans: a loan with `owes_from`, a day, and `ends_on`, the day at whose end nothing is owed,
    null while something is; one row for each time that something is owed.

    repaid: `on` a day, `principal` of a loan, with the loan's places; never more than is owed, and
    never before the first drawdown, as a balance is never below zero.
    """

    spans: pl.DataFrame
    repaid: pl.DataFrame

    def owing_on(self, day: pl.Expr) -> pl.Expr:
        """Which spans are of loans that owe something at the end of a day."""
        return (pl.col("owes_from") <= day) & (
            pl.col("ends_on").is_null() | (pl.col("ends_on") > day)
        )


def by_all_drawn(loans: pl.DataFrame, repayments: pl.DataFrame, day: date) -> pl.DataFrame:
    """Loans with all that was drawn of them by a day as `amount`."""
    drawn = (pl.col("principal") < 0) & (pl.col("on") <= day)
    later = repayments.filter(drawn).group_by("loan").agg(later=-pl.col("principal").sum())
    if not len(later):
        return loans
    amount = (pl.col("amount") + pl.col("later").fill_null(0)).alias("amount")
    joined = loans.join(later, on="loan", how="left", maintain_order="left")
    return joined.with_columns(amount).drop("later")


def owed_of(loans: pl.DataFrame, repayments: pl.DataFrame, places: list[str]) -> Owed:
    """From loans and repayments; those by loan, and of each loan in the order of days."""
    terms = loans.select("loan", "drawn_on", "amount", *places)
    each = repayments.join(terms, on="loan", how="inner", maintain_order="left").with_columns(
        pl.max_horizontal("on", "drawn_on").alias("on")
    )
    if (each["principal"] < 0).any():  # what is drawn and repaid on a day is one step
        others = [pl.col(name).first() for name in ("drawn_on", "amount", *places)]
        days = each.group_by("loan", "on", maintain_order=True)
        each = days.agg(pl.col("principal").sum(), *others)
    amount, paid, before = _running(each)
    repaid = each.with_columns(
        pl.Series("principal", np.minimum(paid, amount) - np.minimum(before, amount)),
        pl.Series("is_end", (before < amount) & (paid >= amount)),
        pl.Series("is_begin", (before >= amount) & (paid < amount)),
    )
    return Owed(spans=_spans(loans, repaid), repaid=repaid.select("on", "principal", *places))


def _running(each: pl.DataFrame) -> tuple[Ints, Ints, Ints]:
    """The amount of each row's loan, and what was paid of it with and without the row."""
    loan, principal = each["loan"].to_numpy(), each["principal"].to_numpy()
    begins = np.flatnonzero(np.append(True, loan[1:] != loan[:-1])) if len(loan) else loan
    paid = np.cumsum(principal)
    earlier = (paid - principal)[begins]
    paid = paid - np.repeat(earlier, np.diff(np.append(begins, len(loan))))
    return each["amount"].to_numpy(), paid, paid - principal


def _spans(loans: pl.DataFrame, repaid: pl.DataFrame) -> pl.DataFrame:
    begun = repaid.filter("is_begin").select("loan", owes_from="on")
    ends = repaid.filter("is_end").select("loan", ends_on="on")
    if not len(begun):
        first = loans.with_columns(owes_from="drawn_on")
        return first.join(ends, on="loan", how="left", maintain_order="left")
    begins = pl.concat([loans.select("loan", owes_from="drawn_on"), begun])
    nth = pl.int_range(pl.len()).over("loan").alias("nth")  # the first end is that of the first
    paired = begins.with_columns(nth).join(
        ends.with_columns(nth), on=["loan", "nth"], how="left", maintain_order="left"
    )
    return loans.join(paired.drop("nth"), on="loan", how="left", maintain_order="left")
