"""A text without its look: one form for each character, no spaces, no hard line breaks.

Plans come out of word processors and PDF files with full-width digits, odd brackets, spaces inside
numbers and line breaks inside sentences. The plain text is what is left when that is taken away;
each of its characters knows where it stood, so that a finding can be shown in the original.
"""

# ruff: noqa: RUF001 - look-alike characters are what this module is about
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

UNREAD = "\ufffd"  # stands where a file holds what cannot be read as text
CELL = "|"  # a tab between two numbers parts two cells of a table, it does not join a number

_ROUND = dict.fromkeys("〔［[【〖﹝⟦｛{", "(") | dict.fromkeys("〕］]】〗﹞⟧｝}", ")")
_ONE_FORM = _ROUND | {"−": "-", "–": "-", "—": "—", "―": "—", "‐": "-", "‑": "-", "﹣": "-"}
_ONE_FORM |= {"．": ".", "｡": "。", "﹒": ".", "∶": ":", "〇": "〇", "○": "〇", "“": '"', "”": '"'}
_ONE_FORM |= {"‘": '"', "’": '"', "'": '"', "「": '"', "」": '"', "『": '"', "』": '"', "＇": '"'}
_COMPATIBILITY = (
    *((0x2E80, 0x2FDF),),  # radicals that PDF writers put in place of the characters
    *((0x2460, 0x24FF),),  # numbers in circles and brackets
    *((0x3200, 0x32FF), (0x3380, 0x33FF)),
    *((0xF900, 0xFAFF), (0xFE50, 0xFE6F), (0xFF00, 0xFFEF)),
)
# Signs without width and marks of byte order: written as numbers, for nobody can read them here.
_NOTHING = frozenset(map(chr, (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)))
_PAGE = re.compile(
    r"[\s·.]*[-—–―－][-—–―－\s]*[0-9０-９]{1,4}[\s]*[-—–―－][-—–―－\s·.]*"
    r"|\s*第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/]?\s*共\s*[0-9０-９]{1,4}\s*页)?\s*"
)
_BULLET = re.compile(r"\s*[-–—−－]\s+")  # of a list, no minus
_MONTHS = re.compile(r"\s*[零又]?[0-9０-９零一二两三四五六七八九十]{1,3}[个個]月")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the original text: from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, its plain form, and for each plain character its place in the text."""

    text: str
    plain: str
    origin: tuple[int, ...]
    line_starts: frozenset[int]  # places in `plain` where a line of the text begins

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original for a stretch of the plain text."""
        if start >= end:
            place = self.origin[start] if start < len(self.origin) else len(self.text)
            return Span(start=place, end=place)
        return Span(start=self.origin[start], end=self.origin[end - 1] + 1)


def read(text: str) -> Reading:
    """The plain form of a text. Lines that hold nothing but a page number are left out."""
    plain: list[str] = []
    origin: list[int] = []
    line_starts: set[int] = set()
    place = 0
    for line in text.splitlines(keepends=True):
        if not _PAGE.fullmatch(line):
            line_starts.add(len(plain))
            _read_line(line, place, plain, origin)
        place += len(line)
    return Reading(
        text=text, plain="".join(plain), origin=tuple(origin), line_starts=frozenset(line_starts)
    )


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """The plain form alone, of a word or a few."""
    return read(text).plain


def _read_line(line: str, place: int, plain: list[str], origin: list[int]) -> None:
    after_tab = False
    bullet = _BULLET.match(line)
    for index in range(bullet.end() if bullet else 0, len(line)):
        character = line[index]
        if character == "\t":
            after_tab = True
        for one in one_form(character):
            if after_tab and plain and _would_join(plain[-1], one, line, index):
                plain.append(CELL)
                origin.append(place + index)
            plain.append(one)
            origin.append(place + index)
            after_tab = False


def _would_join(before: str, one: str, line: str, index: int) -> bool:
    """Whether two cells would read as one number with no sign between: 15|20, 1年|6个月."""
    if before in _DIGITS:
        return one in _DIGITS
    return before == "年" and _MONTHS.match(line, index) is not None


@cache
def one_form(character: str) -> str:
    """A character in its plain form; nothing for what cannot be seen."""
    if character in _NOTHING or character.isspace():
        return ""
    if character in _ONE_FORM:
        return _ONE_FORM[character]
    if any(first <= ord(character) <= last for first, last in _COMPATIBILITY):
        folded = "".join(unicodedata.normalize("NFKC", character).split())
        return "".join(_ONE_FORM.get(each, each) for each in folded)
    return character
