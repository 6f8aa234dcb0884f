"""`zhidai breaches list | show | record | object | decide`: the integrity register (4.4)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.filing_work import AsOption, KeyOption, person, told
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.integrity.breaches import BreachKind, BreachStatus
from zhidai.core.labels import Label
from zhidai.wording.integrity import breach_kind, breach_status
from zhidai.wording.speech import translate

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.integrity.views import BreachRow

_NEGATIVE_FINDING = 1
_UNKNOWN = "breach_unknown"
BreachArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="Breach. 失信登记编号。")]
GroundsOption = Annotated[str, typer.Option("--grounds", help="Grounds. 理由。")]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """One breach of the register; ends_on: from that day it counts no more, none without end."""

    number: str
    party: Label
    party_kind: str
    kind: BreachKind
    happened_on: date
    recorded_on: date
    objection_until: date
    ends_on: date | None
    status: BreachStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachList:
    """What `breaches list --json` prints."""

    breaches: tuple[BreachLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachAnswer:
    """What `breaches show --json` prints, and what record, object and decide print afterwards."""

    breach: BreachLine
    bureau: Label
    evidence: str
    recorded_by: Label
    objection: str
    objected_on: date | None
    decision: str
    decided_on: date | None
    decided_by: Label | None


def register(root: typer.Typer) -> None:
    """Adds the commands."""
    breaches = typer.Typer(no_args_is_help=True, help="Integrity register. 诚信备案名单。")
    breaches.command("list")(list_breaches)
    breaches.command("show")(show)
    breaches.command("record")(record)
    breaches.command("object")(object_to)
    breaches.command("decide")(decide)
    root.add_typer(breaches, name="breaches")


def list_breaches(
    *,
    who: AsOption,
    status: Annotated[
        BreachStatus | None, typer.Option("--status", help="Only these. 状态。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """List the breaches that a person's party sees; exit code 1 if one of them stands."""
    open_platform()
    from zhidai.services.integrity.queries import breach_rows

    lines = tuple(
        _line(row)
        for row in told(lambda: breach_rows(person(who), status=status or ""), unknown=_UNKNOWN)
    )
    if json:
        print_json(BreachList(breaches=lines))
    else:
        _print_list(lines)
    if any(line.status is BreachStatus.STANDS for line in lines):
        raise typer.Exit(_NEGATIVE_FINDING)


def show(
    number: BreachArgument, *, who: AsOption, json: JsonOption = False, lang: LanguageOption = None
) -> None:
    """Show a breach with its evidence, objection and decision. 查看失信登记。"""
    open_platform()
    _answer(who, number, as_json=json)


def record(
    *,
    who: AsOption,
    party: Annotated[str, typer.Option("--party", help="Name of the party. 当事方名称。")],
    kind: Annotated[BreachKind, typer.Option("--kind", help="What it did. 失信种类。")],
    day: Annotated[str, typer.Option("--happened-on", metavar="DAY", help="Day. 发生日期。")],
    evidence: Annotated[str, typer.Option("--evidence", help="Evidence. 依据。")],
    key: KeyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Record a breach of a party of the bureau's cases (a bureau). 登记失信行为。"""
    happened_on = parse_day(day)
    open_platform()
    from zhidai.services.integrity.commands import record_breach

    acting = person(who)
    answer = told(
        lambda: record_breach(
            acting,
            _party(who, party),
            kind=str(kind),
            happened_on=happened_on,
            evidence=evidence,
            key=key or _key(party, kind, day, evidence),
        ),
        unknown="breach_recorded_by_the_bureau_only",
    )
    _answer(who, str(answer["breach"]), as_json=json)


def object_to(
    number: BreachArgument,
    *,
    who: AsOption,
    grounds: GroundsOption,
    key: KeyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Object to a breach, once, within the days given (its party). 提出异议。"""
    open_platform()
    from zhidai.services.integrity.commands import object_to_breach

    made = key or f"object {number}"
    told(lambda: object_to_breach(person(who), number, grounds=grounds, key=made), unknown=_UNKNOWN)
    _answer(who, number, as_json=json)


def decide(
    number: BreachArgument,
    *,
    who: AsOption,
    dismiss: Annotated[bool, typer.Option("--dismiss/--uphold", help="Which way. 撤销或维持。")],
    grounds: GroundsOption,
    key: KeyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Dismiss a breach, or let it stand (another person of its bureau). 作出决定。"""
    open_platform()
    from zhidai.services.integrity.commands import decide_breach

    made = key or f"decide {number}"
    told(
        lambda: decide_breach(person(who), number, is_dismissed=dismiss, grounds=grounds, key=made),
        unknown=_UNKNOWN,
    )
    _answer(who, number, as_json=json)


def _answer(who: str, number: str, *, as_json: bool) -> None:
    from zhidai.services.integrity.queries import breach_view

    view = told(lambda: breach_view(person(who), number), unknown=_UNKNOWN)
    answer = BreachAnswer(
        breach=_line(view.row),
        bureau=view.bureau,
        evidence=view.evidence,
        recorded_by=view.recorded_by,
        objection=view.objection,
        objected_on=view.objected_on,
        decision=view.decision,
        decided_on=view.decided_on,
        decided_by=view.decided_by,
    )
    if as_json:
        print_json(answer)
    else:
        _print(answer)


def _key(*content: str) -> str:
    """The same record twice is one record."""
    return hashlib.sha256("\n".join(content).encode()).hexdigest()


def _party(who: str, name: str) -> int:
    """The party of the bureau's cases of that name. Bad input: `breach_party_unknown`."""
    from zhidai.services.integrity.queries import parties_to_record

    for key, label in parties_to_record(person(who)):
        if name.strip() in (label.zh, label.en):
            return key
    raise bad_input("breach_party_unknown", name=name[:60])


def _line(row: "BreachRow") -> BreachLine:
    return BreachLine(
        number=row.number,
        party=row.party,
        party_kind=row.party_kind,
        kind=row.kind,
        happened_on=row.happened_on,
        recorded_on=row.recorded_on,
        objection_until=row.objection_until,
        ends_on=row.ends_on,
        status=row.status,
    )


def _print_list(lines: tuple[BreachLine, ...]) -> None:
    table = Table()
    table.add_column(translate("Number", language()), no_wrap=True)
    for column in ("Party", "Kind of breach", "Happened on", "Status"):
        table.add_column(translate(column, language()), overflow="fold")
    for line in lines:
        table.add_row(
            line.number,
            escape(printable(line.party.in_language(language()))),
            breach_kind(line.kind, language()),
            line.happened_on.isoformat(),
            breach_status(line.status, language()),
        )
    if lines:
        Console().print(table)
    standing = sum(line.status is BreachStatus.STANDS for line in lines)
    say("{count} breaches, {standing} of them stand.", count=len(lines), standing=standing)


def _print(answer: BreachAnswer) -> None:
    line = answer.breach
    say(
        "{number}: {party}, {kind} on {day}; {status}.",
        number=line.number,
        party=line.party.in_language(language()),
        kind=breach_kind(line.kind, language()),
        day=line.happened_on.isoformat(),
        status=breach_status(line.status, language()),
    )
    told_of = (
        ("Evidence: {text}", answer.evidence),
        ("Objection: {text}", answer.objection),
        ("Decision: {text}", answer.decision),
    )
    for message, text in told_of:
        if text:
            say(message, text=text)
    say("An objection was possible until {day}.", day=line.objection_until.isoformat())
