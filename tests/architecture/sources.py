"""The source tree as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import zhidai

ROOT = Path(zhidai.__file__).parent
GENERATED = ("migrations", "__pycache__", "locale")


@cache
def python_files() -> tuple[Path, ...]:
    """Every module that people write."""
    return _files("*.py")


@cache
def templates() -> tuple[Path, ...]:
    """Every page and component."""
    return _files("*.html")


def _files(pattern: str) -> tuple[Path, ...]:
    found = (path for path in ROOT.rglob(pattern) if not set(GENERATED) & set(path.parts))
    return tuple(sorted(found))


def named(path: Path) -> str:
    """The path as a message shows it."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call of a plain or dotted name, with its last part."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node
