"""A patent or application as it was filed: what tells whether two of them are one invention.

Clause 5.1.3.4 of the Ganzhou plan asks an owner to declare to the bank whether the same technology
was filed as utility model and as invention, and to pledge related and improvement patents together;
Patent Law art. 9 lets one applicant file both on the same day. `twins` and `related` look for them.
"""

import re
from dataclasses import dataclass
from datetime import date

from zhidai.core.numerals import normalise
from zhidai.core.registers.patent_numbers import PatentKind, PatentNumber

_SEVERAL = re.compile(r"[;；、|\n，]")
_PEOPLE = re.compile(r"[;；、|\n，,]")
_BRACKETS = str.maketrans("（）〔〕【】\uff3b\uff3d[]", "()()()()()")
_FORMER = re.compile(
    r"\((?:(?:曾用名|原名)[:：]?|原[:：])\s*(?P<name>[^()]*(?:\([^()]*\)[^()]*)?)\)"
)
_PUNCTUATION = re.compile(r"[().,·'\"-]")
_CLASS = re.compile(r"(?P<subclass>[A-H]\d{2}[A-Z])(?P<group>\d{1,4})?(?:/(?P<subgroup>\d{2,6}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSymbol:
    """An IPC symbol by its levels: H01M, H01M4, H01M4/04; None below the level written."""

    subclass: str
    main_group: str | None
    subgroup: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing. owners (`owners_in`) and inventors are names as comparable text, none where not
    known.
    """

    number: PatentNumber
    title: str
    filed_on: date
    owners: frozenset[str]
    symbol: ClassSymbol | None = None
    inventors: frozenset[str] = frozenset()
    abstract: str | None = None

    @property
    def kind(self) -> PatentKind:
        """As the number says."""
        return self.number.kind

    @property
    def serial(self) -> int:
        """The running number within year and kind."""
        return int(self.number.body[5:] if len(self.number.body) > 8 else self.number.body[3:])


def names_in(text: str, *, of_people: bool = False) -> frozenset[str]:
    """The names of a cell that may hold several, without spaces and full-width forms.

    A comma stands between people; in the name of a firm it may be part of it (Example Co., Ltd).
    """
    between = _PEOPLE if of_people else _SEVERAL
    parts = (_plain(part) for part in between.split(_FORMER.sub("", _round(text))))
    return frozenset(part for part in parts if part)


def owners_in(text: str) -> frozenset[str]:
    """The owners of a cell by all names they go or went by, as text that is the same for one firm.

    Former names in brackets count (曾用名, 原名). What a firm is called besides is left out: the
    brackets of a place, points and commas, and whether it is limited by shares (股份): a firm that
    changes its form stays the owner.
    """
    former = "|".join(found["name"] for found in _FORMER.finditer(_round(text)))
    names = names_in(text) | names_in(former)
    bare = (_PUNCTUATION.sub("", name).replace("股份有限公司", "有限公司") for name in names)
    return frozenset(name for name in bare if name)


def _round(text: str) -> str:
    """Every bracket as a round one."""
    return text.translate(_BRACKETS)


def _plain(name: str) -> str:
    """A name without spaces, full-width forms and capitals; 有限责任公司 is 有限公司 in full."""
    return normalise(name).lower().replace("有限责任公司", "有限公司")


def class_symbol(text: str) -> ClassSymbol | None:
    """The first IPC symbol of a text, `H01M 4/04 (2006.01)`; None where there is none."""
    found = _CLASS.search(normalise(text).upper())
    if found is None:
        return None
    group = found["group"]
    main_group = None if group is None else f"{found['subclass']}{int(group)}"
    subgroup = None if found["subgroup"] is None else f"{main_group}/{found['subgroup']}"
    return ClassSymbol(subclass=found["subclass"], main_group=main_group, subgroup=subgroup)
