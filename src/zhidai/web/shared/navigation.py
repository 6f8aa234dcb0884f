"""What each kind of party finds in its navigation, and the doors open to everybody.

Data by url name. A name that does not resolve is an error, not a missing entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhidai.core.parties import PartyKind
from zhidai.web.shared.components import Link

DEFAULT_SCHEME = "ganzhou-2020"
# The url name of the page that shows one scheme's clauses (argument: the scheme's id), whose
# anchors `#clause-5.1.3.2` every clause named on a page leads to.
SCHEME_PAGE = "schemes:scheme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its label as a lazy translation, and the url name it leads to."""

    label: Promise
    url_name: str
    arguments: tuple[str, ...] = ()
    of_the_place: bool = False  # leads to the scheme of the acting party's place
    description: Promise | None = None  # for doors on the first page


PUBLIC: tuple[Entry, ...] = (
    Entry(
        label=_("Self-check"),
        url_name="self_check:form",
        description=_(
            "At most twelve answers: whether you can borrow, how much, and the real cost."
        ),
    ),
    Entry(
        label=_("Your own ledger"),
        url_name="ledger:form",
        description=_(
            "A bank's loan ledger, a bureau's registrations or an appraiser's patents in; filing, "
            "ratio, warnings, bulletin or values out. Nothing is kept."
        ),
    ),
    Entry(
        label=_("Schemes"),
        url_name="schemes:list",
        description=_("Each clause beside the numbers, rules and steps that encode it."),
    ),
)

_DASHBOARD = Entry(label=_("Dashboard"), url_name="dashboards:dashboard")
_CASES = Entry(label=_("Cases"), url_name="cases:inbox")
_LOANS = Entry(label=_("Loans"), url_name="loans:list")
_BOOKS = Entry(label=_("Books"), url_name="journal:books")
_PERIODS = Entry(label=_("Closed periods"), url_name="journal:periods")
_SUBSIDIES = Entry(label=_("Subsidies"), url_name="subsidies:list")
_FILINGS = Entry(label=_("Monthly filings"), url_name="filings:list")
_WARNINGS = Entry(label=_("Early warnings"), url_name="early_warning:list")
_ANOMALIES = Entry(label=_("Anomalies"), url_name="anomalies:list")
_INTEGRITY = Entry(label=_("Integrity register"), url_name="integrity:list")
_AGREEMENTS = Entry(label=_("Agreements"), url_name="parties:agreements")
_SUPERVISION = Entry(label=_("Supervision"), url_name="supervision:scheme")
_VALUATION = Entry(label=_("Internal valuation"), url_name="valuation:books")
_STATISTICS = Entry(label=_("Statistics"), url_name="statistics:statistics")
_REGISTER = Entry(label=_("Parties"), url_name="parties:register")
_PROFILE = Entry(label=_("Profile"), url_name="parties:profile")
_SCHEME = Entry(label=_("The scheme"), url_name="schemes:scheme", of_the_place=True)


def _home(kind: PartyKind) -> Entry:
    return Entry(label=_("Workbench"), url_name=f"{kind}:home")


def _payer(kind: PartyKind) -> tuple[Entry, ...]:
    return (_home(kind), _CASES, _LOANS, _BOOKS, _AGREEMENTS, _SUPERVISION, _SCHEME)


BY_KIND: Mapping[PartyKind, tuple[Entry, ...]] = {
    PartyKind.ENTERPRISE: (
        _home(PartyKind.ENTERPRISE),
        _CASES,
        Entry(label=_("Patents"), url_name="enterprise:rights"),
        _LOANS,
        _BOOKS,
        _WARNINGS,
        _SUBSIDIES,
        _INTEGRITY,
        _PROFILE,
        _SCHEME,
    ),
    PartyKind.BUREAU: (
        _home(PartyKind.BUREAU),
        _DASHBOARD,
        _CASES,
        _REGISTER,
        _AGREEMENTS,
        _LOANS,
        _PERIODS,
        _FILINGS,
        _WARNINGS,
        _SUBSIDIES,
        _ANOMALIES,
        _INTEGRITY,
        _SUPERVISION,
        _STATISTICS,
        _SCHEME,
    ),
    PartyKind.TREASURY: (
        _home(PartyKind.TREASURY),
        _DASHBOARD,
        _SUBSIDIES,
        _CASES,
        _BOOKS,
        _SCHEME,
    ),
    PartyKind.FINANCE: (
        _home(PartyKind.FINANCE),
        _DASHBOARD,
        _CASES,
        _LOANS,
        _WARNINGS,
        _INTEGRITY,
        _SUPERVISION,
        _STATISTICS,
        _SCHEME,
    ),
    PartyKind.BANK: (
        _home(PartyKind.BANK),
        _DASHBOARD,
        _CASES,
        _LOANS,
        _BOOKS,
        _VALUATION,
        _FILINGS,
        _WARNINGS,
        _AGREEMENTS,
        _INTEGRITY,
        _SUPERVISION,
        _STATISTICS,
        _PROFILE,
        _SCHEME,
    ),
    PartyKind.GUARANTOR: (
        _home(PartyKind.GUARANTOR),
        _DASHBOARD,
        _CASES,
        _LOANS,
        _BOOKS,
        _VALUATION,
        _WARNINGS,
        _AGREEMENTS,
        _INTEGRITY,
        _SUPERVISION,
        _STATISTICS,
        _PROFILE,
        _SCHEME,
    ),
    PartyKind.APPRAISER: (
        _home(PartyKind.APPRAISER),
        _DASHBOARD,
        _CASES,
        _LOANS,
        _BOOKS,
        _VALUATION,
        _WARNINGS,
        _AGREEMENTS,
        _INTEGRITY,
        _SUPERVISION,
        _STATISTICS,
        _PROFILE,
        _SCHEME,
    ),
    PartyKind.INSURER: _payer(PartyKind.INSURER),
    PartyKind.FUND: _payer(PartyKind.FUND),
    PartyKind.OPERATOR: (_home(PartyKind.OPERATOR), _CASES, _LOANS, _SCHEME),
}


def links(
    entries: tuple[Entry, ...], path: str, *, scheme: str = DEFAULT_SCHEME
) -> tuple[Link, ...]:
    """The entries as links; the one whose address is the longest beginning of `path` is current.

    scheme: of the acting party's place, for entries that lead to it.
    """
    addresses = [
        reverse(entry.url_name, args=[scheme] if entry.of_the_place else entry.arguments)
        for entry in entries
    ]
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


def clause_address(clause: str, scheme: str) -> str:
    """Where a clause is shown, with the rules that encode it."""
    return f"{reverse(SCHEME_PAGE, args=[scheme])}#clause-{clause}"
