"""`zhidai scheme diff`: what changed from one scheme to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.policy.diff import PartChange, diff
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyChange, MoneyEffect, NotComputed, money_effect
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days
from zhidai.wording.differences import COLUMNS, MONEY_COLUMNS, change_rows, money_notes, money_rows
from zhidai.wording.speech import translate

_NEGATIVE_FINDING = 1
OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", help="The scheme before: id or folder. 原方案。")
]
NewArgument = Annotated[
    str, typer.Argument(metavar="NEW", help="The scheme after: id or folder. 新方案。")
]


def compare(
    old: OldArgument,
    new: NewArgument,
    *,
    live_cases: Annotated[
        bool,
        typer.Option(
            "--live-cases",
            help="Count the platform's open and running cases on OLD. 统计按原方案办理的在办业务。",
        ),
    ] = False,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say what changed from one scheme to another, clause by clause. 比较两个方案。"""
    before, after = scheme_of(old), scheme_of(new)
    found = diff(before, after)
    money = money_effect(before, after, reference=reference_tables(), working_days=working_days())
    live = _live_cases(before) if live_cases else None
    if json:
        print_json(
            DiffAnswer(
                old=found.old,
                new=found.new,
                changes=found.changes,
                money=money.changes,
                money_not_computed=money.not_computed,
                live_cases=live,
            )
        )
    elif not found.changes:
        say("Nothing differs.")
    else:
        _print(COLUMNS, change_rows(found.changes, (after, before), language()))
        say("{count} parts differ.", count=len(found.changes))
        _print_money(money, before, after)
    if live is not None and not json:
        say("{count} open or running cases stay on {version}.", count=live, version=found.old[:12])
    if found.changes:
        raise typer.Exit(_NEGATIVE_FINDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffAnswer:
    """What `scheme diff --json` prints: the parts that differ, and what they move in money."""

    old: str
    new: str
    changes: tuple[PartChange, ...]
    money: tuple[MoneyChange, ...]
    money_not_computed: tuple[NotComputed, ...]  # where an x-ray could not be taken
    live_cases: int | None  # open or running on the old version; None: not asked


def _live_cases(before: Scheme) -> int:
    """How many cases of this platform stay on the old version; opens the database."""
    from zhidai.cli.platform import open_platform

    open_platform()
    from zhidai.services.schemes.queries import live_cases

    return live_cases(before.id, before.content_hash)


def _print_money(money: MoneyEffect, *schemes: Scheme) -> None:
    if money.changes:
        _print(MONEY_COLUMNS, money_rows(money.changes, schemes, language()))
    for note in money_notes(money, schemes, language()):
        Console(soft_wrap=True).print(escape(printable(note)))


def _print(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table()
    for column in columns:
        table.add_column(translate(column, language()), overflow="fold")
    for row in rows:
        table.add_row(*(escape(printable(cell)) for cell in row))
    Console().print(table)
