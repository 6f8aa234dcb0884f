"""Series that others publish, loaded beside our own: never without metric, source and breaks.

Each row says what was counted. Where that differs from the row before, the row must also say what
changed: a published series whose break is not marked is refused.

    series,metric,scope,source,period,value,counted,counted_zh,break,break_zh
    cnipa,registered_amount,China,CNIPA,2018,88500000000元,patents,专利,,
    cnipa,registered_amount,China,CNIPA,2020,218000000000元,patents and trademarks,专利和商标,…,…
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from zhidai.core.errors import STANDS_IN, BadInput, bad_input, standing_in
from zhidai.core.labels import Label
from zhidai.core.money import parse_yuan
from zhidai.core.numerals import parse_number
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity
from zhidai.core.statistics.figures import Figure, mixed, require_alike
from zhidai.core.statistics.metrics import DEFINITIONS, SHARES, FigureUnit, Metric
from zhidai.core.statistics.periods import Period, parse_period
from zhidai.core.statistics.series import Break, Series, series

COLUMNS = (
    "series", "metric", "scope", "source", "period", "value",
    "counted", "counted_zh", "break", "break_zh", "year_on_year",
)  # fmt: skip
_NEEDED = ("series", "period", "value", "counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published series. counted: what each of its figures counts, by period.

    stated: the change on the year before as the publisher states it, fraction of one; it is shown
    and never used to make up the year before.
    """

    id: str
    series: Series
    counted: Mapping[Period, Label]
    stated: Mapping[Period, Decimal]

    @property
    def metric(self) -> Metric:
        return self.series.figures[0].metric

    @property
    def scope(self) -> str:
        return self.series.figures[0].scope

    @property
    def source(self) -> str:
        return self.series.figures[0].source


def published(
    rows: Iterable[tuple[str, Mapping[str, str]]], *, until: date | None = None
) -> tuple[Published, ...]:
    """The series of rows, each row with the name of its place for messages.

    until: the day on which they are read, where it is known: no period begins after it.
    Bad input: `statistics_figure_without_metric`, `statistics_figure_without_source`,
    `statistics_field_missing`, `statistics_field_unknown`, `statistics_metric_unknown`,
    `statistics_period_unreadable`, `statistics_break_unmarked`, `statistics_periods_overlap`,
    `statistics_series_mixed`, `statistics_count_not_whole`, `statistics_share_beyond_all`,
    `statistics_below_zero`, `statistics_period_ahead`, and what a value is refused for.
    """
    found: dict[str, list[_Row]] = {}
    for place, cells in rows:
        with _placed(place):
            row = _row(place, cells)
        _require_possible(row)
        if until is not None and until < row.figure.period.first_on:
            raise bad_input(
                "statistics_period_ahead", place=place, period=str(row.figure.period), today=until
            )
        found.setdefault(row.series, []).append(row)
    return tuple(_published(name, rows_of) for name, rows_of in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    place: str
    series: str
    figure: Figure
    counted: Label
    broken: Label | None
    stated: Decimal | None


def _row(place: str, cells: Mapping[str, str]) -> _Row:
    filled = {name: text.strip() for name, text in cells.items() if text.strip()}
    for name in filled.keys() - set(COLUMNS):
        known = ", ".join(COLUMNS)
        raise bad_input(
            "statistics_field_unknown", place=place, kind="figure", field=name[:40], known=known
        )
    if "metric" not in filled:
        raise bad_input("statistics_figure_without_metric", place=place)
    for name in ("source", "scope"):
        if name not in filled:
            raise bad_input("statistics_figure_without_source", place=place, field=name)
    for name in _NEEDED:
        if name not in filled:
            raise bad_input("statistics_field_missing", place=place, kind="figure", field=name)
    figure = Figure(
        metric=metric_named(filled["metric"]),
        scope=filled["scope"],
        source=filled["source"],
        period=parse_period(filled["period"]),
        value=_value(filled, place),
    )
    return _Row(
        place=place,
        series=filled["series"],
        figure=figure,
        counted=_label(filled, "counted"),
        broken=_label(filled, "break") if "break" in filled or "break_zh" in filled else None,
        stated=_ratio(filled, "year_on_year", place) if "year_on_year" in filled else None,
    )


def _require_possible(row: _Row) -> None:
    """No metric of ours is below zero, no count has a fraction, no share is more than all."""
    metric, value = row.figure.metric, row.figure.value or Decimal(0)
    refused = None
    if value < 0:
        refused = "statistics_below_zero"
    elif row.figure.unit is FigureUnit.COUNT and value != int(value):
        refused = "statistics_count_not_whole"
    elif metric in SHARES and value > 1:
        refused = "statistics_share_beyond_all"
    if refused is not None:
        raise bad_input(refused, place=row.place, metric=str(metric))


def metric_named(text: str) -> Metric:
    """A metric by its code. Bad input: `statistics_metric_unknown`."""
    if text not in tuple(Metric):
        known = ", ".join(Metric)
        raise bad_input("statistics_metric_unknown", text=text[:40], known=known)
    return Metric(text)


def _value(filled: Mapping[str, str], place: str) -> Decimal:
    """The number in the unit of the metric: yuan with its unit, a ratio with %, a bare count."""
    unit = DEFINITIONS[metric_named(filled["metric"])].unit
    if unit in (FigureUnit.RATIO, FigureUnit.RATE):
        return _ratio(filled, "value", place)
    return _read(filled, "value", place, parse=_PARSERS.get(unit, parse_number))


_PARSERS: Mapping[FigureUnit, Callable[[str], Decimal]] = {FigureUnit.YUAN: parse_yuan}


def _ratio(filled: Mapping[str, str], name: str, place: str) -> Decimal:
    """A fraction of one as written, 33.4% or -5%."""
    down = filled[name].startswith("-")
    ratio = _read(filled, name, place, parse=_percentage)
    return -ratio if down else ratio


def _percentage(text: str) -> Decimal:
    return in_unit(parse_quantity(text.removeprefix("-")), Unit.RATIO).amount


def _read(
    filled: Mapping[str, str], name: str, place: str, *, parse: Callable[[str], Decimal]
) -> Decimal:
    try:
        return parse(filled[name])
    except BadInput as refused:
        raise standing_in(f"{place} ({name})", refused) from None


@contextmanager
def _placed(place: str) -> Iterator[None]:
    """What is refused inside says where it stands."""
    try:
        yield
    except BadInput as refused:
        if any({"place", STANDS_IN} & one.parameters.keys() for one in refused.reasons):
            raise
        raise standing_in(place, refused) from None


def _label(filled: Mapping[str, str], name: str) -> Label:
    english, chinese = filled.get(name), filled.get(f"{name}_zh")
    return Label(zh=chinese or english or "", en=english or chinese or "")


def _published(name: str, rows: list[_Row]) -> Published:
    for other in rows[1:]:
        with _placed(other.place):
            require_alike(rows[0].figure, other.figure)
    ordered = sorted(rows, key=lambda row: row.figure.period.first_on)
    breaks = [
        Break(from_on=row.figure.period.first_on, what=row.broken)
        for row in ordered
        if row.broken is not None
    ]
    found = series([row.figure for row in ordered], breaks=breaks)
    for before, row in pairwise(ordered):
        _require_as_long(before, row)
        _require_break(before, row)
    return Published(
        id=name,
        series=found,
        counted={row.figure.period: row.counted for row in ordered},
        stated={row.figure.period: row.stated for row in ordered if row.stated is not None},
    )


def _require_as_long(before: _Row, row: _Row) -> None:
    """A quarter after a year would stand there as a fall by three quarters."""
    one, other = before.figure.period, row.figure.period
    if one.grain is not other.grain:
        with _placed(row.place):
            raise mixed("grain", one, other)


def _require_break(before: _Row, row: _Row) -> None:
    if row.counted != before.counted and row.broken is None:
        raise bad_input(
            "statistics_break_unmarked",
            place=row.place,
            period=str(row.figure.period),
            before=before.counted,
            counted=row.counted,
        )
