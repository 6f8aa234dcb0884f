"""How alike two titles are, by their characters and pairs of them: Chinese puts no spaces between.

Words that every title has (一种, 装置, 方法) are taken out first. A piece, a character or a pair of
neighbours, that many titles of the same owner have tells little, one that few have tells much: it
weighs ln(1 + (n + 1) / titles that have it), n the titles compared with. So two titles of a series
(一种锂电池极片涂布装置, 一种锂电池极片烘干装置) differ by what sets them apart, not by how long
they are. Characters alone count ALONE of that: the same words in another order remain alike. The
thing itself stands last in a Chinese title, what it is like comes before: the weight rises from
FIRST at the start of the subject to LAST at its end. With w_a the weight by a's places:

    likeness(a, b)  = (w_a(common) + w_b(common)) / (w_a(all of a) + w_b(all of b))
    contained(a, b) = w_a(common) / w_a(all of a)         how much of a stands in b
"""

import math
import re
from collections import Counter
from collections.abc import Iterable

from zhidai.core.numerals import normalise

Weights = dict[str, float]  # piece -> weight
_GENERAL = re.compile(
    r"一种|一类|新型|以及|及其|用于|使用|应用|用途|制备|制造|生产|加工|控制|方法|工艺|装置|设备|系统|机构|结构|组件|产品"
    r"|\b(?:an?|the|and|for|of|its|same|methods?|devices?|apparatus|systems?|use|using)\b"
)
_CATEGORIES = {
    "method": re.compile(r"方法|工艺|用途|\b(?:methods?|process|use)\b"),
    "thing": re.compile(
        r"装置|设备|系统|机构|结构|组件|机$|器$|\b(?:devices?|apparatus|systems?)\b"
    ),
}
FIRST, LAST = 0.2, 1.8
ALONE = 0.6  # what a single character counts beside a pair
_JOINING = "的及和与或其"


def subject(title: str) -> str:
    """What a title is about: without the words that every title has; the title if nothing stays."""
    plain = " ".join(title.lower().split())
    left = normalise(_GENERAL.sub(" ", plain))
    left = "".join(each for each in left if each.isalnum() and each not in _JOINING)
    return left or normalise(plain)


def categories(title: str) -> frozenset[str]:
    """Whether a title claims a thing, a method, or both; nothing where it does not say."""
    plain = " ".join(title.lower().split())
    return frozenset(name for name, words in _CATEGORIES.items() if words.search(plain))


def pieces(text: str) -> Weights:
    """The characters of a text and its pairs of neighbours, each with what its place counts.

    One that comes twice counts where it comes last.
    """
    last = max(len(text) - 1, 1)
    found: Weights = {}
    for place, character in enumerate(text):
        counts = FIRST + (LAST - FIRST) * place / last
        found[character] = ALONE * counts
        if place:
            found[text[place - 1 : place + 1]] = counts
    return found


class Titles:
    """The titles compared with each other, usually one owner's: how rare each piece is in them."""

    def __init__(self, titles: Iterable[str]) -> None:
        places = {title: pieces(subject(title)) for title in titles}
        having = Counter(piece for found in places.values() for piece in found)
        self._rarity = {piece: math.log(1 + (len(places) + 1) / n) for piece, n in having.items()}
        self._unknown = math.log(1 + len(places) + 1)  # of a piece that none of the titles has
        self._known = {title: self._weighed(found) for title, found in places.items()}

    def pieces_of(self, title: str) -> Weights:
        """The pieces of a title's subject, with what each weighs."""
        known = self._known.get(title)
        return self._weighed(pieces(subject(title))) if known is None else known

    def likeness(self, one: str, other: str) -> float:
        """From 0, nothing in common, to 1, the same subject."""
        first, second = self.pieces_of(one), self.pieces_of(other)
        common = first.keys() & second.keys()
        total = math.fsum(first.values()) + math.fsum(second.values())
        shared = math.fsum(first[piece] + second[piece] for piece in common)
        return shared / total if total else 0.0

    def contained(self, one: str, other: str) -> float:
        """How much of the first title's subject stands in the other's, 0 to 1."""
        first = self.pieces_of(one)
        total = math.fsum(first.values())
        common = first.keys() & self.pieces_of(other).keys()
        return math.fsum(first[piece] for piece in common) / total if total else 0.0

    def _weighed(self, found: Weights) -> Weights:
        rarity, unknown = self._rarity, self._unknown
        return {piece: place * rarity.get(piece, unknown) for piece, place in found.items()}


def text_likeness(one: str, other: str) -> float:
    """Of two longer texts such as abstracts: Dice's coefficient, every piece weighing the same."""
    first, second = set(pieces(normalise(one).lower())), set(pieces(normalise(other).lower()))
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
