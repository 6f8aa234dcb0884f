"""The numbers of clauses stand in scheme folders: code, pages and tables look them up there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, named, nodes, python_files, templates

NUMBER = re.compile(r"[1-9]\d?(\.[1-9]\d?)+")
SAID = re.compile(
    r"(?<![\d.])[1-9]\d?(\.[1-9]\d?){2,}(?![\d.])|\bclauses? [1-9]"
    r"|[一二三四五六七八九十]（[一二三四五六七八九十]）"
)
IN_A_PAGE = re.compile(r"\{% clause [\"'][^\"']+|clause(_id)?=[\"'][^\"']+")
IN_A_TABLE = re.compile(r"clause: *\S+", re.MULTILINE)
FIGURES = {"Decimal", "number", "step", "Fraction"}  # what makes a figure of a written number
NUMBERED = {"clause", "clauses", "clause_id"}
# Where a number of that shape is meant, and why.
ALLOWED = {
    "web/shared/samples.py": "the style guide shows every component with a made-up clause",
    "web/shared/styleguide.py": "the same",
    "web/shared/styleguide.html": "the same",
    "cli/scheme.py": "the help gives an example of what may be asked for",
    "core/valuation/overrides.py": "bounds of a distribution, by ratio",
}

Nodes = tuple[ast.AST, ...]


def test_no_code_names_a_clause_by_its_number() -> None:
    found = [
        f"{named(path)}:{line}: {text[:60]}"
        for path in python_files()
        if _is_held(path)
        for line, text in _numbers(nodes(path))
    ]

    assert not found, "\n".join(found)


def test_no_page_names_a_clause_by_its_number() -> None:
    found = [
        f"{named(path)}: {each.group()}"
        for path in templates()
        if _is_held(path)
        for each in IN_A_PAGE.finditer(path.read_text())
    ]

    assert not found, "\n".join(found)


def test_no_table_of_reference_and_no_sentence_names_a_clause_by_its_number() -> None:
    tables = dict.fromkeys((ROOT / "reference").rglob("*.yaml"), IN_A_TABLE)
    catalogues = dict.fromkeys((ROOT / "wording").rglob("*.po"), SAID)

    found = [
        f"{named(path)}: {each.group()}"
        for path, said in (tables | catalogues).items()
        for each in said.finditer(_without_comments(path))
    ]

    assert not found, "\n".join(found)


def test_what_a_number_of_a_clause_looks_like_is_found_and_a_figure_is_not() -> None:
    written = ast.walk(
        ast.parse(
            'CLAUSE = "8.2"\nreason("late", "1")\nrow(clause="notice")\nsay("(5.1.3.4)")\n'
            'half = Decimal("1.5")\nday = "2021.3"\n'
        )
    )

    assert {text for _, text in _numbers(tuple(written))} == {"8.2", "1", "notice", "(5.1.3.4)"}


def _is_held(path: Path) -> bool:
    return named(path) not in ALLOWED and path.relative_to(ROOT).parts[0] != "schemes"


def _without_comments(path: Path) -> str:
    return "\n".join(line for line in path.read_text().splitlines() if not line.startswith("#"))


def _numbers(module: Nodes) -> Iterator[tuple[int, str]]:
    """Every clause written out, with its line; docstrings explain and may name them."""
    passed = _explaining(module) | _figures(module)
    named_here = _naming(module)
    for node in module:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) in passed:
            continue
        if id(node) in named_here or NUMBER.fullmatch(node.value) or SAID.search(node.value):
            yield node.lineno, node.value


def _explaining(module: Nodes) -> set[int]:
    return {
        id(node.value)
        for node in module
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _figures(module: Nodes) -> set[int]:
    calls = (node for node in module if isinstance(node, ast.Call))
    return {
        id(argument)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in FIGURES
        for argument in call.args
    }


def _naming(module: Nodes) -> set[int]:
    """What is given as a clause: to `reason`, or under a name that says so; a lone word is none."""
    found: set[int] = set()
    for node in module:
        if isinstance(node, ast.keyword) and node.arg in NUMBERED:
            found.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {id(one) for one in node.args[1:2] if node.func.id == "reason"}
    return found
