"""`zhidai bulletin`: a quarter's bulletin, in Chinese and English, as PDF and workbook."""

from collections.abc import Callable, Mapping
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
    bulletin_facts,
)
from zhidai.core.calendar import parse_day
from zhidai.core.statistics.bulletin import Bulletin, Part, Statement, bulletin, parse_quarter
from zhidai.core.statistics.counting import Countable
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period
from zhidai.documents.file_writing import write_files
from zhidai.documents.letters.bulletin import bulletin_paper, bulletin_workbook
from zhidai.wording.bulletin import told
from zhidai.wording.bulletin_sentences import said
from zhidai.wording.speech import CHINESE, ENGLISH

_LANGUAGES: Mapping[str, str] = {"zh": CHINESE, "en": ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFigure:
    """A figure that a sentence rests on.

    mark: as it stands behind the figure, from 1. left_out: how many facts do not state it.
    """

    mark: int
    query: str
    metric: Metric
    group: str
    period: str
    value: Decimal | None
    left_out: int
    scope: str
    source: str
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinSentence:
    """One sentence in both languages with the marks of its figures."""

    part: str
    code: str
    zh: str
    en: str
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinAnswer:
    """What `bulletin --json` prints. files: those that were written."""

    scope: str
    source: str
    quarter: str
    complete: bool
    sentences: tuple[BulletinSentence, ...]
    figures: tuple[CitedFigure, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The bulletin of one language. dated: the last day of which its figures tell."""

    bulletin: Bulletin
    dated: date


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("bulletin")(make_bulletin)


def make_bulletin(
    facts: FactsArgument = None,
    *,
    quarter: Annotated[str, typer.Option("--quarter", metavar="2021Q1", help="Quarter. 季度。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder. 文件夹。")],
    on: Annotated[
        str | None, typer.Option("--on", help="Count up to this day. 数据截止日。")
    ] = None,
    platform: PlatformOption = False,
    scheme: SchemeOption = None,
    scope: ScopeOption = None,
    source: SourceOption = None,
    covers_from: CoversFromOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Write a quarter's bulletin: text, tables and charts with their queries. 编制季报。"""
    asked = parse_quarter(quarter)
    from_platform = platform or facts is None
    day = None if on is None else parse_day(on)

    def counted(spoken: str) -> Facts | Countable:
        given = {"scheme": scheme, "scope": scope, "source": source, "covers_from": covers_from}
        return bulletin_facts(facts, platform=from_platform, on=day, spoken=spoken, **given)

    tellings = _tellings(counted, asked, differs=from_platform)
    files = _write(tellings, output, fictional=from_platform and _is_demonstration())
    if json:
        print_json(_answer(tellings, files))
        return
    for file in files:
        say("Written to {file}.", file=file)


def _tellings(
    counted: Callable[[str], Facts | Countable], quarter: Period, *, differs: bool
) -> Mapping[str, Telling]:
    """By language; differs: whether the facts name scope, source and groups in each otherwise."""
    if differs:
        return {spoken: _telling(counted(spoken), quarter) for spoken in _LANGUAGES.values()}
    return dict.fromkeys(_LANGUAGES.values(), _telling(counted(language()), quarter))


def _telling(facts: Facts | Countable, quarter: Period) -> Telling:
    return Telling(bulletin=bulletin(facts, quarter), dated=facts.covers_until or quarter.last_on)


def _is_demonstration() -> bool:
    from zhidai.services.demonstration.recognition import is_demonstration

    return is_demonstration()


def _write(tellings: Mapping[str, Telling], folder: Path, *, fictional: bool) -> tuple[str, ...]:
    files: dict[str, bytes] = {}
    for short, spoken in _LANGUAGES.items():
        telling = tellings[spoken]
        words, name = told(telling.bulletin, spoken), f"bulletin-{telling.bulletin.quarter}.{short}"
        files[f"{name}.pdf"] = bulletin_paper(words, dated=telling.dated, fictional=fictional)
        files[f"{name}.xlsx"] = bulletin_workbook(words, dated=telling.dated)
    write_files(folder, files)
    return tuple(str(folder / name) for name in files)


def _answer(tellings: Mapping[str, Telling], files: tuple[str, ...]) -> BulletinAnswer:
    """Figures as the language of the command names them, each sentence in both.

    Both sentences carry the marks of these figures: another language may tell banks of equal rank
    in another order, so that the marks of its own paper are others.
    """
    own = tellings[language()].bulletin
    marks = {one.query: mark for mark, one in enumerate(own.cited, start=1)}
    of_language = {
        short: _statements(tellings[spoken].bulletin) for short, spoken in _LANGUAGES.items()
    }

    def text(short: str, part: Part, statement: Statement) -> str:
        same = of_language[short].get(_rest(part, statement), statement)
        pairs = zip(same.rests_on, statement.rests_on, strict=True)
        numbers = {theirs.query: marks[ours.query] for theirs, ours in pairs}
        return said(same, numbers, _LANGUAGES[short], of_a_city=own.of_a_city)

    return BulletinAnswer(
        scope=own.scope,
        source=own.source,
        quarter=str(own.quarter),
        complete=own.complete,
        sentences=tuple(
            BulletinSentence(
                part=part.code,
                code=statement.code,
                zh=text("zh", part, statement),
                en=text("en", part, statement),
                queries=tuple(one.query for one in statement.rests_on),
            )
            for part in own.parts
            for statement in part.statements
        ),
        figures=tuple(_cited(mark, one) for mark, one in enumerate(own.cited, start=1)),
        files=files,
    )


def _statements(found: Bulletin) -> dict[object, Statement]:
    """Each by what it rests on, which is the same in any language."""
    return {
        _rest(part, statement): statement for part in found.parts for statement in part.statements
    }


def _rest(part: Part, statement: Statement) -> object:
    """A group goes by another name in another language; the facts that it counts are the same."""
    figures = ((one.metric, one.period, tuple(one.counted)) for one in statement.rests_on)
    return part.code, statement.code, tuple(figures)


def _cited(mark: int, one: Figure) -> CitedFigure:
    return CitedFigure(
        mark=mark,
        query=one.query,
        metric=one.metric,
        group=one.group.name,
        period=str(one.period),
        value=one.value,
        left_out=one.left_out,
        scope=one.scope,
        source=one.source,
        counted=tuple(one.counted),
    )
