"""`zhidai scheme audit | draft`: a scheme held against its policy's own text, or begun from it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import SchemeArgument, folder_of, scheme_of
from zhidai.core.errors import Reason, bad_input
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.audit import audit as audit_text
from zhidai.core.policy_text.audit import seal as seal_text
from zhidai.core.policy_text.draft import draft as draft_text
from zhidai.core.policy_text.report import AuditFinding, AuditReport, FindingKind
from zhidai.documents.file_writing import write_file, write_files
from zhidai.documents.policy_text import read_policy_file
from zhidai.schemes.drafting import draft_files
from zhidai.schemes.folder import SEALS
from zhidai.schemes.seals import seals_as_yaml
from zhidai.wording.speech import clause_name, sentence, translate

_NEGATIVE_FINDING = 1

_KINDS = {
    FindingKind.PARAMETER: "parameter",
    FindingKind.NUMBER: "number",
    FindingKind.CLAUSE: "clause",
    FindingKind.WORDING: "wording",
    FindingKind.ENCODING: "encoding",
    FindingKind.PARTY: "party",
    FindingKind.IDENTITY: "identity",
    FindingKind.CONSISTENCY: "consistency",
}

TextOption = Annotated[
    Path, typer.Option("--text", metavar="FILE", help="The policy, .txt or .docx. 方案文本。")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditAnswer:
    """What `scheme audit --json` prints; spans are offsets into the text that was read."""

    open: int
    report: AuditReport


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """What `scheme draft --json` prints."""

    folder: str
    clauses: int
    parameters: int
    waivers: int


def audit(
    scheme: SchemeArgument,
    *,
    text: TextOption,
    seal: Annotated[
        bool,
        typer.Option("--seal", help="Confirm each clause as it reads now. 确认各条款现有文字。"),
    ] = False,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Hold a scheme against its policy's text, both ways. 对照方案文本核对方案数据。"""
    found = scheme_of(scheme)
    written = read_policy_file(text)
    if seal:
        found = _sealed(found, scheme, written)
    report = audit_text(found, written)
    if json:
        print_json(AuditAnswer(open=len(report.findings), report=report))
    else:
        _print_report(report)
    if not report.is_clean:
        raise typer.Exit(_NEGATIVE_FINDING)


def draft(
    *,
    text: TextOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A new folder. 新文件夹。")
    ],
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Begin a scheme from a policy's text, every guess to be confirmed. 由方案文本起草方案数据。"""
    drafted = draft_text(read_policy_file(text))
    if not drafted.numbered:
        raise bad_input("draft_without_clauses", file=text.name)
    _require_empty(output)
    write_files(output, draft_files(drafted, output))
    answer = DraftAnswer(
        folder=str(output),
        clauses=len(drafted.clauses),
        parameters=len(drafted.parameters),
        waivers=len(drafted.waivers),
    )
    if json:
        print_json(answer)
        return
    say(
        "{folder}: {clauses} clauses, {parameters} candidate parameters, {waivers} waivers.",
        folder=answer.folder,
        clauses=answer.clauses,
        parameters=answer.parameters,
        waivers=answer.waivers,
    )
    say("Everything in it is a guess: confirm each line, then run scheme check and scheme audit.")


def _require_empty(folder: Path) -> None:
    """Nothing is written over: what stands there may be confirmed by a person."""
    if folder.is_dir() and any(folder.iterdir()):
        raise bad_input("draft_folder_not_empty", folder=str(folder))


def _sealed(found: Scheme, written: str, text: str) -> Scheme:
    """Writes the seals into the scheme's folder and reads the scheme anew."""
    target = _writable(folder_of(written)) / SEALS
    write_file(target, seals_as_yaml(seal_text(found, text)).encode())
    return scheme_of(str(target.parent) + "/")


def _writable(folder: Traversable | Path) -> Path:
    if isinstance(folder, Path) and os.access(folder, os.W_OK):
        return folder
    raise bad_input("scheme_folder_read_only", folder=str(folder))


def _print_report(report: AuditReport) -> None:
    if report.findings:
        _print_findings(report.findings)
    numbers = [number for clause in report.clauses for number in clause.numbers]
    say(
        "{scheme}: {clauses} clauses; {found} of {parameters} parameters found as stated.",
        scheme=report.scheme,
        clauses=len(report.clauses),
        found=sum(one.found for one in report.parameters),
        parameters=len(report.parameters),
    )
    say(
        "{numbers} numbers in the text: {stated} stated, {waived} waived, {open} not covered.",
        numbers=len(numbers),
        stated=sum(bool(one.parameters) for one in numbers),
        waived=sum(one.waived for one in numbers),
        open=sum(not one.covered for one in numbers),
    )
    if not report.sealed:
        say("No clause is sealed: words without numbers were not compared (--seal confirms them).")
    if report.is_clean:
        say("Nothing is open.")
    else:
        say("{count} findings are open.", count=len(report.findings))


def _print_findings(findings: tuple[AuditFinding, ...]) -> None:
    """Clause by clause, in the order of the text."""
    table = Table()
    for column in ("Clause", "Kind", "Finding"):
        table.add_column(translate(column, language()), overflow="fold")
    for clause, kind, text in _rows(findings):
        table.add_row(escape(clause), escape(kind), escape(text))
    Console().print(table)


def _rows(findings: tuple[AuditFinding, ...]) -> Iterator[tuple[str, str, str]]:
    grouped: dict[str | None, list[AuditFinding]] = {}
    for one in findings:
        grouped.setdefault(one.reason.clause, []).append(one)
    for clause, group in grouped.items():
        name = "" if clause is None else clause_name(clause, language())
        for one in group:
            bare = Reason(code=one.reason.code, parameters=one.reason.parameters)
            kind = translate(_KINDS[one.kind], language())
            yield printable(name), kind, printable(sentence(bare, language()))
            name = ""
