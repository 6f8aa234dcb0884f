"""A table on a narrow terminal folds its cells: an amount cut off is another amount."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhidai.cli

MODULES = sorted(Path(zhidai.cli.__file__).parent.glob("*.py"))
KEEPING = {"overflow", "no_wrap"}


def columns_of(module: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_column":
            yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.stem)
def test_each_column_says_what_becomes_of_a_cell_that_does_not_fit(module: Path) -> None:
    cut_off = [
        f"{module.name}:{call.lineno}"
        for call in columns_of(module)
        if not KEEPING & {keyword.arg for keyword in call.keywords}
    ]

    assert cut_off == []
