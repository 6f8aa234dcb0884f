"""A whole book of patents: read, scored, valued, explained; one table out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl

from zhidai.core.money import from_fen
from zhidai.core.valuation.parameters import (
    DIMENSIONS,
    RATE_STEP,
    ValuationParameters,
    yearly_factor,
)
from zhidai.core.valuation.value import MIDDLE, PARTS, SCORE_SD
from zhidai.engine.valuation.bridge import parts_in_fen
from zhidai.engine.valuation.citations import with_citations
from zhidai.engine.valuation.floors import revealed_floor
from zhidai.engine.valuation.indicators import COHORT, with_cohort, with_scores
from zhidai.engine.valuation.prospects import Flags, Floats, Ints, ProspectColumns, prospects
from zhidai.engine.valuation.reading import RejectedPatent, read_book
from zhidai.engine.valuation.summary import CitationSummary, ValuationSummary
from zhidai.engine.valuation.valuing import (
    BLOCK,
    IncomeColumns,
    ValueColumns,
    first_moments,
    values,
)

_UNCALIBRATED, _NO_GRANT_DAY, _NO_ECONOMICS = 0.7, 0.9, 0.8  # what lowers confidence (ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedBook:
    """What a book comes to."""

    values: pl.DataFrame
    summary: ValuationSummary
    rejected: tuple[RejectedPatent, ...]
    citations: CitationSummary | None = None


def value_book(
    frame: pl.DataFrame,
    *,
    on: date,
    parameters: ValuationParameters,
    with_bridge: bool = False,
    citations: pl.DataFrame | None = None,
    threads: int = 2,
    after_each: Callable[[int], None] = lambda _patents: None,
) -> ValuedBook:
    """Value every patent of a book on a day; `citations` as `engine.valuation.citations` has them.

    Bad input: `valuation_column_...`, `citations_column_missing`.
    """
    read, rejected = read_book(frame, on=on)
    cited = None
    if citations is not None:
        read, cited = with_citations(read, citations, on=on)
    book = with_scores(with_cohort(read), parameters.indicators)
    left = prospects(book, on=on, model=parameters.lapse)
    by_scores = _by_scores(book, parameters)
    earned, base = _earned(book, left, by_scores, parameters)
    found = _in_blocks(left, earned, parameters, threads=threads, after_each=after_each)
    mean_fen = _fen(np.where(left.in_force, found.mean, 0.0))
    floor = revealed_floor(book, left, on=on, parameters=parameters)
    table = _table(book, left, found, mean_fen, floor, parameters)
    if with_bridge:
        logs, typical = _logs(book, left, earned, by_scores, base, parameters)
        parts = parts_in_fen(logs, mean_fen, typical, left.in_force)
        table = table.with_columns(
            _yuan(parts[name]).alias(f"bridge_{name}") for name in ("typical", *PARTS)
        )
    return ValuedBook(
        values=table,
        summary=_summary(book, left, table, mean_fen, rejected, on=on, parameters=parameters),
        rejected=tuple(rejected),
        citations=cited,
    )


def _by_scores(book: pl.DataFrame, parameters: ValuationParameters) -> Floats:
    """Yearly income by kind and scores, for a base of one."""
    kinds = book["kind"].replace_strict(dict(parameters.kind_factor), return_dtype=pl.Float64)
    income: Floats = kinds.to_numpy().copy()
    for name in DIMENSIONS:
        score = book[f"{name}_score"].to_numpy()
        income = income * np.exp(parameters.effects[name] * (score - MIDDLE) / SCORE_SD)
    return income


def _earned(
    book: pl.DataFrame,
    left: ProspectColumns,
    by_scores: Floats,
    parameters: ValuationParameters,
) -> tuple[IncomeColumns, float]:
    """Royalties saved where the economics are known; else scores, on a base that makes the mean
    value of those in force the stated one. Gives the base too.
    """
    royalty = book.select(
        pl.coalesce(
            "royalty_rate",
            pl.col("industry").replace_strict(
                dict(parameters.royalty_by_industry), default=None, return_dtype=pl.Float64
            ),
            pl.lit(parameters.royalty_default),
        )
    ).to_series()
    revenue = book["attributable_revenue"]
    known = revenue.is_not_null().to_numpy()
    saved = (revenue * royalty).fill_null(0.0).to_numpy() * parameters.technology_share
    rate = book["revenue_growth"].fill_null(parameters.growth).to_numpy()
    rate = np.where(known, np.round(rate / RATE_STEP) * RATE_STEP, parameters.growth)
    factor = (1 + rate) * (1 - parameters.obsolescence) / (1 + parameters.discount)
    counted = left.in_force & ~known
    worth = first_moments(left.months_left, left.kept, factor)
    base = parameters.book_mean
    if counted.any():
        of_base_one = float((by_scores * worth)[counted].sum())
        base = parameters.book_mean * int(counted.sum()) / of_base_one
    by_owner = dict(parameters.liquidation.transferability)
    owner = book["owner"].fill_null("default").replace_strict(by_owner, return_dtype=pl.Float64)
    columns = IncomeColumns(
        income=np.where(known, saved * (1 - parameters.tax), base * by_scores),
        factor=factor,
        level_sd=np.where(known, parameters.level_sd_income, parameters.level_sd_statistical),
        transferability=owner.to_numpy(),
        worth=worth,
    )
    return columns, base


def _in_blocks(
    left: ProspectColumns,
    earned: IncomeColumns,
    parameters: ValuationParameters,
    *,
    threads: int,
    after_each: Callable[[int], None],
) -> ValueColumns:
    """Those in force in blocks; the others are worth nothing."""
    alive = np.flatnonzero(left.in_force)
    bounds = [slice(at, at + BLOCK) for at in range(0, len(alive), BLOCK)]

    def one(at: slice) -> ValueColumns:
        rows = alive[at]
        part = IncomeColumns(
            **{each.name: getattr(earned, each.name)[rows] for each in fields(IncomeColumns)}
        )
        found = values(left.months_left[rows], left.kept[rows], part, parameters)
        after_each(len(rows))
        return found

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(one, bounds))
    after_each(len(left.in_force) - len(alive))
    return ValueColumns(
        **{
            each.name: _spread(alive, [getattr(part, each.name) for part in parts], left)
            for each in fields(ValueColumns)
        }
    )


def _spread(alive: Ints, parts: list[Floats], left: ProspectColumns) -> Floats:
    """Figures of those in force at their places in the book, 0 elsewhere."""
    whole = np.zeros(len(left.in_force))
    if parts:
        whole[alive] = np.concatenate(parts)
    return whole


def _logs(
    book: pl.DataFrame,
    left: ProspectColumns,
    earned: IncomeColumns,
    by_scores: Floats,
    base: float,
    parameters: ValuationParameters,
) -> tuple[dict[str, Floats], Floats]:
    """The logarithm of each part's factor, and the value of each cohort's typical patent."""
    first, factor = earned.worth, yearly_factor(parameters)
    usual, other = first.copy(), np.flatnonzero(earned.factor != factor)
    usual[other] = first_moments(
        left.months_left[other], left.kept[other], np.full(len(other), factor)
    )
    cohorts = book.select(COHORT, usual=pl.Series(np.where(left.in_force, usual, np.nan)))
    middle = cohorts.select(
        pl.col("usual").fill_nan(None).median().over(COHORT).fill_null(1.0)
    ).to_series()
    typical_first = middle.to_numpy()
    kinds = book["kind"].replace_strict(dict(parameters.kind_factor), return_dtype=pl.Float64)
    logs = {"kind": np.log(kinds.to_numpy())}
    for name in DIMENSIONS:
        score = book[f"{name}_score"].to_numpy()
        logs[name] = parameters.effects[name] * (score - MIDDLE) / SCORE_SD
    with np.errstate(divide="ignore"):
        logs["life"] = np.log(first / typical_first)
        logs["income"] = np.log(
            np.where(earned.income > 0, earned.income, 1.0) / (base * by_scores)
        )
    return logs, base * typical_first


def _table(
    book: pl.DataFrame,
    left: ProspectColumns,
    found: ValueColumns,
    mean_fen: Ints,
    floor: pl.Series,
    parameters: ValuationParameters,
) -> pl.DataFrame:
    alive = left.in_force
    total = sum(parameters.effects.values())
    score = sum(book[f"{name}_score"] * (parameters.effects[name] / total) for name in DIMENSIONS)
    return pl.DataFrame(
        {
            "patent_number": book["patent_number"],
            **{f"{name}_score": book[f"{name}_score"].round(4) for name in DIMENSIONS},
            "score": np.round(score, 4),
            "expected_remaining_years": np.where(alive, found.expected_remaining_years, 0.0),
            "lapse_probability_1y": np.where(alive, found.lapse_probability_1y, 1.0),
            "lapse_probability_3y": np.where(alive, found.lapse_probability_3y, 1.0),
            "value_mean": _yuan(mean_fen),
            "value_p10": _yuan(_fen(np.where(alive, found.p10, 0.0))),
            "value_p50": _yuan(_fen(np.where(alive, found.p50, 0.0))),
            "value_p90": _yuan(_fen(np.where(alive, found.p90, 0.0))),
            "liquidation_value": _yuan(_fen(np.where(alive, found.liquidation, 0.0))),
            "pledge_ratio": np.where(alive, found.pledge_ratio, 0.0),
            "renewal_floor": (floor * 100 + 0.5).floor() / 100,
            "confidence": _confidence(book, left, parameters),
        }
    )


def _confidence(
    book: pl.DataFrame, left: ProspectColumns, parameters: ValuationParameters
) -> Floats:
    """From 0 to 1: how much of what the value rests on was there."""
    confidence: Floats = 0.5 + 0.5 * book["known"].to_numpy()
    confidence = confidence * np.where(_is_calibrated(book, parameters), 1.0, _UNCALIBRATED)
    confidence = confidence * np.where(left.granted, 1.0, _NO_GRANT_DAY)
    has_economics = book["attributable_revenue"].is_not_null().to_numpy()
    rounded: Floats = np.round(confidence * np.where(has_economics, 1.0, _NO_ECONOMICS), 4)
    return rounded


def _is_calibrated(book: pl.DataFrame, parameters: ValuationParameters) -> Flags:
    kinds = book["kind"].is_in(sorted(parameters.lapse.calibrated_kinds))
    sections = book["section"].is_in(sorted(parameters.lapse.calibrated_sections))
    flags: Flags = (kinds & sections).to_numpy()
    return flags


def _fen(yuan: Floats) -> Ints:
    """Half up to the fen: the one place where an estimate becomes money."""
    fen: Ints = np.floor(yuan * 100 + 0.5).astype(np.int64)
    return fen


def _yuan(fen: Ints) -> pl.Series:
    """Yuan with two places; an estimate, and therefore a number (docs/adr/0008)."""
    return pl.Series(fen / 100)


def _summary(
    book: pl.DataFrame,
    left: ProspectColumns,
    table: pl.DataFrame,
    mean_fen: Ints,
    rejected: list[RejectedPatent],
    *,
    on: date,
    parameters: ValuationParameters,
) -> ValuationSummary:
    alive = int(left.in_force.sum())
    total = from_fen(int(mean_fen.sum()))
    return ValuationSummary(
        on=on,
        parameters=parameters.version,
        is_indicative=parameters.is_indicative,
        patents=len(book),
        in_force=alive,
        rejected=len(rejected),
        with_economics=int(book["attributable_revenue"].is_not_null().sum()),
        uncalibrated=int((~_is_calibrated(book, parameters)).sum()),
        total_value=total,
        total_liquidation_value=Decimal(f"{float(table['liquidation_value'].sum()):.2f}"),
        mean_value=None if alive == 0 else (total / alive).quantize(Decimal("0.01")),
        book_mean=Decimal(str(parameters.book_mean)),
    )
