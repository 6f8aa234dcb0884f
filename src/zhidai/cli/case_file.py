"""Reads a case from a JSON file or from standard input, strictly.

A key given twice, a number that JSON cannot hold or a file that is no JSON at all is refused with
one sentence; fractions are left to the facts, which know the field and say what to write instead.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from zhidai.core.errors import bad_input

STANDARD_INPUT = "-"
MOST_MIB = 5  # a case with 500 patents is far smaller


def read_case_file(path: str) -> Mapping[str, object]:
    """The object in a JSON file, or in standard input for `-`."""
    text = _text(path)

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        once: dict[str, object] = {}
        for key, value in found:
            if key in once:
                raise bad_input("case_file_key_twice", path=path, key=key[:40])
            once[key] = value
        return once

    def constant(_: str) -> NoReturn:
        raise bad_input("case_file_not_a_number", path=path)

    try:
        case = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise bad_input(
            "case_file_not_json", path=path, line=error.lineno, column=error.colno
        ) from None
    except RecursionError:
        raise bad_input("case_file_too_deep", path=path) from None
    except ValueError as error:
        if error.__class__ is not ValueError:
            raise
        raise bad_input("case_file_not_a_number", path=path) from None  # thousands of digits
    if not isinstance(case, dict):
        raise bad_input("case_file_not_object", path=path)
    return case


def _text(path: str) -> str:
    most = MOST_MIB * 2**20
    try:
        if path == STANDARD_INPUT:
            content = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as source:
                content = source.read(most + 1)
    except FileNotFoundError:
        raise bad_input("case_file_missing", path=path) from None
    except OSError:
        raise bad_input("table_file_unreadable", file=path) from None
    if len(content) > most:
        raise bad_input("case_file_too_large", path=path, most_mib=MOST_MIB)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_input("case_file_unreadable", path=path) from None
