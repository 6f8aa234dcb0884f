"""Reads the dated tables that lie beside this module: safe YAML, read once.

Every table opens with `source` (who published it) and `confirmed_until` (the last day for which
its values were held against a source, or null if no such day is on record), so that a page can
show how far a figure is to be trusted.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a table comes from and how long it is known to hold."""

    source: str
    confirmed_until: date | None


@cache
def read_table(name: str) -> dict[str, Any]:
    """One table by file name without ending."""
    text = files("zhidai.reference").joinpath("tables", f"{name}.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


def origin_of(name: str) -> Origin:
    """The source of a table and the last day for which it is confirmed."""
    table = read_table(name)
    return Origin(source=table["source"], confirmed_until=table["confirmed_until"])
