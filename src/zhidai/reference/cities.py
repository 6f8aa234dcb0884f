"""The municipalities and prefecture-level cities of China by their full names."""

from functools import cache

from zhidai.reference.table import read_table


@cache
def cities() -> frozenset[str]:
    """Each with its 市: 赣州市."""
    table = read_table("cities")
    return frozenset(f"{name}市" for names in table["cities"].values() for name in names.split())
