"""The house rules that a machine can hold: sizes, names, no leftovers, every reason has words."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import ROOT, calls, named, python_files, templates, tree

from zhidai.wording.sentences import english

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"utils", "helpers", "common", "manager", "misc", "base"}
LEFTOVERS = re.compile(r"\b(TODO|FIXME|XXX)\b|(?i:not implemented)")
REASON_MAKERS = {"reason", "bad_input"}


def test_no_file_is_longer_than_the_house_allows() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in python_files()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_house_allows() -> None:
    too_long = [
        f"{named(path)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert too_long == []


def test_modules_are_named_after_what_they_are_about() -> None:
    # web/shared/base.html is a template, and the name Django readers look for
    nameless = [
        named(path)
        for path in (*python_files(), *(folder for folder in ROOT.rglob("*") if folder.is_dir()))
        if path.stem in EMPTY_NAMES
    ]

    assert nameless == []


def test_nothing_is_left_to_be_done_later() -> None:
    left = [
        f"{named(path)}:{number}: {line.strip()}"
        for path in (*python_files(), *templates())
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if LEFTOVERS.search(line)
    ]

    assert left == []


def _written_codes() -> Iterator[tuple[str, str]]:
    """Reason codes written as literals where a reason is made, with their file."""
    for path in python_files():
        for name, call in calls(path):
            if name in REASON_MAKERS and call.args:
                for node in ast.walk(call.args[0]):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        yield node.value, named(path)


def _literals() -> set[str]:
    """Every string of the source outside the sentences: codes also travel through tables."""
    return {
        node.value
        for path in python_files()
        if "sentences" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_reason_code_has_a_sentence() -> None:
    missing = sorted(
        {f"{code} in {where}" for code, where in _written_codes() if code not in english()}
    )

    assert missing == []


def _patterns() -> list[re.Pattern[str]]:
    """Codes made with an f-string (`reason(f"size_{kind}")`), as patterns."""
    return [
        re.compile(
            "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in call.args[0].values
            )
        )
        for path in python_files()
        for name, call in calls(path)
        if name in REASON_MAKERS and call.args and isinstance(call.args[0], ast.JoinedStr)
    ]


def test_every_sentence_is_said_somewhere() -> None:
    said, patterns = _literals(), _patterns()

    unsaid = sorted(
        code
        for code in english()
        if code not in said and not any(each.fullmatch(code) for each in patterns)
    )

    assert unsaid == []
