"""`zhidai filing send | receive | return | export`: what bank and bureau do with a month."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from zhidai.cli.output import LanguageOption, language, print_error, say
from zhidai.cli.platform import open_platform
from zhidai.core.errors import bad_input
from zhidai.wording.speech import sentences

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.acting import Acting

_NEGATIVE_FINDING = 1
T = TypeVar("T")

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="Filing. 备案编号。")]
AsOption = Annotated[
    str, typer.Option("--as", metavar="USERNAME", help="Who looks or acts. 办理人用户名。")
]
KeyOption = Annotated[str | None, typer.Option("--key", help="Idempotency key. 幂等键。")]


def register(filing: typer.Typer) -> None:
    """Adds the commands to those of the filing."""
    filing.command("send")(send)
    filing.command("receive")(receive)
    filing.command("return")(give_back)
    filing.command("export")(export)


def send(
    number: NumberArgument,
    *,
    who: AsOption,
    replaces: Annotated[
        int, typer.Option("--replaces", min=0, help="Version seen; 0: none. 所替换的版本。")
    ] = 0,
    note: Annotated[str, typer.Option("--note", help="Note to the bureau. 说明。")] = "",
    key: KeyOption = None,
    lang: LanguageOption = None,
) -> None:
    """Send a month to the bureau as it stands now (the bank). 报送备案。"""
    open_platform()
    from zhidai.services.filings.commands import send_filing

    made = key or f"send {number} {replaces}"
    answer = told(lambda: send_filing(person(who), number, replaces=replaces, note=note, key=made))
    say("Version {version} of {number} is sent.", version=answer["version"], number=number)


def receive(
    number: NumberArgument,
    *,
    who: AsOption,
    version: Annotated[int, typer.Option("--version", min=1, help="Version seen. 版本。")],
    key: KeyOption = None,
    lang: LanguageOption = None,
) -> None:
    """Receive a version (the bureau). 接收备案。"""
    open_platform()
    from zhidai.services.filings.commands import receive_filing

    made = key or f"receive {number} {version}"
    told(lambda: receive_filing(person(who), number, version=version, key=made))
    say("Version {version} of {number} is received.", version=version, number=number)


def give_back(
    number: NumberArgument,
    *,
    who: AsOption,
    version: Annotated[int, typer.Option("--version", min=1, help="Version seen. 版本。")],
    grounds: Annotated[str, typer.Option("--grounds", help="Grounds. 退回理由。")],
    key: KeyOption = None,
    lang: LanguageOption = None,
) -> None:
    """Return a version with its grounds (the bureau). 退回备案。"""
    open_platform()
    from zhidai.services.filings.commands import return_filing

    made = key or f"return {number} {version}"
    told(lambda: return_filing(person(who), number, version=version, grounds=grounds, key=made))
    say("Version {version} of {number} is returned.", version=version, number=number)


def export(
    number: NumberArgument,
    *,
    who: AsOption,
    version: Annotated[int, typer.Option("--version", min=1, help="Which version. 版本。")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File: .pdf or .xlsx. 输出文件。")],
    lang: LanguageOption = None,
) -> None:
    """Write a version that was sent as a PDF or a workbook. 导出备案表。"""
    if output.suffix.lower() not in (".pdf", ".xlsx"):
        raise bad_input("output_ending_unknown", file=output.name, known=".pdf, .xlsx")
    open_platform()
    from zhidai.documents.file_writing import write_file
    from zhidai.services.filings.queries import filing_document, filing_workbook_file

    make = filing_document if output.suffix.lower() == ".pdf" else filing_workbook_file
    _, _, content = told(lambda: make(person(who), number, version))
    write_file(output, content)
    say("{file} is written.", file=str(output))


def person(username: str) -> "Acting":
    """Who acts; bad input for a user name that nobody has."""
    from zhidai.services.acting import acting_of_username

    acting = acting_of_username(username)
    if acting is None:
        raise bad_input("person_unknown", username=username[:60])
    return acting


def told(work: Callable[[], T], *, unknown: str = "filing_unknown") -> T:
    """What a service answers; its refusal in sentences, and exit code 1."""
    from zhidai.services.refusal import NotFound, Refused

    try:
        return work()
    except NotFound:
        raise bad_input(unknown) from None
    except Refused as refused:
        for text in sentences(refused.reasons, language()):
            print_error(text)
        raise typer.Exit(_NEGATIVE_FINDING) from None
