"""`zhidai journal close | corrections`: closing a period, and what was booked after one."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import LanguageOption, language, print_error, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.wording.speech import sentences, translate


def register(journal: typer.Typer) -> None:
    """Adds the commands to those of the journal."""
    journal.command("close")(close)
    journal.command("corrections")(list_corrections)


def close(
    *,
    through: Annotated[str, typer.Option("--through", metavar="DAY", help="Last day. 结账日。")],
    by: Annotated[str, typer.Option("--by", metavar="USERNAME", help="Who closes. 结账人。")],
    lang: LanguageOption = None,
) -> None:
    """Close the journal through a day, for good; only if the books hold. 结账。"""
    day = parse_day(through)
    open_platform()
    from zhidai.services.acting import acting_of_username
    from zhidai.services.journal.closing import close_period
    from zhidai.services.refusal import Refused

    acting = acting_of_username(by)
    if acting is None:
        raise bad_input("person_unknown", username=by[:60])
    try:
        close_period(acting, through=day, key=f"close through {day.isoformat()}")
    except Refused as refused:
        for text in sentences(refused.reasons, language()):
            print_error(text)
        raise typer.Exit(1) from None
    say("Closed through {through}.", through=day.isoformat())


def list_corrections(
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Booked from; else all. 记账日起。")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Booked to; else today. 记账日止。")
    ] = None,
    lang: LanguageOption = None,
) -> None:
    """List what was booked in a period for an earlier, closed one. 列出更正分录。"""
    first = date.min if since is None else parse_day(since)
    last = None if until is None else parse_day(until)
    open_platform()
    from zhidai.services import business_date
    from zhidai.services.journal.queries import corrections

    last = last or business_date.today()
    found = corrections(first, last)
    table = Table()
    for column in ("Loan contract", "Movement", "Booked on", "Took effect on"):
        table.add_column(translate(column, language()), overflow="fold")
    for loan, one in found:
        days = (one.booked_on.isoformat(), one.effective_on.isoformat())
        table.add_row(escape(printable(loan)), escape(printable(one.key)), *days)
    if found:
        Console().print(table)
    if since is None:
        say("{count} corrections booked up to {until}.", count=len(found), until=last.isoformat())
        return
    say(
        "{count} corrections booked from {since} to {until}.",
        count=len(found),
        since=first.isoformat(),
        until=last.isoformat(),
    )
