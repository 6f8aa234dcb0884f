"""Industries by one name, however a book or a bank's own table of royalties writes them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Industries of the shipped royalties by their Chinese names; a bank's own parameters may use any.
_NAMES: Final = {
    "petrochemical": ("石化", "石油化工"),
    "consumer": ("消费品", "日用消费品"),
    "machinery": ("机械", "机械制造", "装备制造"),
    "chemical": ("化工", "化学", "化学工业"),
    "pharmaceutical": ("制药", "医药", "医药制造"),
    "electrical": ("电气", "电器", "电气机械"),
    "instruments": ("仪器", "仪器仪表", "精密仪器"),
    "automotive": ("汽车", "汽车制造"),
    "electronics": ("电子", "光学及电子", "电子信息"),
    "software": ("软件", "软件和信息技术"),
}
# Written in small letters -> the name that royalties are kept by.
MEANING: Final[Mapping[str, str]] = MappingProxyType(
    {word: one for one, known in _NAMES.items() for word in (one, *known)}
)


def industry_named(written: str) -> str:
    """An industry by its one name where it is known here, else as written."""
    text = written.strip()
    return MEANING.get(text.lower(), text)
