"""Facts for figures: out of a JSON file or a table, or out of the platform's own records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import language
from zhidai.core.calendar import day_of, parse_day
from zhidai.core.errors import bad_input
from zhidai.core.statistics.counting import Countable
from zhidai.core.statistics.cutoff import up_to
from zhidai.core.statistics.fact_file import read_facts
from zhidai.core.statistics.facts import Facts, known_at
from zhidai.documents.tables import read_table_file
from zhidai.services import clock

FactsArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FACTS", help="JSON, CSV, XLSX or Parquet. 事实文件。"),
]
PlatformOption = Annotated[
    bool, typer.Option("--platform", help="Count the platform's own. 统计本平台数据。")
]
SchemeOption = Annotated[str | None, typer.Option("--scheme", metavar="ID", help="方案。")]
ScopeOption = Annotated[
    str | None, typer.Option("--scope", help="Whose facts a table holds. 统计范围。")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Where a table comes from. 数据来源。")
]
CoversFromOption = Annotated[
    str | None,
    typer.Option("--covers-from", metavar="DAY", help="First day a table tells of. 数据起始日。"),
]
_FIELDS, _COVERED = {"scope", "source", "records"}, {"covers_from", "covers_until"}


def facts_of(
    path: Path, *, scope: str | None, source: str | None, covers_from: str | None = None
) -> Facts:
    """The facts in a file; a table has no place for scope, source and the first day that it tells
    of, so they are options; they go before what a JSON file says.

    Bad input: `statistics_file_not_object`, `statistics_no_facts`, and those of `read_facts`.
    """
    found = (
        _of_json(path, scope, source, covers_from)
        if path.suffix.lower() == ".json"
        else read_facts(
            ((f"{path.name}:{row.number}", row.cells) for row in read_table_file(path).rows),
            scope=scope or "",
            source=source or "",
            covers_from=None if covers_from is None else parse_day(covers_from),
        )
    )
    if not any((found.registrations, found.loans, found.applications, found.enterprises)):
        raise bad_input("statistics_no_facts", file=path.name)
    return found


def _of_json(path: Path, scope: str | None, source: str | None, covers_from: str | None) -> Facts:
    written = read_case_file(str(path))
    records = written.get("records")
    if not _FIELDS <= written.keys() <= _FIELDS | _COVERED or not isinstance(records, list):
        raise bad_input("statistics_file_not_object", file=path.name)
    covered = {name: parse_day(written[name]) for name in _COVERED & written.keys()}
    if covers_from is not None:
        covered["covers_from"] = parse_day(covers_from)
    return read_facts(
        _named(records, path.name),
        scope=scope or str(written["scope"]),
        source=source or str(written["source"]),
        **covered,
    )


def _named(records: list[object], name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for number, record in enumerate(records):
        if not isinstance(record, dict):
            raise bad_input("statistics_file_not_object", file=name)
        yield f"records[{number}]", record


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFacts:
    """The facts as known now and, where an instant is asked for, as they were known then.

    scheme: whose they are, where they are the platform's own.
    """

    now: Facts | Countable
    then: Facts | Countable | None
    scheme: str | None = None


def chosen_facts(
    path: Path | None,
    *,
    platform: bool,
    scheme: str | None,
    scope: str | None,
    source: str | None,
    covers_from: str | None = None,
    at: datetime | None = None,
    spoken: str | None = None,
) -> ChosenFacts:
    """From the file or from the platform, exactly one of them; spoken: in which language the
    platform names what is its own, by default that of the command.

    Bad input: `statistics_facts_or_platform`, `statistics_platform_covers_itself`, and those of
    either.
    """
    if platform == (path is not None):
        raise bad_input("statistics_facts_or_platform")
    if path is None and covers_from is not None:
        raise bad_input("statistics_platform_covers_itself")
    if path is None:
        return _of_platform(scheme, at, spoken or language())
    if at is not None:
        _require_come(day_of(at))
    found = facts_of(path, scope=scope, source=source, covers_from=covers_from)
    return ChosenFacts(now=found, then=None if at is None else known_at(found, at))


def bulletin_facts(
    path: Path | None,
    *,
    platform: bool,
    scheme: str | None,
    scope: str | None,
    source: str | None,
    covers_from: str | None,
    on: date | None,
    spoken: str,
) -> Facts | Countable:
    """The facts up to a day, or all of them. Bad input for a day that is still to come."""
    end = None if on is None else datetime.combine(on, time.max, clock.SHANGHAI)
    chosen = chosen_facts(
        path,
        platform=platform,
        scheme=scheme,
        scope=scope,
        source=source,
        covers_from=covers_from,
        at=end if path is None else None,
        spoken=spoken,
    )
    if chosen.then is not None:
        return chosen.then
    if on is None or end is None or not isinstance(chosen.now, Facts):
        return chosen.now
    _require_come(on)
    return up_to(chosen.now, on, end=end)


def _require_come(day: date) -> None:
    today = clock.now().date()
    if today < day:
        raise bad_input("statistics_known_on_ahead", day=day, today=today)


def _of_platform(scheme: str | None, at: datetime | None, spoken: str) -> ChosenFacts:
    from zhidai.cli.platform import open_platform

    open_platform()
    from zhidai.services.portfolio.scope import default_scheme
    from zhidai.services.statistics.facts import facts_of_scheme

    name = scheme or default_scheme()
    return ChosenFacts(
        now=facts_of_scheme(name, language=spoken),
        then=None if at is None else facts_of_scheme(name, at=at, language=spoken),
        scheme=name,
    )
