"""Indicators as percentiles within a cohort, and the three dimension scores made of them.

A cohort is the IPC class (A61) and filing year; classes with fewer than FEWEST patents of a year
are taken together by section, and what is still fewer, over all years of the section. What a
patent does not have is left out of its score, and the score's weight says how much was there.
"""

from collections.abc import Mapping

import numpy as np
import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS
from zhidai.core.valuation.value import MIDDLE
from zhidai.engine.valuation.cohorts import Cohorts, class_and_year, cohort_names, values_of
from zhidai.engine.valuation.prospects import Floats

COHORT = "cohort"


def with_cohort(book: pl.DataFrame) -> pl.DataFrame:
    """A whole book with each patent's cohort as one text."""
    classes = class_and_year(book)
    sizes = dict(classes.value_counts().iter_rows())
    return book.with_columns(
        section=section_of(book), cohort=classes.replace_strict(cohort_names(sizes))
    )


def section_of(book: pl.DataFrame) -> pl.Series:
    """The letter of the IPC section; - where there is no class."""
    return book["main_ipc"].str.slice(0, 1).str.to_uppercase().fill_null("-")


def with_scores(
    book: pl.DataFrame, cohorts: Cohorts, indicators: Mapping[str, Mapping[str, float]]
) -> pl.DataFrame:
    """Of a part: its cohorts' places, `<dimension>_score` from 0 to 100, the middle where nothing
    is known, and `known`, the share of all weight that was there.
    """
    classes = class_and_year(book)
    place = classes.replace_strict(dict(cohorts.by_class), return_dtype=pl.Int64).to_numpy()
    found = {
        name: cohorts.percentiles[name].of(place, values_of(book, name))
        for name in dict.fromkeys(name for weights in indicators.values() for name in weights)
        if name in cohorts.percentiles and name in book.columns
    }
    scores: dict[str, Floats] = {}
    shares: list[Floats] = []
    for dimension in DIMENSIONS:
        weights = indicators[dimension]
        total, there = np.zeros(len(book)), np.zeros(len(book))
        for name in weights:
            if name in found:
                percentile, weight = found[name], weights[name]
                has = ~np.isnan(percentile)
                turned = percentile if weight > 0 else 1 - percentile
                total += np.where(has, turned, 0.0) * abs(weight)
                there += has * abs(weight)
        score = 100 * total / np.where(there > 0, there, 1.0)
        scores[f"{dimension}_score"] = np.where(there > 0, score, MIDDLE)
        shares.append(there / sum(abs(weight) for weight in weights.values()))
    known = np.sum(shares, axis=0) / len(DIMENSIONS)
    return book.with_columns(
        section=section_of(book), **{COHORT: pl.Series(place)}, **_columns(scores), known=known
    )


def _columns(found: Mapping[str, Floats]) -> dict[str, pl.Series]:
    return {name: pl.Series(values) for name, values in found.items()}
