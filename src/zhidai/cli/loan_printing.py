"""How `zhidai loan replay` prints a loan for people."""

from decimal import Decimal

import typer
from rich.console import Console

from zhidai.cli.loan_words import table, word
from zhidai.cli.output import language, say
from zhidai.core.lending.state import LoanState
from zhidai.wording.speech import sentences, translate


def print_state(state: LoanState, *, annual_rate: Decimal) -> None:
    """Where a loan stands: amounts, arrears, class, and its due days."""
    say("The loan on {on}: {status}", on=state.on, status=word(f"loan: {state.status}"))
    say("Yearly rate {rate}%", rate=f"{annual_rate * 100:f}")
    for name, amount in (
        ("Principal owed to the bank", state.principal_balance),
        ("Principal owed to those who paid a claim", state.subrogated),
        ("Interest due and unpaid", state.interest_due),
        ("Interest accrued, not yet due", state.interest_accrued),
        ("Interest paid", state.interest_paid),
        ("Principal repaid", state.principal_repaid),
        ("Owed to the bank", state.owed_to_bank),
    ):
        typer.echo(f"  {translate(name, language())}  {amount:,.2f}")
    if state.overdue_since:
        say(
            "Overdue for {days} days, since {since}.",
            days=state.overdue_days,
            since=state.overdue_since,
        )
    say("Class by days overdue: {name}", name=word(f"class: {state.risk_class}"))
    instalments = table("No.", "From", "Due", "Days", "Interest", "Paid", "Status")
    for due in state.instalments:
        instalments.add_row(
            str(due.number),
            str(due.begins_on),
            str(due.due_on),
            str(due.days),
            f"{due.interest:,.2f}",
            f"{due.paid:,.2f}",
            word(f"instalment: {due.status}"),
        )
    Console().print(instalments)
    if len(state.principal_instalments) > 1:
        _print_principal(state)
    for why in sentences(state.estimates, language()):
        typer.echo(why)


def _print_principal(state: LoanState) -> None:
    parts = table("Due", "Principal", "Unpaid")
    for part in state.principal_instalments:
        parts.add_row(str(part.due_on), f"{part.amount:,.2f}", f"{part.unpaid:,.2f}")
    Console().print(parts)
