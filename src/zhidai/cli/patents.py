"""`zhidai patents check`: a list of patents checked row by row, and where each stands on a day."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.core.calendar import parse_day
from zhidai.core.errors import Reason
from zhidai.core.registers.annual_fees import FeeSchedule, FeeStatus
from zhidai.core.registers.patent_list import (
    ListedPatent,
    PatentPosition,
    PatentRow,
    Standing,
    check_row,
    listed_twice,
    position_on,
)
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.documents.patent_rows import patent_rows
from zhidai.documents.tables import read_table_file
from zhidai.reference.annual_fees import fee_schedule
from zhidai.wording.speech import sentences, translate

_LONG_LIST = 2000  # rows from which on a terminal a bar shows how far it is
_REJECTED = 1

_KINDS = {
    PatentKind.INVENTION: "invention patents",
    PatentKind.UTILITY_MODEL: "utility models",
    PatentKind.DESIGN: "designs",
}
_STANDINGS = {
    Standing.IN_FORCE: "in force on the day",
    Standing.NOT_YET_GRANTED: "not yet granted on the day",
    Standing.LAPSED: "lapsed for an unpaid annual fee or otherwise",
    Standing.EXPIRED: "expired at the end of the term",
    Standing.UNKNOWN: "not known: filing date or grant date is missing",
}
_FEES = {
    FeeStatus.NOT_YET_GRANTED: "no annual fee yet: not granted",
    FeeStatus.PAID: "annual fee paid",
    FeeStatus.PAYABLE: "annual fee payable now, within a month of its due date",
    FeeStatus.IN_GRACE: "annual fee late, within the six months of grace",
    FeeStatus.LAPSED: "annual fee missed",
    FeeStatus.EXPIRED: "no annual fee any more: expired",
    FeeStatus.UNKNOWN: "annual fee: the list does not say what is paid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedPatent:
    """One accepted row as printed."""

    row: int
    number: str
    kind: PatentKind
    filed_on: date | None
    granted_on: date | None
    lapse_gazetted_on: date | None
    position: PatentPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """One rejected row with every reason."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentListReport:
    """What the command found."""

    file: str
    on: date
    accepted: int
    rejected: int
    in_force_by_effect: int
    in_force_by_gazette: int
    kinds: dict[PatentKind, int]
    standings_by_effect: dict[Standing, int]
    standings_by_gazette: dict[Standing, int]
    annual_fees: dict[FeeStatus, int]
    accepted_rows: tuple[AcceptedPatent, ...]
    rejected_rows: tuple[RejectedRow, ...]


def register(root: typer.Typer) -> None:
    """Adds `zhidai patents` to the root command."""
    patents = typer.Typer(no_args_is_help=True, help="Lists of patents. 专利清单。")
    patents.callback()(lambda: None)
    patents.command("check")(check)
    root.add_typer(patents, name="patents")


def check(
    *,
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or Parquet. 清单文件。")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day asked about. 截至日期。")
    ],
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Check numbers, dates, terms and annual fees of a list of patents. 核对专利清单。"""
    day = parse_day(on)
    rows = patent_rows(read_table_file(file), name=file.name)
    report = examine(rows, file=file.name, on=day, schedule=fee_schedule())
    if json:
        print_json(report)
    else:
        _print(report)
    if report.rejected:
        raise typer.Exit(_REJECTED)


def examine(
    rows: list[tuple[int, PatentRow]], *, file: str, on: date, schedule: FeeSchedule
) -> PatentListReport:
    """Checks every row and gathers where the accepted patents stand on the day."""
    first_seen: dict[str, int] = {}
    accepted: list[AcceptedPatent] = []
    rejected: list[RejectedRow] = []
    for number, row in _with_progress(rows):
        checked = check_row(row)
        if isinstance(checked, ListedPatent):
            first = first_seen.setdefault(str(checked.number), number)
            if first == number:
                accepted.append(_accepted(number, checked, on=on, schedule=schedule))
                continue
            checked = (listed_twice(checked.number, first),)
        rejected.append(RejectedRow(row=number, number=row.number, reasons=checked))
    return _report(accepted, rejected, file=file, on=on)


def _with_progress(rows: list[tuple[int, PatentRow]]) -> Iterable[tuple[int, PatentRow]]:
    if len(rows) < _LONG_LIST or not sys.stderr.isatty():
        return rows
    description = translate("Checking patents", language())
    return track(rows, description=description, console=Console(stderr=True), transient=True)


def _accepted(row: int, patent: ListedPatent, *, on: date, schedule: FeeSchedule) -> AcceptedPatent:
    return AcceptedPatent(
        row=row,
        number=str(patent.number),
        kind=patent.number.kind,
        filed_on=patent.filed_on,
        granted_on=patent.granted_on,
        lapse_gazetted_on=patent.lapse_gazetted_on,
        position=position_on(patent, on=on, schedule=schedule),
    )


def _report(
    accepted: list[AcceptedPatent], rejected: list[RejectedRow], *, file: str, on: date
) -> PatentListReport:
    by_effect = Counter(patent.position.by_effect for patent in accepted)
    by_gazette = Counter(patent.position.by_gazette for patent in accepted)
    return PatentListReport(
        file=file,
        on=on,
        accepted=len(accepted),
        rejected=len(rejected),
        in_force_by_effect=by_effect[Standing.IN_FORCE],
        in_force_by_gazette=by_gazette[Standing.IN_FORCE],
        kinds=dict(Counter(patent.kind for patent in accepted)),
        standings_by_effect=dict(by_effect),
        standings_by_gazette=dict(by_gazette),
        annual_fees=dict(Counter(patent.position.fee.status for patent in accepted)),
        accepted_rows=tuple(accepted),
        rejected_rows=tuple(rejected),
    )


def _print(report: PatentListReport) -> None:
    say("{file}, as of {on}:", file=report.file, on=report.on)
    say("accepted {count}", count=report.accepted)
    for kind, name in _KINDS.items():
        _print_count(name, report.kinds.get(kind, 0))
    say("rejected {count}", count=report.rejected)
    say("in force by legal effect {count}", count=report.in_force_by_effect)
    say("in force by the gazette {count}", count=report.in_force_by_gazette)
    say(
        "A lapse takes effect on the due date of the fee that was missed, about a year before the "
        "gazette tells of it; the due date is derived from the gazette date."
    )
    say("By legal effect:")
    for standing, name in _STANDINGS.items():
        _print_count(name, report.standings_by_effect.get(standing, 0))
    say("Annual fees:")
    for status, name in _FEES.items():
        _print_count(name, report.annual_fees.get(status, 0))
    for refused in report.rejected_rows:
        for text in sentences(refused.reasons, language()):
            say("Row {row}: {sentence}", row=refused.row, sentence=text)


def _print_count(name: str, count: int) -> None:
    if count:
        typer.echo(f"  {translate(name, language())}  {count}")
