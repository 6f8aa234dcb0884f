"""The published series that lie beside our own: whole country, each with source and breaks."""

from functools import cache

from zhidai.core.errors import bad_input
from zhidai.core.statistics.published import Published, published
from zhidai.reference.table import read_table


@cache
def published_series() -> tuple[Published, ...]:
    """Every series of the table."""
    rows = read_table("published_series")["rows"]
    return published((f"rows[{number}]", row) for number, row in enumerate(rows))


def series_named(name: str) -> Published:
    """One by its id. Bad input: `statistics_series_unknown`."""
    for one in published_series():
        if one.id == name:
            return one
    known = ", ".join(one.id for one in published_series())
    raise bad_input("statistics_series_unknown", text=name[:40], known=known)
