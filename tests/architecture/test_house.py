"""The house rules that a machine can hold: sizes, names, no leftovers, every reason has words."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import (
    ROOT,
    calls,
    is_said,
    named,
    nodes,
    python_files,
    templates,
)

from zhidai.wording.sentences import english

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"utils", "helpers", "common", "manager", "misc", "base"}
SCRIPTS = re.compile(r"<script|\son[a-z]+=|javascript:", re.IGNORECASE)
LEFTOVERS = re.compile(r"\b(TODO|FIXME|XXX)\b|(?i:not implemented)")
REASON_MAKERS = {"reason", "bad_input"}


def test_no_file_is_longer_than_the_house_allows() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in python_files()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_house_allows() -> None:
    too_long = [
        f"{named(path)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in python_files()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert not too_long, "\n".join(too_long)


def test_modules_are_named_after_what_they_are_about() -> None:
    nameless = [
        named(path)
        for path in (*python_files(), *(folder for folder in ROOT.rglob("*") if folder.is_dir()))
        if path.stem in EMPTY_NAMES
    ]

    assert not nameless, "\n".join(nameless)


def test_nothing_is_left_to_be_done_later() -> None:
    left = [
        f"{named(path)}:{number}: {line.strip()}"
        for path in (*python_files(), *templates())
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if LEFTOVERS.search(line)
    ]

    assert not left, "\n".join(left)


def _written_codes() -> Iterator[tuple[str, str]]:
    """Reason codes written as literals where a reason is made, with their file."""
    for path in python_files():
        for name, call in calls(path):
            if name not in REASON_MAKERS or not call.args:
                continue
            code = call.args[0]
            choices = (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,)
            for choice in choices:
                if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                    yield choice.value, named(path)


def test_no_page_runs_scripts() -> None:
    """So that journeys need to be made in one kind of browser only."""
    assert [named(path) for path in templates() if SCRIPTS.search(path.read_text())] == []


def test_every_reason_code_has_a_sentence() -> None:
    written = set(_written_codes())

    missing = sorted(f"{code} in {where}" for code, where in written if code not in english())

    assert written
    assert not missing, "\n".join(missing)


def test_every_sentence_is_said_somewhere() -> None:
    unsaid = sorted(code for code in english() if not is_said(code))

    assert not unsaid, "\n".join(unsaid)


def test_no_two_files_of_tests_bear_one_name() -> None:
    """Collected by their names alone, the second would hide the first from one worker of two."""
    names = Counter(path.name for path in Path(__file__).parents[1].rglob("test_*.py"))

    assert [name for name, count in names.items() if count > 1] == []
