"""The district of an address: the county-level part that it names (GB/T 2260).

An address that names none gives none; nothing is guessed from a street.
"""

import re

# 赣州市章贡区…, 瑞金市…, 于都县…; the place itself (赣州市) is taken off before.
_COUNTY = re.compile(r"(?P<name>[^\s省市区县旗]{1,10}?(?:自治县|县区|区|县|市|旗))")
_NO_DISTRICT = ("小区", "社区", "园区", "厂区", "校区", "街区")  # parts of a street
_CITY = re.compile(r"(?:[^省市]{2,8}?(?:省|自治区))?[^省市区县]{1,6}市(?![^省市区县]{1,6}[区县市])")
_ABOVE = re.compile(r"^.{2,10}?(?:省|自治区)")


def district_of(address: str, *, place: str) -> str | None:
    """章贡区 for 赣州市章贡区演示路1号 in 赣州市; None where the address names no district."""
    bare = "".join(address.split())
    bare = _ABOVE.sub("", bare, count=1) if not bare.startswith(place) else bare
    found = _COUNTY.match(bare.removeprefix(place))
    if found is None or found["name"].endswith(_NO_DISTRICT):
        return None
    return found["name"]


def names_a_city(scope: str) -> bool:
    """Whether a scope is a city's: 赣州市…, 江西省赣州市, Demo City; not 江西省, 赣州市章贡区."""
    bare = "".join(scope.split())
    return _CITY.match(bare) is not None or re.search(r"\bcity\b", scope.casefold()) is not None
