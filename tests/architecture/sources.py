"""The source tree as the architecture tests read it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import zhidai

ROOT = Path(zhidai.__file__).parent
GENERATED = ("migrations", "__pycache__", "locale")
TELLING = 5  # characters of an f-string that make it the source of a code


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
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module's syntax tree; each module is read and walked once."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call of a plain or dotted name, with its last part."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node


@cache
def literals() -> frozenset[str]:
    """Every string of the code outside the sentences: codes and labels travel through tables."""
    return frozenset(
        node.value
        for path in python_files()
        if "sentences" not in path.parts
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def composed() -> re.Pattern[str]:
    """Strings put together from a telling part and a word: `f"scheme_{noun}_unknown"`."""
    patterns = dict.fromkeys(
        _pattern(node)
        for path in python_files()
        for node in nodes(path)
        if isinstance(node, ast.JoinedStr) and len(_literal_part(node)) >= TELLING
    )
    return re.compile("|".join(patterns))


def _literal_part(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def _pattern(node: ast.JoinedStr) -> str:
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
        for part in node.values
    )
    return "".join(parts)


def is_said(text: str) -> bool:
    """Whether the code holds this string, whole or put together."""
    return text in literals() or composed().fullmatch(text) is not None
