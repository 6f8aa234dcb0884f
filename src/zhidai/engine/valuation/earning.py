"""What each patent of a part of a book earns in a year: from its economics, or from its scores.

Scores speak up to a base that all patents without economics share; it is found once for the whole
book, so that their mean value is the stated one.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS, RATE_STEP, ValuationParameters
from zhidai.core.valuation.value import MIDDLE, SCORE_SD
from zhidai.engine.valuation.prospects import Flags, Floats, ProspectColumns
from zhidai.engine.valuation.valuing import ReturnColumns, first_moments


@dataclass(frozen=True, slots=True, kw_only=True)
class EarningColumns:
    """Yearly income where the economics are known; else `by_scores`, for a base of one."""

    known: Flags
    by_default: Flags  # no royalty on record, and none for the industry
    saved: Floats  # royalties saved in a year after tax, yuan
    by_scores: Floats
    factor: Floats
    level_sd: Floats
    transferability: Floats
    worth: Floats  # of a yuan of yearly income: the first moment

    @property
    def returns(self) -> ReturnColumns:
        """How the income goes on."""
        return ReturnColumns(
            factor=self.factor, level_sd=self.level_sd, transferability=self.transferability
        )


def earning(
    book: pl.DataFrame, left: ProspectColumns, parameters: ValuationParameters
) -> EarningColumns:
    """Royalties saved where revenue is known, by the stated rate, else that of the industry."""
    told = book.select(
        pl.coalesce(
            "royalty_rate",
            pl.col("industry").replace_strict(
                dict(parameters.royalty_by_industry), default=None, return_dtype=pl.Float64
            ),
        )
    ).to_series()
    royalty = told.fill_null(parameters.royalty_default)
    revenue = book["attributable_revenue"]
    known = revenue.is_not_null().to_numpy()
    saved = (revenue * royalty).fill_null(0.0).to_numpy() * parameters.technology_share
    rate = book["revenue_growth"].fill_null(parameters.growth).to_numpy()
    rate = np.where(known, np.round(rate / RATE_STEP) * RATE_STEP, parameters.growth)
    factor = (1 + rate) * (1 - parameters.obsolescence) / (1 + parameters.discount)
    by_owner = dict(parameters.liquidation.transferability)
    owner = book["owner"].fill_null("default").replace_strict(by_owner, return_dtype=pl.Float64)
    return EarningColumns(
        known=known,
        by_default=told.is_null().to_numpy(),
        saved=saved * (1 - parameters.tax),
        by_scores=_by_scores(book, parameters),
        factor=factor,
        level_sd=np.where(known, parameters.level_sd_income, parameters.level_sd_statistical),
        transferability=owner.to_numpy(),
        worth=first_moments(left.months_left, left.kept, factor),
    )


def _by_scores(book: pl.DataFrame, parameters: ValuationParameters) -> Floats:
    """Yearly income by kind and scores, for a base of one."""
    kinds = book["kind"].replace_strict(dict(parameters.kind_factor), return_dtype=pl.Float64)
    income: Floats = kinds.to_numpy().copy()
    for name in DIMENSIONS:
        score = book[f"{name}_score"].to_numpy()
        income = income * np.exp(parameters.effects[name] * (score - MIDDLE) / SCORE_SD)
    return income
