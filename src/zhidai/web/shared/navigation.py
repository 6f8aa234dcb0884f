"""What each kind of party finds in its navigation, and the doors open to everybody.

Data by url name. A name that does not resolve is an error, not a missing entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from zhidai.core.parties import PartyKind
from zhidai.web.shared.components import Link

DEFAULT_SCHEME = "ganzhou-2020"
# The url name of the page that shows one scheme's clauses (argument: the scheme's id), whose
# anchors `#clause-5.1.3.2` every clause named on a page leads to; None while there is no such page.
SCHEME_PAGE: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its label as a lazy translation, and the url name it leads to."""

    label: Promise
    url_name: str
    arguments: tuple[str, ...] = ()
    description: Promise | None = None  # for doors on the first page


PUBLIC: tuple[Entry, ...] = ()

BY_KIND: Mapping[PartyKind, tuple[Entry, ...]] = {
    PartyKind.ENTERPRISE: (),
    PartyKind.BUREAU: (),
    PartyKind.FINANCE: (),
    PartyKind.TREASURY: (),
    PartyKind.BANK: (),
    PartyKind.GUARANTOR: (),
    PartyKind.APPRAISER: (),
}


def links(entries: tuple[Entry, ...], path: str) -> tuple[Link, ...]:
    """The entries as links; the one whose address is the longest beginning of `path` is current."""
    addresses = [reverse(entry.url_name, args=entry.arguments) for entry in entries]
    current = max((each for each in addresses if path.startswith(each)), key=len, default=None)
    return tuple(
        Link(
            label=entry.label,
            url=address,
            description=entry.description,
            is_current=address == current,
        )
        for entry, address in zip(entries, addresses, strict=True)
    )


def clause_address(clause: str, scheme: str) -> str | None:
    """Where a clause is shown, with the rules that encode it."""
    if SCHEME_PAGE is None:
        return None
    return f"{reverse(SCHEME_PAGE, args=[scheme])}#clause-{clause}"
