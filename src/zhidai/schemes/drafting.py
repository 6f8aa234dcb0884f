"""A draft as the files of a scheme that loads, every guess marked for the officer to confirm."""

import json
from collections.abc import Mapping
from pathlib import Path

from zhidai.core.labels import Label
from zhidai.core.policy.scheme import Coverage, Parameter, Statement
from zhidai.core.policy_text.draft import NO_DAY, Draft, value_text
from zhidai.schemes.identity import id_of_folder

_TO_CONFIRM = "# 待确认 to be confirmed"


def draft_files(draft: Draft, folder: Path) -> Mapping[str, bytes]:
    """The files of a first scheme by their names in a folder that is to hold it."""
    files = {
        "scheme.yaml": _identity(draft, id_of_folder(folder.resolve().name)),
        "clauses.yaml": _clauses(draft),
        "parameters.yaml": _parameters(draft),
        "waivers.yaml": _waivers(draft),
        "rules.yaml": _RULES,
        "CHANGES.md": _CHANGES,
    }
    return {name: content.encode() for name, content in files.items()}


_RULES = f"""\
{_TO_CONFIRM}: no rule is drafted. Write what a case is held to, one rule a condition, as
# docs/scheme-format.md says; each number it needs stands in parameters.yaml.
[]
"""
_CHANGES = """\
# Changes

Drafted from the text of the policy by `zhidai scheme draft`. Nothing in it is confirmed.
"""


def _text(value: str) -> str:
    """A text in quotation marks; a JSON string is a YAML string."""
    return json.dumps(value, ensure_ascii=False)


def _label(label: Label) -> str:
    return f"{{zh: {_text(label.zh)}, en: {_text(label.en)}}}"


def _identity(draft: Draft, name: str) -> str:
    day = "" if draft.in_force_from != NO_DAY else " The text gives no day: this one stands in."
    documents = ", ".join(_text(one) for one in draft.documents)
    to_write = Label(zh="待写", en="To be written")
    return (
        f"{_TO_CONFIRM}: everything in this file is guessed from the text.{day}\n"
        f"id: {_text(name)}\n"
        f"title: {_label(draft.title)}\n"
        f"issuers: [{_label(to_write)}]\n"
        f"documents: [{documents}]\n"
        f"in_force: {{from: {draft.in_force_from}, until: {draft.in_force_until}}}\n"
        f"place: {_label(draft.place)}\n"
        "currency: CNY\n"
    )


def _clauses(draft: Draft) -> str:
    lines = [
        "# Every clause of the text by its printed path. Write a summary of your own for each, and",
        "# decide its coverage: encoded, procedure, informative, or not_encoded with why.",
    ]
    for clause in draft.clauses:
        lines.append(f"{_text(clause.id)}:")
        lines.append(f"  summary: {_label(clause.summary)}")
        lines.append(f"  coverage: {Coverage.UNDECIDED}  {_TO_CONFIRM}")
    return "\n".join(lines) + "\n"


def _parameters(draft: Draft) -> str:
    lines = [
        "# Numbers that seem to rule something. Give each a name and an English label, hold value,",
        "# unit, strength and comparison against the text, then write confirmed: and the day. What",
        "# rules nothing goes to waivers.yaml with its reason.",
    ]
    for parameter in draft.parameters:
        lines.extend(_parameter(parameter))
    return "\n".join(lines) + ("\n" if draft.parameters else "\n{}\n")


def _parameter(parameter: Parameter) -> list[str]:
    dated = parameter.values[0]
    return [
        f"{parameter.name}:  {_TO_CONFIRM}",
        f"  label: {_label(parameter.label)}",
        f"  clause: {_text(parameter.clause)}",
        f"  unit: {parameter.unit}",
        f"  strength: {parameter.strength}",
        f"  compare: {parameter.compare}",
        f"  values: {{{dated.since}: {_text(value_text(dated.value))}}}",
        "  stated:",
        *(f"    - {_statement(one)}" for one in parameter.stated),
    ]


def _statement(statement: Statement) -> str:
    written = {
        "clause": statement.clause,
        "subject": statement.subject,
        "strength": statement.strength,
        "compare": statement.compare,
        "number": statement.number,
    }
    said = ", ".join(f"{key}: {_text(text)}" for key, text in written.items() if text)
    return f"{{{said}}}"


def _waivers(draft: Draft) -> str:
    lines = ["# Numbers that seem to rule nothing, each with a reason to be confirmed."]
    for waiver in draft.waivers:
        number, why = _text(waiver.number), _label(waiver.why)
        lines.append(f"- {{clause: {_text(waiver.clause)}, number: {number}, why: {why}}}")
    return "\n".join(lines) + ("\n" if draft.waivers else "\n[]\n")
