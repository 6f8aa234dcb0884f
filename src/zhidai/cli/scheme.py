"""`zhidai scheme list | show | check`, and the commands that hold schemes against something."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli import policy, scheme_diff
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import SchemeArgument, folder_of, scheme_of
from zhidai.cli.xray import xray
from zhidai.core.calendar import parse_day
from zhidai.core.labels import Label
from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Comparison, Coverage, Parameter, Scheme, Strength
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.check import check_folder
from zhidai.schemes.clause_views import ClauseView, clause_views
from zhidai.schemes.findings import CheckFinding, Severity
from zhidai.schemes.reader import shipped, shipped_schemes
from zhidai.wording.scheme_parts import part_lines, part_word
from zhidai.wording.speech import sentence, translate

_NEGATIVE_FINDING = 1

_COVERAGES = {
    Coverage.ENCODED: "encoded",
    Coverage.PROCEDURE: "procedure",
    Coverage.INFORMATIVE: "informative",
    Coverage.NOT_ENCODED: "not encoded",
    Coverage.UNDECIDED: "not decided yet",
}
_STRENGTHS = {
    Strength.MUST: "must",
    Strength.IN_PRINCIPLE: "in principle",
    Strength.SUGGESTED: "suggested",
    Strength.MAY: "may",
}
_COMPARISONS = {
    Comparison.AT_MOST: "at most",
    Comparison.AT_LEAST: "at least",
    Comparison.MORE_THAN: "more than",
    Comparison.LESS_THAN: "less than",
    Comparison.EQUALS: "equals",
}
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSummary:
    """A scheme in one line."""

    id: str
    title: Label
    in_force_from: date
    in_force_until: date
    documents: tuple[str, ...]
    content_hash: str


SchemeList = list[SchemeSummary]  # what `scheme list --json` prints


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeBesideClauses:
    """What `scheme show --json` prints."""

    scheme: SchemeSummary
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `scheme check --json` prints."""

    scheme: SchemeSummary
    on: date | None
    errors: int
    warnings: int
    findings: tuple[CheckFinding, ...]


def register(root: typer.Typer) -> None:
    """Adds `zhidai scheme` to the root command."""
    scheme = typer.Typer(no_args_is_help=True, help="Financing schemes. 融资方案。")
    scheme.command("list")(list_schemes)
    scheme.command("show")(show)
    scheme.command("check")(check)
    scheme.command("audit")(policy.audit)
    scheme.command("draft")(policy.draft)
    scheme.command("diff")(scheme_diff.compare)
    scheme.command("xray")(xray)
    root.add_typer(scheme, name="scheme")


def list_schemes(*, json: JsonOption = False, lang: LanguageOption = None) -> None:
    """List the schemes that come with the platform. 列出内置方案。"""
    summaries = [_summary(shipped(scheme_id)) for scheme_id in shipped_schemes()]
    if json:
        print_json(summaries)
        return
    table = _table("Scheme", "Name of the scheme", "In force", "Documents")
    for one in summaries:
        days = f"{one.in_force_from} – {one.in_force_until}"
        table.add_row(one.id, _said(one.title), days, "\n".join(one.documents))
    _print(table)


def show(
    scheme: SchemeArgument,
    *,
    clause: Annotated[
        str | None,
        typer.Option("--clause", metavar="8.2", help="One clause and those under it. 指定条款。"),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Show a scheme's clauses beside what encodes them. 对照条款查看方案。"""
    found = scheme_of(scheme)
    views = clause_views(found, clause)
    if json:
        print_json(SchemeBesideClauses(scheme=_summary(found), clauses=views))
        return
    typer.echo(f"{_said(found.title)}  {found.in_force_from} – {found.in_force_until}")
    if clause is None:
        _print_overview(views)
    else:
        for view in views:
            _print_clause(view, found)


def check(
    scheme: SchemeArgument,
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Also check what ends or ages. 检查日期。"),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Check a scheme: unread values, untried thresholds, failing examples. 检查方案。"""
    day = None if on is None else parse_day(on)
    found, findings = check_folder(folder_of(scheme), on=day, reference=reference_tables())
    counts = Counter(finding.severity for finding in findings)
    if json:
        print_json(_check_report(found, day, findings))
    else:
        _print_findings(findings)
        say(
            "{scheme}: {errors} errors, {warnings} warnings, {infos} notes.",
            scheme=found.id,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
        )
    if counts[Severity.ERROR]:
        raise typer.Exit(_NEGATIVE_FINDING)


def _summary(scheme: Scheme) -> SchemeSummary:
    return SchemeSummary(
        id=scheme.id,
        title=scheme.title,
        in_force_from=scheme.in_force_from,
        in_force_until=scheme.in_force_until,
        documents=scheme.documents,
        content_hash=scheme.content_hash,
    )


def _check_report(
    scheme: Scheme, on: date | None, findings: tuple[CheckFinding, ...]
) -> CheckReport:
    counts = Counter(finding.severity for finding in findings)
    return CheckReport(
        scheme=_summary(scheme),
        on=on,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        findings=findings,
    )


def _print_overview(views: tuple[ClauseView, ...]) -> None:
    table = _table("Clause", "What it says", "Coverage", "Encoded by")
    for view in views:
        clause = view.clause
        beside = _said(clause.why) if clause.why else ", ".join(view.encoded_by)
        coverage = translate(_COVERAGES[clause.coverage], language())
        table.add_row(clause.id, _said(clause.summary), coverage, escape(beside))
    _print(table)


def _print_clause(view: ClauseView, scheme: Scheme) -> None:
    clause = view.clause
    coverage = translate(_COVERAGES[clause.coverage], language())
    typer.echo(f"\n{clause.id}  {_said(clause.summary)} [{coverage}]")
    if clause.why:
        typer.echo(f"  {_said(clause.why)}")
    if view.parameters:
        _print_parameters(view.parameters)
    beside = tuple(_beside(view, scheme))
    if beside:
        table = _table("Kind", "Identifier", "What it is")
        for kind, name, text in beside:
            table.add_row(translate(kind, language()), name, escape(text))
        _print(table)


def _print_parameters(parameters: tuple[Parameter, ...]) -> None:
    table = _table("Parameter", "What it is", "Value", "Since", "Strength", "Comparison")
    for parameter in parameters:
        table.add_row(
            parameter.name,
            _labelled(parameter),
            "\n".join(format_quantity(one.value, language()) for one in parameter.values),
            "\n".join(one.since.isoformat() for one in parameter.values),
            translate(_STRENGTHS[parameter.strength], language()),
            _comparison(parameter),
        )
    _print(table)


def _labelled(parameter: Parameter) -> str:
    """The label, and whether the value is ours: what no source gives must not look stated."""
    label = _said(parameter.label)
    if not parameter.assumed:
        return label
    return translate("{label} (our assumption: no source gives it)", language()).format(label=label)


def _comparison(parameter: Parameter) -> str:
    return translate(_COMPARISONS[parameter.compare], language()) if parameter.compare else ""


def _beside(view: ClauseView, found: Scheme) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of everything beside a clause but its parameters."""
    for rule in view.rules:
        yield "rule", rule.id, _said(rule.label)
    for limit in view.limits:
        yield "limit", limit.id, _said(limit.label)
    for step in view.steps:
        yield "step", f"{step.route}/{step.step.id}", _said(step.step.label)
    for task in view.tasks:
        yield "task", f"{task.route}/{task.task.id}", _said(task.task.label)
    for paper in view.papers:
        yield "paper", paper.id, _said(paper.label)
    for duty in view.duties:
        yield "duty", duty.id, f"{_said(duty.label)} ({_said(duty.when)})"
    for one in view.parts:
        said = "; ".join(
            f"{word}: {text}" for word, text in part_lines(one.part, found, language())
        )
        yield part_word(one.family, language()), one.name, said
    for question in view.interpretations:
        chosen = next(one for one in question.readings if one.id == question.chosen)
        yield "interpretation", question.id, f"{_said(question.question)} → {_said(chosen.label)}"


def _print_findings(findings: tuple[CheckFinding, ...]) -> None:
    if not findings:
        return
    table = _table("Severity", "Finding")
    for severity in Severity:
        for finding in findings:
            if finding.severity is severity:
                word = translate(_SEVERITIES[severity], language())
                table.add_row(word, escape(printable(sentence(finding.reason, language()))))
    _print(table)


def _table(*columns: str) -> Table:
    table = Table()
    for column in columns:  # folded: Chinese has no spaces to break at, and nothing may be cut off
        table.add_column(translate(column, language()), overflow="fold")
    return table


def _print(table: Table) -> None:
    Console().print(table)


def _said(label: Label) -> str:
    return printable(label.in_language(language()))
