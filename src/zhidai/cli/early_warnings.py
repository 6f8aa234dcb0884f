"""`zhidai warnings`: the early warnings that a person's party is told of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.filing_work import AsOption, person
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.early_warning.rules import Outcome, Severity, Trigger
from zhidai.core.labels import Label
from zhidai.wording.speech import translate

_NEGATIVE_FINDING = 1


class Status(StrEnum):
    """Which warnings are listed."""

    OPEN = "open"
    OURS = "ours"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLine:
    """One warning; `subject` is a patent number or nothing, `outcome` none while it is open."""

    number: str
    case: str
    loan: str
    enterprise: Label
    trigger: Trigger
    label: Label
    severity: Severity
    subject: str
    owner: Label
    happened_on: date
    raised_on: date
    due_on: date
    is_late: bool
    outcome: Outcome | None
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningList:
    """What `warnings --json` prints."""

    warnings: tuple[WarningLine, ...]


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("warnings")(list_warnings)


def list_warnings(
    *,
    who: AsOption,
    status: Annotated[Status, typer.Option("--status", help="Which ones. 状态。")] = Status.OPEN,
    severity: Annotated[
        Severity | None, typer.Option("--severity", help="Only of this weight. 级别。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """List early warnings; exit code 1 if one of them is past its day. 列出风险预警。"""
    open_platform()
    from zhidai.services.early_warning.queries import warning_rows

    lines = tuple(
        WarningLine(
            number=row.number,
            case=row.case,
            loan=row.loan,
            enterprise=row.enterprise,
            trigger=row.trigger,
            label=row.label,
            severity=row.severity,
            subject=row.subject,
            owner=row.owner,
            happened_on=row.happened_on,
            raised_on=row.raised_on,
            due_on=row.due_on,
            is_late=row.is_late,
            outcome=row.outcome,
            closed_on=row.closed_on,
        )
        for row in warning_rows(person(who), status=status, severity=severity or "")
    )
    if json:
        print_json(WarningList(warnings=lines))
    else:
        _print(lines)
    if any(line.is_late for line in lines):
        raise typer.Exit(_NEGATIVE_FINDING)


def _print(lines: tuple[WarningLine, ...]) -> None:
    table = Table()
    table.add_column(translate("Warning number", language()), no_wrap=True)
    for column in ("What is warned of", "Enterprise", "To be seen to by"):
        table.add_column(translate(column, language()), overflow="fold")
    for line in lines:
        subject = f" ZL{line.subject}" if line.subject else ""
        table.add_row(
            line.number,
            escape(printable(f"{line.label.in_language(language())}{subject}")),
            escape(printable(line.enterprise.in_language(language()))),
            line.due_on.isoformat(),
        )
    if lines:
        Console().print(table)
    late = sum(line.is_late for line in lines)
    say("{count} warnings, {late} of them past their day.", count=len(lines), late=late)
