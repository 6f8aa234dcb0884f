"""A plan of one clause, drafted into a scheme that is held against it."""

from pathlib import Path

from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.audit import audit
from zhidai.core.policy_text.draft import draft
from zhidai.schemes.drafting import draft_files
from zhidai.schemes.reader import load_scheme

UNDECIDED = "audit_clause_undecided"  # what a draft leaves to be decided


def plan(words: str) -> str:
    return f"第一条 本办法自2024年3月1日起施行。\n第二条 {words}\n"


def drafted(words: str, folder: Path) -> Scheme:
    """The scheme that a draft of one clause makes, as it loads."""
    folder.mkdir()
    for name, content in draft_files(draft(plan(words)), folder).items():
        (folder / name).write_bytes(content)
    return load_scheme(folder)


def told(scheme: Scheme, words: str) -> set[str]:
    found = (one.reason for one in audit(scheme, plan(words)).findings)
    return {one.code for one in found if one.clause == "2" and one.code != UNDECIDED}


def values(scheme: Scheme) -> list[str]:
    return [
        format_quantity(one.values[0].value, "zh-hans")
        for one in scheme.parameters.values()
        if one.clause == "2"
    ]
