"""`zhidai party begin | add | list`: a place's bureau by the operator, the rest by the bureau."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.filing_work import AsOption, KeyOption, person, told
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.party_person import register as register_person_commands
from zhidai.cli.platform import open_platform
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.wording.parties import party_kind
from zhidai.wording.speech import translate

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.parties.register import PartyRow

_UNKNOWN = "party_register_of_a_bureau"
NameOption = Annotated[str, typer.Option("--name", help="Name as registered. 登记名称。")]
EnglishOption = Annotated[str, typer.Option("--name-en", help="English name. 英文名称。")]
CodeOption = Annotated[
    str | None, typer.Option("--code", help="Unified social credit code. 统一社会信用代码。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One party of the register; at_work: how many people act for it."""

    name: Label
    kind: PartyKind
    credit_code: str | None
    place: Label
    at_work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyList:
    """What `party list --json` prints."""

    parties: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPasswordAnswer:
    """A whole first password, as only the operator is told it."""

    username: str
    first_password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAnswer:
    """What `party begin --json` prints: the bureau's first two people."""

    place: str
    bureau: str
    people: tuple[FirstPasswordAnswer, ...]


def register(root: typer.Typer) -> None:
    """Adds the commands."""
    party = typer.Typer(no_args_is_help=True, help="Parties and their people. 参与方与人员。")
    party.command("begin")(begin)
    party.command("add")(add)
    party.command("list")(list_parties)
    register_person_commands(party)
    root.add_typer(party, name="party")


def begin(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="As its scheme. 方案所写地名。")],
    *,
    name: NameOption,
    officer: Annotated[str, typer.Option("--officer", help="User name. 经办人用户名。")],
    officer_name: Annotated[str, typer.Option("--officer-name", help="Name. 经办人姓名。")],
    approver: Annotated[str, typer.Option("--approver", help="User name. 审批人用户名。")],
    approver_name: Annotated[str, typer.Option("--approver-name", help="Name. 审批人姓名。")],
    name_en: EnglishOption = "",
    code: CodeOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Begin a place: its bureau with an officer and an approver. 建立某地市场监管局。"""
    open_platform()
    from zhidai.services.parties.entering import Proposed, begin_place
    from zhidai.services.parties.registration import NewParty

    bureau = NewParty(
        kind=PartyKind.BUREAU, name=name, name_en=name_en, place=place.strip(), credit_code=code
    )
    first, second = (
        Proposed(username=username, full_name=full_name, full_name_en="", role=role)
        for username, full_name, role in (
            (officer, officer_name, PersonRole.OFFICER),
            (approver, approver_name, PersonRole.APPROVER),
        )
    )
    _, made = begin_place(bureau, first, second)
    people = tuple(
        FirstPasswordAnswer(username=each.username, first_password=each.password) for each in made
    )
    if json:
        print_json(BeginAnswer(place=bureau.place, bureau=name, people=people))
        return
    say("{name} is the bureau of {place}; it enters the other parties.", name=name, place=place)
    for each in people:
        say(
            "First password of {username}, told this once: {password}",
            username=each.username,
            password=each.first_password,
        )


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name as registered. 登记名称。")],
    *,
    who: AsOption,
    kind: Annotated[PartyKind, typer.Option("--kind", help="Kind of party. 类别。")],
    name_en: EnglishOption = "",
    code: CodeOption = None,
    place: Annotated[
        str | None, typer.Option("--place", help="If not the bureau's own. 注册地。")
    ] = None,
    place_en: Annotated[
        str, typer.Option("--place-en", help="If no scheme names it. 注册地英文名。")
    ] = "",
    key: KeyOption = None,
    lang: LanguageOption = None,
) -> None:
    """Enter a party in the register (a bureau). 登记参与方。"""
    open_platform()
    from zhidai.services.parties.entering import enter_party
    from zhidai.services.parties.registration import NewParty

    acting = person(who)
    new = NewParty(
        kind=kind,
        name=name,
        name_en=name_en,
        place=place or acting.place,
        place_en=place_en,
        credit_code=code,
    )
    content = "\n".join((str(kind), name, name_en, new.place, place_en, code or ""))
    made = key or hashlib.sha256(content.encode()).hexdigest()
    told(lambda: enter_party(acting, new, key=made), unknown=_UNKNOWN)
    say("{name} is in the register.", name=name)


def list_parties(*, who: AsOption, json: JsonOption = False, lang: LanguageOption = None) -> None:
    """List the register of a bureau. 列出参与方。"""
    open_platform()
    from zhidai.services.parties.register import register as register_of

    lines = tuple(_line(row) for row in told(lambda: register_of(person(who)), unknown=_UNKNOWN))
    if json:
        print_json(PartyList(parties=lines))
        return
    if lines:
        Console().print(_table(lines))
    say("{count} parties.", count=len(lines))


def _table(lines: tuple[PartyLine, ...]) -> Table:
    table = Table()
    for column in ("Name", "Kind of party", "Unified social credit code", "Registered in"):
        table.add_column(translate(column, language()), overflow="fold")
    table.add_column(translate("People at work", language()), justify="right", overflow="fold")
    for line in lines:
        table.add_row(
            escape(printable(line.name.in_language(language()))),
            party_kind(line.kind, language()),
            line.credit_code or "",
            escape(printable(line.place.in_language(language()))),
            str(line.at_work),
        )
    return table


def _line(row: "PartyRow") -> PartyLine:
    return PartyLine(
        name=row.name,
        kind=row.kind,
        credit_code=row.credit_code,
        place=row.place,
        at_work=row.at_work,
    )
