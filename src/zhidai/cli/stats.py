"""`zhidai stats`: figures counted from facts, with what they count and where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.cli.stats_facts import (
    CoversFromOption,
    FactsArgument,
    PlatformOption,
    SchemeOption,
    ScopeOption,
    SourceOption,
    chosen_facts,
)
from zhidai.cli.stats_published import (
    ComparedSeries,
    PublishedAnswer,
    compared_series,
    print_published,
)
from zhidai.cli.stats_tables import print_reports
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.lending.loan_file import parse_instant
from zhidai.core.statistics.counting import Countable, Question
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.core.statistics.published import metric_named
from zhidai.core.statistics.report import Report, report
from zhidai.documents.table_writing import write_table
from zhidai.wording.statistics import (
    change_text,
    group_name,
    metric_definition,
    metric_name,
)

_COLUMNS = (
    "query", "metric", "group", "period", "figure", "unit", "year_on_year", "rank", "left_out",
    "scope", "source", "definition",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAnswer:
    """One figure. group: empty for the whole. complete: whether the period is over. told_from: the
    first day of which the facts tell, where that lies inside the period.

    change: in the unit of the metric; change_ratio: of the year before; both None where the figure
    is missing or lies beyond a break. counted: ids of the facts.
    """

    query: str
    group: str
    period: str
    value: Decimal | None
    left_out: int
    complete: bool
    told_from: date | None
    counted: tuple[str, ...]
    change: Decimal | None
    change_ratio: Decimal | None
    broken: str | None
    rank: int | None
    rank_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionAnswer:
    """A figure that is another one today. then: None for a group nobody knew of."""

    query: str
    then: Decimal | None
    now: Decimal | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAnswer:
    """All figures of one metric."""

    metric: Metric
    name: str
    unit: str
    definition: str
    figures: tuple[FigureAnswer, ...]
    revisions: tuple[RevisionAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsAnswer:
    """What `stats --json` prints."""

    scope: str
    source: str
    grain: Grain
    by: Dimension | None
    since: date
    until: date
    known_at: str | None
    metrics: tuple[MetricAnswer, ...]
    published: tuple[PublishedAnswer, ...]


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("stats")(stats)


def stats(
    facts: FactsArgument = None,
    *,
    metric: Annotated[
        list[str] | None, typer.Option("--metric", help="Again for several; all. 指标。")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="district, bank, industry, ip_kind. 分组。")
    ] = None,
    period: Annotated[
        str, typer.Option("--period", help="month, quarter, year. 期间。")
    ] = "quarter",
    since: Annotated[str | None, typer.Option("--since", help="From this day. 起始日。")] = None,
    until: Annotated[str | None, typer.Option("--until", help="To this day. 截止日。")] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="INSTANT", help="As reported then. 以当时所知为准。"),
    ] = None,
    published: Annotated[
        list[str] | None,
        typer.Option("--published", metavar="ID|FILE", help="Series of others. 公开序列。"),
    ] = None,
    platform: PlatformOption = False,
    scheme: SchemeOption = None,
    scope: ScopeOption = None,
    source: SourceOption = None,
    covers_from: CoversFromOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="csv, xlsx, parquet, jsonl.")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Count figures from facts: by period, district, bank, industry, kind of right. 统计数据。"""
    at = None if known_at is None else parse_instant(known_at, field="--known-at", place="stats")
    metrics = [metric_named(text) for text in metric] if metric else list(Metric)
    grain, dimension = _grain(period), None if by is None else _dimension(by)
    given = {"scheme": scheme, "scope": scope, "source": source, "covers_from": covers_from}
    chosen = chosen_facts(facts, platform=platform, at=at, **given)
    found = chosen.now if chosen.then is None else chosen.then
    first, last = _days(chosen.now, since=since, until=until)
    reports = [
        report(
            chosen.now,
            Question(metric=each, grain=grain, since=first, until=last, by=dimension),
            then=chosen.then,
        )
        for each in metrics
    ]
    beside = compared_series(published or [], reports, scheme=chosen.scheme)
    if output is not None:
        write_table(output, _COLUMNS, (row for each in reports for row in _rows(each)))
        say("{count} figures written to {file}.", count=_count(reports), file=str(output))
    if json:
        print_json(_answer(found, reports, at=known_at, published=beside))
    elif output is None:
        print_reports(found, reports, at=at)
        print_published(beside)


def _grain(text: str) -> Grain:
    if text not in tuple(Grain):
        raise bad_input("statistics_grain_unknown", text=text[:40], known=", ".join(Grain))
    return Grain(text)


def _dimension(text: str) -> Dimension:
    if text not in tuple(Dimension):
        raise bad_input("statistics_group_unknown", text=text[:40], known=", ".join(Dimension))
    return Dimension(text)


def _days(facts: Facts | Countable, *, since: str | None, until: str | None) -> tuple[date, date]:
    """As asked, else all days of which the facts tell."""
    first, last = facts.first_day, facts.last_day
    if first is None or last is None:
        raise bad_input("statistics_no_facts", file=facts.scope)
    return (
        first if since is None else parse_day(since),
        last if until is None else parse_day(until),
    )


def _count(reports: Sequence[Report]) -> int:
    return sum(len(each.figures) for each in reports)


def _answer(
    facts: Facts | Countable,
    reports: Sequence[Report],
    *,
    at: str | None,
    published: Sequence[ComparedSeries],
) -> StatsAnswer:
    question = reports[0].question
    return StatsAnswer(
        scope=facts.scope,
        source=facts.source,
        grain=question.grain,
        by=question.by,
        since=question.since,
        until=question.until,
        known_at=at,
        metrics=tuple(map(_metric, reports)),
        published=tuple(one.answer for one in published),
    )


def _metric(each: Report) -> MetricAnswer:
    metric, spoken = each.question.metric, language()
    return MetricAnswer(
        metric=metric,
        name=metric_name(metric, spoken),
        unit=str(each.definition.unit),
        definition=metric_definition(metric, spoken),
        figures=_figures(each),
        revisions=tuple(
            RevisionAnswer(
                query=one.now.query,
                then=None if one.then is None else one.then.value,
                now=one.now.value,
                added=one.added,
                removed=one.removed,
            )
            for one in each.revisions
        ),
    )


def _figures(each: Report) -> tuple[FigureAnswer, ...]:
    places = each.places
    return tuple(
        FigureAnswer(
            query=step.figure.query,
            group=step.figure.group.name,
            period=str(step.figure.period),
            value=step.figure.value,
            left_out=step.figure.left_out,
            complete=step.figure.complete,
            told_from=step.figure.told_from,
            counted=tuple(step.figure.counted),
            change=None if step.change is None else step.change.difference,
            change_ratio=None if step.change is None else step.change.ratio,
            broken=None if step.broken is None else step.broken.what.in_language(language()),
            rank=None if rank is None else rank.place,
            rank_shared=rank is not None and rank.shared,
        )
        for step in each.year_on_year
        for rank in (places.get((step.figure.group, step.figure.period)),)
    )


def _rows(each: Report) -> list[dict[str, str | int | None]]:
    spoken, places = language(), each.places
    metric = each.question.metric
    return [
        {
            "query": step.figure.query,
            "metric": metric_name(metric, spoken),
            "group": group_name(step.figure.group, spoken),
            "period": str(step.figure.period),
            "figure": None if step.figure.value is None else f"{step.figure.value:f}",
            "unit": str(each.definition.unit),
            "year_on_year": change_text(step, spoken),
            "rank": None if rank is None else rank.place,
            "left_out": step.figure.left_out,
            "scope": step.figure.scope,
            "source": step.figure.source,
            "definition": metric_definition(metric, spoken),
        }
        for step in each.year_on_year
        for rank in (places.get((step.figure.group, step.figure.period)),)
    ]
