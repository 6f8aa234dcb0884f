"""`zhidai anomalies`: search the platform's cases, or a book from a file, for anomalies."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.markup import escape
from rich.table import Table

from zhidai.cli.amount_columns import print_amounts
from zhidai.cli.filing_work import person, told
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.anomalies.book import AnomalyKind, AnomalyParameters, Book, Finding
from zhidai.core.anomalies.search import search
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.wording.anomalies import figure, kind_name
from zhidai.wording.speech import translate

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.anomalies.views import FindingView

_NEGATIVE_FINDING = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtWith:
    """A finding that the bureau has dealt with, and that rests on nothing newer."""

    kind: AnomalyKind
    subject: str
    reason: str
    closed_on: date
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyReport:
    """What `anomalies --json` prints: the thresholds, how much was looked at, what was found.

    findings: those that are open; dealt_with: the others, none where a file is searched.
    """

    on: date
    parameters: AnomalyParameters
    loans: int
    pledges: int
    findings: tuple[Finding, ...]
    dealt_with: tuple[DealtWith, ...] = ()


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("anomalies")(find)


def find(
    *,
    who: Annotated[
        str | None, typer.Option("--as", metavar="USERNAME", help="Of the bureau. 市场监管局用户。")
    ] = None,
    book: Annotated[
        Path | None, typer.Option("--book", metavar="FILE", help="A book as JSON. 业务数据文件。")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Day, with --book. 日期。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Search for anomalies; exit code 1 if any is open. 异常排查。"""
    if (who is None) == (book is None) or (book is None) != (on is None):
        raise bad_input("anomalies_of_whom")
    report = _of_file(book, on) if book and on else _of_platform(who or "")
    if json:
        print_json(report)
    else:
        _print(report)
    if report.findings:
        raise typer.Exit(_NEGATIVE_FINDING)


def _of_file(path: Path, on: str) -> AnomalyReport:
    day = parse_day(on)
    try:
        read = TypeAdapter(Book).validate_json(path.read_bytes())
    except OSError as error:
        problem = error.strerror or str(error)
        raise bad_input("anomaly_book_unreadable", file=path.name, problem=problem) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "-"
        problem = f"{place}: {first['msg']}"[:120]
        raise bad_input("anomaly_book_unreadable", file=path.name, problem=problem) from None
    limits = anomaly_parameters(day)
    return AnomalyReport(
        on=day,
        parameters=limits,
        loans=len(read.loans),
        pledges=len(read.pledges),
        findings=search(read, limits, on=day),
    )


def _of_platform(username: str) -> AnomalyReport:
    open_platform()
    from zhidai.services.anomalies.queries import anomalies_view

    view = told(lambda: anomalies_view(person(username)), unknown="anomalies_for_the_bureau")
    return AnomalyReport(
        on=view.on,
        parameters=view.parameters,
        loans=view.loans,
        pledges=view.pledges,
        findings=tuple(each.finding for each in view.open_findings),
        dealt_with=tuple(_dealt_with(each) for each in view.findings if not each.is_open),
    )


def _dealt_with(view: "FindingView") -> DealtWith:
    newest = view.closings[0]
    return DealtWith(
        kind=view.kind,
        subject=view.finding.subject,
        reason=newest.reason,
        closed_on=newest.closed_on,
        person=newest.person,
    )


def _print(report: AnomalyReport) -> None:
    table = Table()
    for column in ("Anomaly", "Who or what"):
        table.add_column(translate(column, language()), overflow="fold")
    for column in ("Measured", "Threshold", "Records"):
        table.add_column(translate(column, language()), justify="right", overflow="fold")
    for finding in report.findings:
        table.add_row(
            kind_name(finding.kind, language()),
            escape(printable(finding.subject)),
            figure(finding.kind, finding.measured, language()),
            figure(finding.kind, finding.threshold, language()),
            str(len(finding.evidence)),
        )
    if report.findings:
        print_amounts(table, translate("Measured", language()), translate("Threshold", language()))
    say(
        "Findings on {day}: {count}. Searched: loans {loans}, pledges {pledges}.",
        count=len(report.findings),
        loans=report.loans,
        pledges=report.pledges,
        day=report.on.isoformat(),
    )
    if report.dealt_with:
        say("{count} more are dealt with.", count=len(report.dealt_with))
