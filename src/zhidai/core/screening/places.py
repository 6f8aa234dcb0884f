"""A place of registration as registers write it, read as the city that a rule asks for.

赣州, 江西省赣州市 and 赣州市章贡区 are all in 赣州市, 恩施州 is 恩施土家族苗族自治州. A place that
names no known city (a district or a county alone) is not known: it is never taken for another city.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhidai.core.policy.fact_tests import AllOf, AnyOf, Is, OneOf, Test
from zhidai.core.policy.scheme import Scheme

REGISTERED_PLACE = "enterprise.registered_place"
_PROVINCE = re.compile(r"^\w{2,8}?(?:省|自治区)")
_CITY, _AUTONOMOUS = "市", "自治州"
_SHORT = re.compile(r"^(\w{2,6}?)州")  # of an autonomous prefecture, without its peoples


@lru_cache(maxsize=4096)
def city_of(written: str, cities: frozenset[str]) -> str | None:
    """The city that a place lies in; None where none of them is named."""
    place = "".join(written.split())
    for named in dict.fromkeys((place, _PROVINCE.sub("", place))):
        longest_first = (named[:length] for length in range(len(named), 1, -1))
        found = next((one for one in longest_first if one in cities), None)
        if found is None and f"{named}{_CITY}" in cities:
            found = f"{named}{_CITY}"
        found = found or _autonomous(named, cities)
        if found is not None:
            return found
    return None


def _autonomous(named: str, cities: frozenset[str]) -> str | None:
    """The prefecture that a short name means: the one that begins so."""
    short = _SHORT.match(named)
    if short is None:
        return None
    begin = [one for one in cities if one.endswith(_AUTONOMOUS) and one.startswith(short[1])]
    return begin[0] if len(begin) == 1 else None


def places_asked(schemes: Sequence[Scheme]) -> frozenset[str]:
    """The places that rules of the schemes ask for."""
    return frozenset(
        place for scheme in schemes for rule in scheme.rules for place in _places(rule.test)
    )


def _places(test: Test) -> Iterator[str]:
    if isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from _places(part)
    elif isinstance(test, Is | OneOf) and test.fact == REGISTERED_PLACE:
        contents = (test.content,) if isinstance(test, Is) else test.contents
        yield from (str(one) for one in contents)
