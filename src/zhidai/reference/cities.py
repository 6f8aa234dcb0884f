"""The municipalities of China and its cities, prefectures and leagues of prefecture level."""

from functools import cache

from zhidai.reference.table import read_table


@cache
def cities() -> frozenset[str]:
    """Each by its full name: 赣州市, 延边朝鲜族自治州, 喀什地区, 锡林郭勒盟."""
    table = read_table("cities")
    cities_of = (name for names in table["cities"].values() for name in names.split())
    others = (name for names in table["prefectures"].values() for name in names.split())
    return frozenset((*(f"{name}市" for name in cities_of), *others))
