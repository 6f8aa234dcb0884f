"""What every command prints: JSON for programs, sentences in the chosen language for people."""

import json
import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from unicodedata import category

import typer

from zhidai.core.errors import Reason, bad_input
from zhidai.core.labels import Label
from zhidai.wording.speech import CHINESE, ENGLISH, sentence, translate

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_LANGUAGES = {"zh": CHINESE, "zh-hans": CHINESE, "zh-cn": CHINESE, "en": ENGLISH}
_STEERING = frozenset({"Cc", "Cf"})
REPLACED = "\N{REPLACEMENT CHARACTER}"
_chosen: ContextVar[str | None] = ContextVar("language_of_the_command_line", default=None)


def language() -> str:
    """The language of this run: `--lang`, else the variable ZHIDAI_LANG, else Chinese."""
    written = _chosen.get() or os.environ.get("ZHIDAI_LANG") or CHINESE
    return _LANGUAGES.get(written.lower(), CHINESE)


def forget_language() -> None:
    """Back to the default, at the start of a run."""
    _chosen.set(None)


def _choose_language(written: str | None) -> str | None:
    if written is not None and written.lower() not in _LANGUAGES:
        raise bad_input("cli_language_unknown", text=written[:20])
    _chosen.set(written)
    return written


LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="zh|en", callback=_choose_language, is_eager=True,
        help="Language of what is printed. 输出语言。",
    ),
]  # fmt: skip
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON. 以 JSON 输出。")]


def say(message: str, **parameters: object) -> None:
    """Prints an English message id, filled in, in the chosen language."""
    typer.echo(printable(translate(message, language()).format(**parameters)))


def print_error(text: str) -> None:
    """One sentence to the error stream."""
    typer.echo(printable(text), err=True)


def printable(text: str) -> str:
    """The text without what would steer a terminal: escapes, bells, reversed writing.

    Words from files and arguments come back in sentences, and need not have been written by whoever
    reads them here.
    """
    return "".join(
        character if character == "\n" or category(character) not in _STEERING else REPLACED
        for character in text
    )


def print_json(value: object) -> None:
    """A value as JSON: Decimals as strings, days as ISO text, names of fields as keys."""
    typer.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2))


def write_json(path: Path, value: object) -> None:
    """The same into a file, beside the old one and then in its place.

    Bad input: those of `not_written`.
    """
    from zhidai.documents.file_writing import write_file

    text = json.dumps(as_json(value), ensure_ascii=False, indent=2)
    write_file(path, f"{text}\n".encode())


def as_json(value: object) -> Any:
    """The same value in types that JSON has; a float is a broken assumption."""
    if type(value) is str or value is None:  # as most of a long answer is
        return value
    if isinstance(value, Reason):
        return _reason_as_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(getattr(value, name)) for name in _field_names(value)}
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(content) for key, content in value.items()}
    if isinstance(value, list | tuple):
        if names := getattr(value, "_fields", None):  # a named tuple: what it holds has names
            return {name: as_json(one) for name, one in zip(names, value, strict=True)}
        return [as_json(content) for content in value]
    if isinstance(value, set | frozenset):
        return sorted(as_json(content) for content in value)
    return _plain(value)


def _field_names(value: "DataclassInstance") -> tuple[str, ...]:
    """The names of the fields, of each kind of value worked out once."""
    names = _NAMES.get(type(value))
    if names is None:
        names = _NAMES[type(value)] = tuple(one.name for one in fields(value))
    return names


_NAMES: dict[type, tuple[str, ...]] = {}


def _plain(value: object) -> str | int | bool | None:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _reason_as_json(reason: Reason) -> dict[str, Any]:
    said = {
        name: content.in_language(language()) if isinstance(content, Label) else as_json(content)
        for name, content in reason.parameters.items()
    }
    return {
        "code": reason.code,
        "clause": reason.clause,
        "parameters": said,
        "sentence": sentence(reason, language()),
    }
