"""`zhidai assess`: whether a case may borrow, how much, by which clause, and what would help."""

from dataclasses import dataclass
from typing import Annotated

import typer

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.calendar import parse_day
from zhidai.core.policy.assessment import Assessment, Finding, Outcome, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.remedy import Means, Remedy, remedy
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.trace import ENGINE_VERSION, TRACE_FORMAT, Result
from zhidai.reference.assessment_tables import reference_tables
from zhidai.wording.explanation import (
    OUTCOMES,
    Line,
    explained,
    fact_name,
    headline,
    limit_line,
    step_line,
    yuan_text,
)
from zhidai.wording.speech import clause_name, translate

NOT_ELIGIBLE = 1

_OPEN = (Result.NOT_MET, Result.NEEDS)
_EXCEPTION = "This holds in principle: it may be exceeded with a recorded reason, name and party."


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentAnswer:
    """What `zhidai assess --json` prints: the trace envelope and the remedy."""

    format: str
    engine: str
    assessment: Assessment
    remedy: Remedy


def register(root: typer.Typer) -> None:
    """Adds the command to the root."""
    root.command("assess")(assess_case)


def assess_case(
    *,
    case: Annotated[str, typer.Argument(help="JSON file, or - for standard input. 案件文件。")],
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="ID", help="Scheme id or folder. 方案。")
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day asked about. 评估日期。")
    ],
    in_full: Annotated[bool, typer.Option("--all", help="The whole trace. 显示全部依据。")] = False,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Assess a case under a scheme on a day. 按方案评估一笔申请。

    Exit code 0: eligible; 1: not, or not yet; 2: bad input.
    """
    asked_on = parse_day(on)
    chosen = scheme_of(scheme)
    facts = read_facts(chosen, read_case_file(case, not_object="case_not_an_object"))
    tables = reference_tables()
    answer = assess(chosen, facts, on=asked_on, reference=tables)
    way_out = remedy(chosen, facts, on=asked_on, reference=tables)
    if json:
        print_json(
            AssessmentAnswer(
                format=TRACE_FORMAT, engine=ENGINE_VERSION, assessment=answer, remedy=way_out
            )
        )
    else:
        _report(chosen, answer, way_out, in_full=in_full)
    if answer.outcome is not Outcome.MET:
        raise typer.Exit(NOT_ELIGIBLE)


def _report(scheme: Scheme, answer: Assessment, way_out: Remedy, *, in_full: bool) -> None:
    say("{scheme}, on {on}", scheme=scheme.title.in_language(language()), on=answer.on)
    say("Result: {outcome}", outcome=translate(OUTCOMES[answer.outcome], language()))
    _report_limit(scheme, answer)
    broken = [finding for finding in answer.findings if finding.result is Result.NOT_MET]
    missing = [finding for finding in answer.findings if finding.result is Result.NEEDS]
    _report_findings(scheme, "What stands against it:", broken)
    _report_missing(scheme, answer, missing)
    _report_remedy(scheme, way_out)
    rest = [finding for finding in answer.findings if finding.result not in _OPEN]
    typer.echo("")
    say("What is met or does not apply:")
    for finding in rest:
        if in_full:
            _print_lines(explained(scheme, finding, language()), 1)
        else:
            typer.echo(printable(f"  {headline(finding, language())}"))


def _report_limit(scheme: Scheme, answer: Assessment) -> None:
    limit, binding = answer.limit, answer.limit.binding_candidate
    if limit.at_most is not None and binding is not None:
        say(
            "Limit: {amount}, bound by {limit} (clause {clause})"
            if limit.amount is not None
            else "Limit: not known yet; not above {amount}, by {limit} (clause {clause})",
            amount=yuan_text(limit.at_most, language()),
            limit=binding.label.in_language(language()),
            clause=binding.clause,
        )
    for candidate in limit.candidates:
        typer.echo(printable(f"  {limit_line(scheme, candidate, language())}"))


def _report_findings(scheme: Scheme, title: str, findings: list[Finding]) -> None:
    if not findings:
        return
    typer.echo("")
    say(title)
    for finding in findings:
        _print_lines(explained(scheme, finding, language()), 1)
        if finding.breach is not None:
            typer.echo(printable(f"    → {finding.breach.in_language(language())}"))
        if finding.asks_for_exception:
            typer.echo(printable(f"    → {translate(_EXCEPTION, language())}"))


def _report_missing(scheme: Scheme, answer: Assessment, findings: list[Finding]) -> None:
    if not findings:
        return
    typer.echo("")
    say("Facts that are missing:")
    for name in answer.needs:
        rules = [finding for finding in findings if name in finding.needs]
        numbers = dict.fromkeys(finding.clause for finding in rules)
        label = fact_name(scheme, name, language())
        clauses = ", ".join(clause_name(number, language()) for number in numbers)
        typer.echo(printable(f"  {label} [{name}] ({clauses})"))


def _report_remedy(scheme: Scheme, way_out: Remedy) -> None:
    changes = [step for step in way_out.steps if step.means is not Means.GIVE]
    if not changes:
        return
    typer.echo("")
    say("What would make it eligible:")
    for step in way_out.steps:
        typer.echo(printable(f"  {step_line(scheme, step, language())}"))
    if way_out.leads_to is not None:
        say("With this: {outcome}", outcome=translate(OUTCOMES[way_out.leads_to], language()))


def _print_lines(line: Line, depth: int) -> None:
    typer.echo(printable(f"{'  ' * depth}{line.text}"))
    for under in line.under:
        _print_lines(under, depth + 1)
