"""`zhidai loan travel`: every yuan of a loan from the bank's books through claim and recovery."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.core.calendar import parse_day
from zhidai.core.guarantees.claim_file import read_claimed_loan
from zhidai.core.guarantees.claim_start import require_claimable
from zhidai.core.guarantees.claimed_loan import claimed_loan
from zhidai.core.guarantees.journey import Journey
from zhidai.core.guarantees.journey_clauses import travel_clauses
from zhidai.core.guarantees.journey_picture import JourneyPicture, journey_picture
from zhidai.core.guarantees.loan_journey import NO_CLAUSES, loan_journey
from zhidai.schemes.reader import shipped
from zhidai.wording.loan_journey import Content, JourneyTable, closing_word, journey_table
from zhidai.wording.speech import CHINESE, translate

_NEGATIVE_FINDING = 1
_WITHOUT_LIMIT = 10_000  # signs: what a table needs, whatever the terminal has
_SHOWN = 7  # columns of the terminal; the file holds what remains in each place too


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelAnswer:
    """What `zhidai loan travel --json` prints."""

    closes: bool
    journey: Journey
    picture: JourneyPicture


def travel(
    *,
    loan: Annotated[str, typer.Argument(help="JSON file, or - for standard input. 贷款文件。")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Until this day. 截至日期。")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="csv, xlsx: every step. 明细文件。"),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option("--scheme", metavar="ID", help="Whose clauses to name. 依据的方案。"),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Follow every yuan of a loan and its claim; exit 1 if a sum is open. 逐元流向。"""
    written, claim = read_claimed_loan(read_case_file(loan))
    day = parse_day(on)
    plan = None if scheme is None else shipped(scheme)
    if claim is not None and claim.claimed_on <= day:
        require_claimable(written.terms, written.events, claim.claimed_on, plan)
    clauses = NO_CLAUSES if plan is None else travel_clauses(plan)
    made = loan_journey(claimed_loan(written.terms, written.events, claim, on=day), clauses)
    own = {} if plan is None else {role: one.label for role, one in plan.own_parties.items()}
    table = journey_table(made, language(), own)
    if output is not None:
        _write(output, table)
    if json:
        print_json(TravelAnswer(closes=made.closes, journey=made, picture=journey_picture(made)))
    else:
        _print(made, table)
    if not made.closes:
        raise typer.Exit(_NEGATIVE_FINDING)


def _write(path: Path, table: JourneyTable) -> None:
    from zhidai.documents.table_writing import write_table

    rows = (
        {
            head: content.isoformat() if isinstance(content, date) else content
            for head, content in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    )
    write_table(path, table.columns, rows)


def _print(made: Journey, table: JourneyTable) -> None:
    heads = (*table.columns[:_SHOWN], table.columns[-1])
    rows = [tuple(_text(content) for content in (*told[:_SHOWN], told[-1])) for told in table.rows]
    console = Console()
    shown = Table()
    for head in heads:
        shown.add_column(head, no_wrap=True)
    for row in rows:
        shown.add_row(*row)
    whole = console.options.update_width(_WITHOUT_LIMIT)
    if console.measure(shown, options=whole).maximum <= console.width:
        console.print(shown)
    else:
        for row in rows:
            typer.echo(_paragraph(heads, row))
    for each in made.closings:
        say(
            "{sum}: in {went_in}, out {came_out}, unpaid {remains}, difference {difference}.",
            sum=closing_word(each, language()),
            went_in=f"{each.went_in:,.2f}",
            came_out=f"{each.came_out:,.2f}",
            remains=f"{each.remains:,.2f}",
            difference=f"{each.difference:,.2f}",
        )
    typer.echo(translate("Closes to the fen" if made.closes else "Does not close", language()))


def _paragraph(heads: tuple[str, ...], row: tuple[str, ...]) -> str:
    """A step on lines of its own, where a terminal or a pipe has no room for a table."""
    colon = "\N{FULLWIDTH COLON}" if language() == CHINESE else ": "
    step, day, what, *rest = row
    told = [f"  {head}{colon}{text}" for head, text in zip(heads[3:], rest, strict=True) if text]
    return "\n".join([f"{step}. {day} {what}", *told])


def _text(content: Content) -> str:
    return f"{content:,.2f}" if isinstance(content, Decimal) else str(content)
