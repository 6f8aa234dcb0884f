"""`zhidai filing list | show`: the monthly project filings, what they hold and what is missing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from zhidai.cli import filing_work
from zhidai.cli.amount_columns import print_amounts
from zhidai.cli.filing_work import AsOption, NumberArgument, person, told
from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    language,
    print_json,
    printable,
    say,
)
from zhidai.cli.platform import open_platform
from zhidai.core.filings.filing import ProjectFiling
from zhidai.core.filings.months import month_name, parse_month
from zhidai.core.filings.standing import FilingStatus, Standing
from zhidai.core.labels import Label
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.wording.speech import translate
from zhidai.wording.statistics import value_text

_NEGATIVE_FINDING = 1
VersionOption = Annotated[
    int | None, typer.Option("--version", min=0, help="0: what would be sent now. 版本。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingLine:
    """One bank's month; total in yuan."""

    number: str
    month: str
    bank: Label
    bureau: Label
    standing: Standing
    is_late: bool
    version: int
    loans: int
    total: Decimal
    missing: int
    first_sent_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingList:
    """What `filing list --json` prints."""

    filings: tuple[FilingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPaper:
    """A paper of the clause that a loan's dossier lacks."""

    loan: str
    paper: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingVersionLine:
    """A version that was sent, and what became of it."""

    version: int
    sent_on: date
    note: str
    sha256: str
    outcome: FilingStatus
    decided_on: date | None
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingAnswer:
    """What `filing show --json` prints; version 0 is what would be sent now."""

    number: str
    version: int
    standing: Standing
    filing: ProjectFiling
    missing: tuple[MissingPaper, ...]
    versions: tuple[FilingVersionLine, ...]


def register(root: typer.Typer) -> None:
    """Adds the commands."""
    filing = typer.Typer(no_args_is_help=True, help="Monthly project filings. 月度备案。")
    filing.command("list")(list_filings)
    filing.command("show")(show)
    filing_work.register(filing)
    root.add_typer(filing, name="filing")


def list_filings(
    *,
    who: AsOption,
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="As in 2021-03. 月份。")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="Only late ones. 仅逾期。")] = False,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """List the filings that a person's party sends or receives; exit code 1 with --late if any."""
    only = parse_month(month) if month is not None else None
    open_platform()
    from zhidai.services.filings.queries import filing_rows

    rows = told(lambda: filing_rows(person(who), late_only=late))
    lines = tuple(
        FilingLine(
            number=row.number,
            month=month_name(row.month),
            bank=row.bank,
            bureau=row.bureau,
            standing=row.standing,
            is_late=row.standing.is_late,
            version=row.version,
            loans=row.loans,
            total=row.total,
            missing=row.missing,
            first_sent_on=row.first_sent_on,
        )
        for row in rows
        if only in (None, row.month)
    )
    if json:
        print_json(FilingList(filings=lines))
    else:
        _print_list(lines)
    if late and lines:
        raise typer.Exit(_NEGATIVE_FINDING)


def show(
    number: NumberArgument,
    *,
    who: AsOption,
    version: VersionOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Show a filing, its loans and the papers missing; exit code 1 if any is missing. 查看备案。"""
    open_platform()
    from zhidai.services.filings.queries import filing_view

    view = told(lambda: filing_view(person(who), number, version=version))
    answer = FilingAnswer(
        number=view.number,
        version=view.version,
        standing=view.standing,
        filing=view.filing,
        missing=tuple(
            MissingPaper(loan=loan, paper=paper, label=view.papers[paper])
            for loan, paper in view.filing.missing
        ),
        versions=tuple(
            FilingVersionLine(
                version=line.version,
                sent_on=line.sent_on,
                note=line.note,
                sha256=line.sha256,
                outcome=line.outcome,
                decided_on=line.decided_on,
                grounds=line.grounds,
            )
            for line in view.versions
        ),
    )
    if json:
        print_json(answer)
    else:
        _print_filing(answer)
    if answer.missing:
        raise typer.Exit(_NEGATIVE_FINDING)


def _print_list(lines: tuple[FilingLine, ...]) -> None:
    table = Table()
    table.add_column(translate("Filing", language()), no_wrap=True)
    for column in ("Bank", "Status", "To be filed by"):
        table.add_column(translate(column, language()), overflow="fold")
    for column in ("Loans", "Amount", "Papers missing"):
        table.add_column(translate(column, language()), justify="right", overflow="fold")
    for line in lines:
        table.add_row(
            line.number,
            escape(printable(line.bank.in_language(language()))),
            _status(line.standing),
            line.standing.due_on.isoformat(),
            str(line.loans),
            value_text(line.total, FigureUnit.YUAN),
            str(line.missing),
        )
    if lines:
        print_amounts(table, translate("Amount", language()))
    say("{count} filings.", count=len(lines))


def _status(standing: Standing) -> str:
    said = translate(_STATUS[standing.status], language())
    if standing.is_completed_late and standing.completed_on is not None:
        day = standing.completed_on.isoformat()
        return f"{said}, {translate('in time, completed on {day}', language()).format(day=day)}"
    if not standing.is_late:
        return said
    late = translate("{days} days late", language()).format(days=standing.late_days)
    return f"{said}, {late}"


def _print_filing(answer: FilingAnswer) -> None:
    table = Table()
    for column in ("Loan contract", "Enterprise", "Drawn on"):
        table.add_column(translate(column, language()), overflow="fold")
    for column in ("Amount", "Papers missing"):
        table.add_column(translate(column, language()), justify="right", overflow="fold")
    for row in answer.filing.rows:
        table.add_row(
            escape(printable(row.drawdown.loan)),
            escape(printable(row.drawdown.enterprise.in_language(language()))),
            row.drawdown.drawn_on.isoformat(),
            value_text(row.drawdown.amount, FigureUnit.YUAN),
            str(len(row.missing)),
        )
    print_amounts(table, translate("Amount", language()))
    for one in answer.missing:
        say("{loan}: missing: {paper}.", loan=one.loan, paper=one.label.in_language(language()))
    say(
        "{number}, version {version}: {status}; to be filed by {due_on}.",
        number=answer.number,
        version=answer.version,
        status=_status(answer.standing),
        due_on=answer.standing.due_on.isoformat(),
    )


_STATUS = {
    FilingStatus.TO_SEND: "to be sent",
    FilingStatus.SENT: "sent, waits for the bureau",
    FilingStatus.RETURNED: "returned to the bank",
    FilingStatus.RECEIVED: "received by the bureau",
    FilingStatus.NOTHING_DRAWN: "nothing to file",
}
