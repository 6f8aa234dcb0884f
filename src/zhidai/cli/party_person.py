"""`zhidai party person list | add | let-in | disable | again`: who acts for a party."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.filing_work import AsOption, KeyOption, person, told
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.parties import PersonRole
from zhidai.wording.parties import person_role, person_status
from zhidai.wording.speech import translate

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.parties.register import PersonRow

_HALVES = {
    "first": "{username} is proposed; another person lets them in. "
    "First half of the first password, told this once: {half}",
    "second": "{username} is let in. Second half of the first password, told this once: {half} "
    "(the person types the first half, a hyphen and this one)",
}
_NO_PARTY, _NO_PERSON = "party_unknown", "party_person_unknown"
UserArgument = Annotated[str, typer.Argument(metavar="USERNAME", help="User name. 用户名。")]
PartyOption = Annotated[
    str | None, typer.Option("--party", help="Name, if not one's own. 参与方名称。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfAnswer:
    """What `party person add | let-in | again --json` print. half: None where told before.

    which: the first half to whoever proposes, the second to whoever lets in.
    """

    username: str
    which: Literal["first", "second"]
    half: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody of a party; until: last day of a first password."""

    username: str
    name: Label
    role: PersonRole
    status: str
    until: date | None
    disabled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList:
    """What `party person list --json` prints."""

    party: Label
    people: tuple[PersonLine, ...]


def register(party: typer.Typer) -> None:
    """Adds the commands."""
    people = typer.Typer(no_args_is_help=True, help="People of a party. 人员。")
    people.command("list")(list_people)
    people.command("add")(add)
    people.command("let-in")(let_in)
    people.command("disable")(disable)
    people.command("again")(again)
    party.add_typer(people, name="person")


def list_people(
    *,
    who: AsOption,
    party: PartyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """List the people of a party. 列出人员。"""
    open_platform()
    from zhidai.services.parties.register import party_view

    view = told(lambda: party_view(person(who), _party(who, party)), unknown=_NO_PARTY)
    lines = tuple(_line(each) for each in view.people or ())
    if json:
        print_json(PersonList(party=view.row.name, people=lines))
        return
    if view.people is None:
        say("Two people or more are at work for this party: it lets in and disables its own.")
        return
    if lines:
        Console().print(_table(lines))
    say("People: {count}, at work: {at_work}.", count=len(lines), at_work=view.row.at_work)


def add(
    username: UserArgument,
    *,
    who: AsOption,
    name: Annotated[str, typer.Option("--name", help="The person's name. 姓名。")],
    role: Annotated[PersonRole, typer.Option("--role", help="Role. 岗位。")],
    name_en: Annotated[str, typer.Option("--name-en", help="English name. 英文名。")] = "",
    party: PartyOption = None,
    key: KeyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Propose a person; prints the first half of a first password, once. 提名人员。"""
    open_platform()
    from zhidai.services.parties.entering import Proposed
    from zhidai.services.parties.people import propose_person

    new = Proposed(username=username, full_name=name, full_name_en=name_en, role=role)
    made = key or _key(username, name, name_en, str(role))
    done = told(
        lambda: propose_person(person(who), _party(who, party), new, key=made), unknown=_NO_PARTY
    )
    _say_half(HalfAnswer(username=username, which="first", half=done.half), json=json)


def let_in(
    username: UserArgument,
    *,
    who: AsOption,
    key: Annotated[str, typer.Option("--key", help="Idempotency key. 幂等键。")] = "",
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Let in whom another proposed; prints the second half, once. 人员准入。"""
    open_platform()
    from zhidai.services.parties.people import let_in as let_somebody_in

    # Without a key each run is a command of its own: somebody may be let in more than once.
    made = key or _fresh_key()
    done = told(lambda: let_somebody_in(person(who), username, key=made), unknown=_NO_PERSON)
    _say_half(HalfAnswer(username=username, which="second", half=done.half), json=json)


def disable(
    username: UserArgument,
    *,
    who: AsOption,
    grounds: Annotated[str, typer.Option("--grounds", help="Grounds. 理由。")],
    key: KeyOption = None,
    lang: LanguageOption = None,
) -> None:
    """Disable a person, or turn a proposal down. 停用人员。"""
    open_platform()
    from zhidai.services.parties.people import disable_person

    made = key or _fresh_key()
    told(
        lambda: disable_person(person(who), username, grounds=grounds, key=made),
        unknown=_NO_PERSON,
    )
    say("{username} is disabled.", username=username)


def again(
    username: UserArgument,
    *,
    who: AsOption,
    role: Annotated[PersonRole, typer.Option("--role", help="Role. 岗位。")],
    key: KeyOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Propose a disabled person again; prints a new first half, once. 重新提名人员。"""
    open_platform()
    from zhidai.services.parties.people import propose_again

    made = key or _fresh_key()
    done = told(
        lambda: propose_again(person(who), username, role=role, key=made), unknown=_NO_PERSON
    )
    _say_half(HalfAnswer(username=username, which="first", half=done.half), json=json)


def _say_half(answer: HalfAnswer, *, json: bool) -> None:
    """The half with what to do with it."""
    if json:
        print_json(answer)
        return
    if answer.half is None:
        say(
            "This half of the first password of {username} was told before.",
            username=answer.username,
        )
        return
    say(_HALVES[answer.which], username=answer.username, half=answer.half)


def _party(who: str, name: str | None) -> int:
    """One's own party, or one of that name in the bureau's register. Bad input: `party_unknown`."""
    from zhidai.services.parties.register import register as register_of

    acting = person(who)
    if name is None or name.strip() in (acting.party_name, acting.party_name_en):
        return acting.party_id
    for row in told(lambda: register_of(acting), unknown=_NO_PARTY):
        if name.strip() in (row.name.zh, row.name.en):
            return row.id
    raise bad_input(_NO_PARTY)


def _fresh_key() -> str:
    import uuid

    return uuid.uuid4().hex


def _key(*content: str) -> str:
    """The same proposal twice is one."""
    return hashlib.sha256("\n".join(content).encode()).hexdigest()


def _line(person: "PersonRow") -> PersonLine:
    return PersonLine(
        username=person.username,
        name=person.name,
        role=PersonRole(person.role),
        status=person.status,
        until=person.until,
        disabled_on=person.disabled_on,
    )


def _table(lines: tuple[PersonLine, ...]) -> Table:
    table = Table()
    for column in ("User name", "Full name", "Role", "Status"):
        table.add_column(translate(column, language()), overflow="fold")
    for line in lines:
        table.add_row(
            escape(printable(line.username)),
            escape(printable(line.name.in_language(language()))),
            person_role(line.role, language()),
            person_status(line.status, language()),
        )
    return table
