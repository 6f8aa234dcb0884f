"""`zhidai journal balance | export | check | reconcile`: the books of the platform."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli import journal_periods
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.calendar import parse_day
from zhidai.core.journal.reconciliation import Reconciliation, covered_by, require_days_apart
from zhidai.core.journal.reconciliation import reconcile as against
from zhidai.core.money import from_fen
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.documents.bank_statements import StatementColumns, statement_lines
from zhidai.documents.tables import read_table_file
from zhidai.wording.journal import account_word, class_word
from zhidai.wording.scheme_parts import word_of
from zhidai.wording.speech import translate
from zhidai.wording.statistics import value_text

_NEGATIVE_FINDING = 1

DayOption = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="At the end of this day. 截至日期。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """One account of one party; balance in yuan, debit above zero."""

    party: str
    role: str
    account: str
    account_class: str
    balance: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBalance:
    """What `journal balance --json` prints."""

    on: date
    lines: tuple[BalanceLine, ...]


def register(root: typer.Typer) -> None:
    """Adds the commands."""
    journal = typer.Typer(no_args_is_help=True, help="The books. 账簿。")
    journal.command("balance")(show_balance)
    journal.command("export")(export)
    journal.command("check")(check)
    journal.command("reconcile")(reconcile)
    journal_periods.register(journal)
    root.add_typer(journal, name="journal")


def show_balance(
    *, on: DayOption = None, json: JsonOption = False, lang: LanguageOption = None
) -> None:
    """Print the trial balance of every party on a day. 各方科目余额表。"""
    day = _opened_on(on)
    from zhidai.services.journal.queries import balances_on

    lines = tuple(
        BalanceLine(
            party=one.party,
            role=one.role,
            account=str(one.account),
            account_class=str(one.account_class),
            balance=from_fen(one.balance),
        )
        for one in balances_on(day)
    )
    if json:
        print_json(TrialBalance(on=day, lines=lines))
        return
    _print(lines)
    say("{count} accounts on {on}.", count=len(lines), on=day.isoformat())


def export(
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write. 输出文件。")],
    on: DayOption = None,
    lang: LanguageOption = None,
) -> None:
    """Write the journal as plain-text accounting (beancount). 导出复式账。"""
    day = _opened_on(on)
    from zhidai.core.journal.beancount import ledger
    from zhidai.documents.file_writing import write_file
    from zhidai.services.journal.queries import ledger_lines

    lines, names = ledger_lines(day)
    write_file(output, ledger(lines, names=names).encode())
    say("{count} entries written to {file}.", count=len(lines), file=str(output))


def check(*, on: DayOption = None, lang: LanguageOption = None) -> None:
    """Make every loan's entries anew and hold the books against them. 重算并核对账簿。"""
    day = _opened_on(on)
    from zhidai.services.journal.queries import not_booked

    found = 0
    for one in not_booked(day):
        found += 1
        say(
            "{loan}: not as booked: {movements}.", loan=one.loan, movements=", ".join(one.movements)
        )
    if found:
        raise typer.Exit(_NEGATIVE_FINDING)
    say("Every loan's entries are as they ought to be on {on}.", on=day.isoformat())


def reconcile(
    statement: Annotated[
        Path, typer.Argument(metavar="STATEMENT", help="CSV, XLSX, Parquet. 银行对账单。")
    ],
    *,
    party: Annotated[str, typer.Option("--party", help="Whose books, by name. 账簿所属方。")],
    day_column: Annotated[str, typer.Option("--day", help="Column of the day. 日期列。")] = "日期",
    amount_column: Annotated[
        str, typer.Option("--amount", help="Column of the amount, in above zero. 金额列。")
    ] = "金额",
    text_column: Annotated[
        str, typer.Option("--text", help="Column of the text. 摘要列。")
    ] = "摘要",
    in_column: Annotated[
        str, typer.Option("--in", help="Column of money in, with --out. 收入列。")
    ] = "",
    out_column: Annotated[
        str, typer.Option("--out", help="Column of money out, with --in. 支出列。")
    ] = "",
    within: Annotated[int, typer.Option("--within", help="Days apart. 相差天数。")] = 3,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="First day it covers. 对账单起始日。"),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DAY", help="Last day it covers. 对账单截止日。"),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Hold a bank statement against the cash booked; differences are listed. 银行对账。"""
    columns = StatementColumns(
        day=day_column,
        amount=amount_column,
        text=text_column,
        money_in=in_column,
        money_out=out_column,
    )
    table = read_table_file(statement)
    lines = statement_lines(table, columns=columns, file=statement.name)
    open_platform()
    from zhidai.services.journal.queries import cash_of

    covered = covered_by(lines, since=_day(since), until=_day(until))
    require_days_apart(within)
    cash = cash_of(party, covered.widened(within))
    found = against(lines, cash, covered, within_days=within)
    if json:
        print_json(found)
    else:
        _say_what_was_read(columns.amounts_in(table))
        _print_reconciliation(found)
    if found.only_in_statement or found.only_in_books:
        raise typer.Exit(_NEGATIVE_FINDING)


def _say_what_was_read(amounts: tuple[str, ...]) -> None:
    """Two columns are read as a bank writes them of its customer, which is not told by the file."""
    if len(amounts) == 1:
        say("Amounts read: {column}, money in above zero.", column=amounts[0])
        return
    money_in, money_out = amounts
    say(
        "Amounts read: {money_in} as money in, {money_out} as money out.",
        money_in=money_in,
        money_out=money_out,
    )


def _day(typed: str | None) -> date | None:
    return None if typed is None else parse_day(typed)


def _print_reconciliation(found: Reconciliation) -> None:
    say(
        "Days covered: {since} to {until} (--since and --until state others).",
        since=found.covered.since.isoformat(),
        until=found.covered.until.isoformat(),
    )
    say("{count} lines agree.", count=len(found.agreed))
    table = Table()
    for column in ("Only in", "Row or loan", "Day", "Amount"):
        table.add_column(translate(column, language()), overflow="fold")
    for line in found.only_in_statement:
        table.add_row(
            translate("statement", language()),
            str(line.number),
            line.on.isoformat(),
            f"{line.amount:.2f}",
        )
    for one in found.only_in_books:
        table.add_row(
            translate("books", language()),
            escape(printable(one.loan)),
            one.on.isoformat(),
            f"{one.amount:.2f}",
        )
    if table.row_count:
        Console().print(table)
    say(
        "The statement has {difference} yuan more than the books.",
        difference=f"{found.difference:.2f}",
    )


def _opened_on(on: str | None) -> date:
    open_platform()
    from zhidai.services import business_date

    return business_date.today() if on is None else parse_day(on)


def _print(lines: tuple[BalanceLine, ...]) -> None:
    table = Table()
    for column in ("Party", "Role", "Class", "Account"):
        table.add_column(translate(column, language()), overflow="fold")
    table.add_column(translate("Balance (yuan)", language()), justify="right", no_wrap=True)
    for one in lines:
        table.add_row(
            escape(printable(one.party)),
            word_of(one.role, language()),
            class_word(one.account_class, language()),
            account_word(one.account, language()),
            value_text(one.balance, FigureUnit.YUAN),
        )
    Console().print(table)
