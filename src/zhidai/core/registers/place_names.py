"""Names of places as registers write them: 赣州市, 上海市松江区.

The house holds no list of administrative divisions; it holds the places of its schemes. A name that
means one of them is written as its scheme writes it, because a party's place is found by it; any
other has the form of a Chinese place.
"""

import re
from collections.abc import Collection

from zhidai.core.errors import bad_input

_FORM = re.compile(r"[\u3400-\u9fff]{1,30}[省市区县州盟旗]")
_KIND = re.compile(r"[省市区县州盟旗]$")
_IN_ENGLISH = re.compile(r"[A-Za-z][A-Za-z .,'’()-]*")


def require_place(name: str, *, known: Collection[str]) -> None:
    """`known`: the places of the schemes. Bad input: `place_as_its_scheme`, `place_form`."""
    if name in known:
        return
    meant = next((one for one in known if one in name or _KIND.sub("", one) == name), None)
    if meant is not None:
        raise bad_input("place_as_its_scheme", place=name, known=meant)
    if not _FORM.fullmatch(name):
        raise bad_input("place_form", place=name, known="、".join(known) or "赣州市")


def require_place_in_english(name: str) -> None:
    """Empty, or in Latin letters. Bad input: `place_english_form`."""
    if name and not _IN_ENGLISH.fullmatch(name):
        raise bad_input("place_english_form", place=name)
