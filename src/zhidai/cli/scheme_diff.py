"""`zhidai scheme diff`: what changed from one scheme to another."""

from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.policy.diff import ChangeKind, PartChange, diff
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyChange, money_effect
from zhidai.reference.assessment_tables import reference_tables
from zhidai.wording.scheme_parts import field_word, part_word
from zhidai.wording.speech import clause_name, translate
from zhidai.wording.xray import money_figure, money_value

_NEGATIVE_FINDING = 1
_KINDS = {
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.CHANGED: "changed",
}

OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", help="The scheme before: id or folder. 原方案。")
]
NewArgument = Annotated[
    str, typer.Argument(metavar="NEW", help="The scheme after: id or folder. 新方案。")
]


def compare(
    old: OldArgument, new: NewArgument, *, json: JsonOption = False, lang: LanguageOption = None
) -> None:
    """Say what changed from one scheme to another, clause by clause. 比较两个方案。"""
    before, after = scheme_of(old), scheme_of(new)
    found = diff(before, after)
    money = money_effect(before, after, reference=reference_tables())
    if json:
        print_json(DiffAnswer(old=found.old, new=found.new, changes=found.changes, money=money))
    elif not found.changes:
        say("Nothing differs.")
    else:
        _print(found.changes)
        say("{count} parts differ.", count=len(found.changes))
        _print_money(money, before, after)
    if found.changes:
        raise typer.Exit(_NEGATIVE_FINDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffAnswer:
    """What `scheme diff --json` prints: the parts that differ, and what they move in money."""

    old: str
    new: str
    changes: tuple[PartChange, ...]
    money: tuple[MoneyChange, ...]


def _print_money(money: tuple[MoneyChange, ...], *schemes: Scheme) -> None:
    if not money:
        say("On the reference loan no figure of money moves.")
        return
    table = Table()
    for column in ("Figure", "Before", "After"):
        table.add_column(translate(column, language()), overflow="fold")
    for one in money:
        name = money_figure(one.figure, one.of, schemes, language())
        _add(table, name, *(money_value(one.figure, value) for value in (one.old, one.new)))
    Console().print(table)


def _print(changes: tuple[PartChange, ...]) -> None:
    table = Table()
    for column in ("Part", "Clause", "Kind", "Before", "After"):
        table.add_column(translate(column, language()), overflow="fold")
    for change in changes:
        kind = translate(_KINDS[change.kind], language())
        clause = "" if change.clause is None else clause_name(change.clause, language())
        first = (f"{part_word(change.part, language())}: {change.name}", clause, kind)
        for one in change.fields:
            old, new = one.old.in_language(language()), one.new.in_language(language())
            if one.field != change.name:
                kind = f"{kind}: {field_word(one.field, language())}"
            _add(table, *first[:2], kind, old, new)
            first, kind = ("", "", ""), ""
        if not change.fields:
            _add(table, *first, "", "")
    Console().print(table)


def _add(table: Table, *cells: str) -> None:
    table.add_row(*(escape(printable(cell)) for cell in cells))
