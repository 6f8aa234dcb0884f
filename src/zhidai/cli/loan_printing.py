"""How `zhidai loan replay` prints a loan for people."""

from decimal import Decimal

import typer
from rich.console import Console

from zhidai.cli.loan_class import print_classes
from zhidai.cli.loan_words import table, word
from zhidai.cli.output import language, say
from zhidai.core.lending.state import LoanState
from zhidai.core.portfolio.loan_classes import LoanClasses
from zhidai.wording.speech import sentences, translate


def print_state(state: LoanState, *, annual_rate: Decimal, standing: LoanClasses) -> None:
    """Where a loan stands: amounts, arrears, class, and its due days."""
    say("The loan on {on}: {status}", on=state.on, status=word(f"loan: {state.status}"))
    say("Yearly rate {rate}%", rate=f"{(annual_rate * 100).normalize():f}")
    for name, amount in _amounts(state):
        typer.echo(f"  {translate(name, language())}  {amount:,.2f}")
    agreed = state.schedule[-1].due_on
    if state.due_on is not None and state.due_on != agreed:
        say("Falls due on {on}, extended from {before}.", on=state.due_on, before=agreed)
    if state.overdue_since:
        say(
            "Overdue for {days} days, since {since}.",
            days=state.overdue_days,
            since=state.overdue_since,
        )
    if state.paused_days:
        say("{days} days past due were paused and do not count.", days=state.paused_days)
    print_classes(standing)
    _print_instalments(state)
    if len(state.principal_instalments) > 1:
        _print_principal(state)
    for why in sentences(state.estimates, language()):
        typer.echo(why)


def _amounts(state: LoanState) -> list[tuple[str, Decimal]]:
    """The figures that every loan has, and in their places those that this loan has."""
    lines = (
        ("Principal owed to the bank", state.principal_balance, True),
        ("Principal owed to those who paid a claim", state.subrogated, True),
        ("Interest due and unpaid", state.interest_due, True),
        ("of it penalty interest", state.penalty_due, False),
        ("of it compound interest", state.compound_due, False),
        ("Interest accrued, not yet due", state.interest_accrued, True),
        ("Interest paid", state.interest_paid, True),
        ("Principal repaid", state.principal_repaid, True),
        ("Principal waived", state.principal_waived, False),
        ("Interest waived", state.interest_waived, False),
        ("Principal written off", state.principal_written_off, False),
        ("Interest written off", state.interest_written_off, False),
        ("Recovered after the write-off", state.recovered_after_write_off, False),
        ("Owed to the bank", state.owed_to_bank, True),
    )
    found = [(name, amount) for name, amount, always in lines if always or amount]
    if state.principal_lent != sum(due.principal for due in state.schedule):
        found.insert(0, ("Principal lent", state.principal_lent))
    return found


def _print_instalments(state: LoanState) -> None:
    charged = any(due.penalty or due.compound for due in state.instalments)
    more = ("Penalty", "Compound") if charged else ()
    instalments = table("No.", "From", "Due", "Days", "Interest", *more, "Paid", "Status")
    for due in state.instalments:
        amounts = (due.interest, *((due.penalty, due.compound) if charged else ()), due.paid)
        instalments.add_row(
            str(due.number),
            str(due.begins_on),
            str(due.due_on),
            str(due.days),
            *(f"{amount:,.2f}" for amount in amounts),
            word(f"instalment: {due.status}"),
        )
    Console().print(instalments)


def _print_principal(state: LoanState) -> None:
    parts = table("Due", "Principal", "Unpaid")
    for part in state.principal_instalments:
        parts.add_row(str(part.due_on), f"{part.amount:,.2f}", f"{part.unpaid:,.2f}")
    Console().print(parts)
