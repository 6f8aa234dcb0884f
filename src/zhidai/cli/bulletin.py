"""`zhidai bulletin`: a quarter's bulletin, in Chinese and English, as PDF and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from zhidai.cli.output import JsonOption, LanguageOption, print_json, say
from zhidai.cli.stats_facts import (
    FactsArgument,
    PlatformOption,
    SchemeOption,
    ScopeOption,
    SourceOption,
    chosen_facts,
)
from zhidai.core.calendar import parse_day
from zhidai.core.statistics.bulletin import Bulletin, bulletin, parse_quarter
from zhidai.core.statistics.metrics import Metric
from zhidai.documents.file_writing import write_files
from zhidai.documents.letters.bulletin import bulletin_paper, bulletin_workbook
from zhidai.wording.bulletin import told
from zhidai.wording.speech import CHINESE, ENGLISH

_LANGUAGES: Mapping[str, str] = {"zh": CHINESE, "en": ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFigure:
    """A figure that a sentence rests on. mark: as it stands behind the figure, from 1."""

    mark: int
    query: str
    metric: Metric
    group: str
    period: str
    value: Decimal | None
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


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("bulletin")(make_bulletin)


def make_bulletin(
    facts: FactsArgument = None,
    *,
    quarter: Annotated[str, typer.Option("--quarter", metavar="2021Q1", help="Quarter. 季度。")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder. 文件夹。")],
    on: Annotated[str | None, typer.Option("--on", help="Day of its figures. 数据截止日。")] = None,
    platform: PlatformOption = False,
    scheme: SchemeOption = None,
    scope: ScopeOption = None,
    source: SourceOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Write a quarter's bulletin: text, tables and charts with their queries. 编制季报。"""
    asked = parse_quarter(quarter)
    from_platform = platform or facts is None
    chosen = chosen_facts(
        facts, platform=from_platform, scheme=scheme, scope=scope, source=source
    ).now
    found = bulletin(chosen, asked)
    day = parse_day(on) if on is not None else chosen.covers_until or asked.last_on
    files = _write(found, output, dated=day, fictional=from_platform and _is_demonstration())
    if json:
        print_json(_answer(found, files))
        return
    for file in files:
        say("Written to {file}.", file=file)


def _is_demonstration() -> bool:
    from zhidai.services.demonstration.recognition import is_demonstration

    return is_demonstration()


def _write(found: Bulletin, folder: Path, *, dated: date, fictional: bool) -> tuple[str, ...]:
    files: dict[str, bytes] = {}
    for short, language in _LANGUAGES.items():
        words, name = told(found, language), f"bulletin-{found.quarter}.{short}"
        files[f"{name}.pdf"] = bulletin_paper(words, dated=dated, fictional=fictional)
        files[f"{name}.xlsx"] = bulletin_workbook(words, dated=dated)
    write_files(folder, files)
    return tuple(str(folder / name) for name in files)


def _answer(found: Bulletin, files: tuple[str, ...]) -> BulletinAnswer:
    chinese, english = told(found, CHINESE), told(found, ENGLISH)
    sentences = [
        BulletinSentence(
            part=part.code,
            code=statement.code,
            zh=zh,
            en=en,
            queries=tuple(one.query for one in statement.rests_on),
        )
        for part, in_zh, in_en in zip(found.parts, chinese.parts, english.parts, strict=True)
        for (zh, statement), (en, _same) in zip(in_zh.sentences, in_en.sentences, strict=True)
    ]
    return BulletinAnswer(
        scope=found.scope,
        source=found.source,
        quarter=str(found.quarter),
        complete=found.complete,
        sentences=tuple(sentences),
        figures=tuple(
            CitedFigure(
                mark=mark,
                query=one.query,
                metric=one.metric,
                group=one.group.name,
                period=str(one.period),
                value=one.value,
                scope=one.scope,
                source=one.source,
                counted=tuple(one.counted),
            )
            for mark, one in enumerate(found.cited, start=1)
        ),
        files=files,
    )
