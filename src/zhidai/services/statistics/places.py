"""What the groups of each dimension are called in a language, and which facts belong to which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from zhidai.core.policy.scheme import Scheme
from zhidai.core.statistics.facts import NOT_STATED
from zhidai.core.statistics.figures import Dimension
from zhidai.db.parties.models import Party
from zhidai.wording.speech import ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlaces:
    """names: of each dimension's groups. frames: with the number of a name instead of a code."""

    names: Mapping[Dimension, Sequence[str]]
    frames: tuple[pl.DataFrame, ...]


def named_places(frames: Sequence[pl.DataFrame], scheme: Scheme, language: str) -> NamedPlaces:
    """Two codes of one name make one group. A frame without a dimension does not state it."""
    named, names = list(frames), {}
    for dimension in Dimension:
        numbers = {NOT_STATED: 0}
        for place, frame in enumerate(named):
            column = _numbered(frame, dimension, scheme, language, numbers)
            named[place] = frame.with_columns(column.alias(str(dimension)))
        names[dimension] = tuple(numbers)
    return NamedPlaces(names=names, frames=tuple(named))


def _numbered(
    frame: pl.DataFrame,
    dimension: Dimension,
    scheme: Scheme,
    language: str,
    numbers: dict[str, int],
) -> pl.Series:
    """The number of each row's name; a name that is new gets the next one."""
    if str(dimension) not in frame.columns:
        return pl.Series(np.zeros(len(frame)), dtype=pl.UInt32)
    codes = frame[str(dimension)]
    known = codes.unique().drop_nulls()
    labels = _labels(known.to_list(), dimension, scheme, language)
    physical = known.to_physical().cast(pl.Int64).to_numpy()
    table = {
        code: numbers.setdefault(label, len(numbers))
        for code, label in zip(physical.tolist(), labels, strict=True)
    }
    ordered = np.array(sorted(table), np.int64)
    found = np.array([table[code] for code in ordered.tolist()] or [0], np.uint32)
    values = codes.to_physical().cast(pl.Int64)
    at = np.searchsorted(ordered, values.fill_null(0).to_numpy())
    numbered = np.where(values.is_null().to_numpy(), 0, found[np.minimum(at, len(found) - 1)])
    return pl.Series(numbered, dtype=pl.UInt32)


def _labels(
    codes: Sequence[object], dimension: Dimension, scheme: Scheme, language: str
) -> Iterable[str]:
    written = [str(code) for code in codes]
    known: Mapping[str, str] = {}
    if dimension is Dimension.BANK:
        known = parties_named(written, language)
    elif dimension is Dimension.INDUSTRY:
        known = _industries(scheme, language)
    return [known.get(code, code) for code in written]


def parties_named(numbers: Sequence[str] | Sequence[int], language: str) -> Mapping[str, str]:
    """Name by number."""
    rows = Party.objects.filter(pk__in=numbers).order_by("pk")
    return {str(row.pk): row.name_en if language.startswith(ENGLISH) else row.name for row in rows}


def _industries(scheme: Scheme, language: str) -> Mapping[str, str]:
    fact = scheme.facts.get("enterprise.industry")
    choices = () if fact is None else fact.choices
    return {str(one.value): one.label.in_language(language) for one in choices}
