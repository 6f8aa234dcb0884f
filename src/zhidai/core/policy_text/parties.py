"""By which words a clause names the parties of a scheme."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme

WORDS: dict[str, tuple[str, ...]] = {
    PartyKind.ENTERPRISE: ("企业", "出质人", "借款人", "申请人", "申请单位"),
    PartyKind.BUREAU: (
        "市场监管局",
        "市场监督管理局",
        "市场监管部门",
        "知识产权局",
        "知识产权主管",
    ),
    PartyKind.FINANCE: ("金融办", "金融局", "金融工作办公室", "金融工作局", "金融监管局"),
    PartyKind.TREASURY: ("财政",),
    PartyKind.BANK: ("银行", "贷款机构", "金融机构"),
    PartyKind.GUARANTOR: ("担保公司", "担保机构", "担保人"),
    PartyKind.APPRAISER: ("评估机构", "评估公司"),
}
_NAMES: dict[str, Label] = {
    PartyKind.ENTERPRISE: Label(zh="企业", en="the enterprise"),
    PartyKind.BUREAU: Label(zh="市场监管局", en="the bureau"),
    PartyKind.FINANCE: Label(zh="金融办", en="the finance office"),
    PartyKind.TREASURY: Label(zh="财政", en="the treasury"),
    PartyKind.BANK: Label(zh="银行", en="the bank"),
    PartyKind.GUARANTOR: Label(zh="担保公司", en="the guarantor"),
    PartyKind.APPRAISER: Label(zh="评估机构", en="the appraiser"),
}
_LISTED = re.compile(r"(?:机构|公司)?(?:以及|[、,和与]|及(?!时))")
_LISTED_BEFORE = re.compile(r"[、及和与]$")
# Where every party of the process does it.
_TOGETHER = ("各方", "多方", "各参与方")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A party that the scheme has do something under a clause."""

    clause: str
    party: str
    what: str  # the id of the duty or task


def parties_named(scheme: Scheme) -> Iterator[Named]:
    """Who owes each duty and does each task of a route.

    A task is left out where an interpretation is about its clause: the question may be who does it.
    """
    asked = {clause for one in scheme.interpretations.values() for clause in one.clauses}
    for duty in scheme.duties:
        yield Named(clause=duty.clause, party=duty.owed_by, what=duty.id)
    for route in scheme.routes.values():
        for task in route.tasks:
            if task.clause not in asked:
                yield Named(clause=task.clause, party=task.party, what=f"{route.id}/{task.id}")


def names_party(plain: str, party: str) -> bool:
    """Whether a stretch of a plain text names a party; true for a party without known words."""
    words = WORDS.get(party)
    return words is None or any(word in plain for word in (*words, *_TOGETHER))


def party_name(party: str) -> Label:
    """How a finding names a party."""
    return _NAMES.get(party, Label(zh=party, en=party))


def parties_in(written: str, scheme: Scheme) -> frozenset[str]:
    """The party that a subject names, such as 担保公司分担, or each of a list: 甲、乙和丙各承担.

    Empty where several are named otherwise, or a list holds one that is not known. A party of the
    scheme's own is known by its label, which may hold the words of another: 省再担保公司 is no
    担保公司.
    """
    own = {one.label.zh: name for name, one in scheme.own_parties.items()}
    of_all = {word: str(party) for party, words in WORDS.items() for word in words}
    by_word = {**of_all, **own}
    places = list(re.finditer(_alternatives(by_word), written))
    named = frozenset(by_word[one[0]] for one in places)
    if places and _is_listed_with_unknown(written, places):
        return frozenset()
    if all(_LISTED.fullmatch(written, one.end(), two.start()) for one, two in pairwise(places)):
        return named
    narrowed = named & frozenset(own.values()) or named
    return narrowed if len(narrowed) == 1 else frozenset()


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


def _is_listed_with_unknown(written: str, places: list[re.Match[str]]) -> bool:
    """Whether the list goes on before or behind the names that are known."""
    before, behind = written[: places[0].start()], written[places[-1].end() :]
    return _LISTED_BEFORE.search(before) is not None or _LISTED.match(behind) is not None
