"""What the parts of a valuation are called, and how estimates are written."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhidai.core.parties import PartyKind
from zhidai.web.shared.components import Column, Text
from zhidai.web.shared.context import language

TEN_THOUSAND, HUNDRED_MILLION = 10**4, 10**8
SMALL = (10**4, 10**5)  # below it an amount is said in yuan: in Chinese, in English
VALUERS = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)

KINDS: Mapping[str, Promise] = {
    "invention": _("Invention"),
    "utility_model": _("Utility model"),
    "design": _("Design"),
}
SCORES: Mapping[str, Promise] = {
    "legal": _("Legal score"),
    "technical": _("Technical score"),
    "economic": _("Economic score"),
}
PARTS: Mapping[str, Promise] = {
    "typical": _("The cohort's typical patent"),
    "kind": _("Kind of patent"),
    **SCORES,
    "life": _("Remaining life"),
    "income": _("Its own economics"),
}
GROUPS: Mapping[str, Promise] = {
    "kind": _("By kind"),
    "class": _("By IPC class"),
    "industry": _("By industry"),
    "owner": _("By owner"),
}


def estimate(amount: float | None) -> str:
    """An estimate in whole yuan: its fen would claim what nobody knows."""
    return "" if amount is None else f"{amount:,.0f}"


def shortened(amount: float) -> str:
    """A large estimate as people say it: 14.38亿元, 927万元; 1,438.50 million."""
    if abs(amount) < SMALL[language() == "en"]:
        return gettext("{amount} yuan").format(amount=f"{amount:,.0f}")
    if language() == "en":
        return gettext("{amount} million yuan").format(amount=f"{amount / 1e6:,.2f}")
    if amount >= HUNDRED_MILLION:
        return f"{amount / HUNDRED_MILLION:,.2f}亿元"
    return f"{amount / TEN_THOUSAND:,.1f}万元"


def chance(value: float | None) -> str:
    """A chance or ratio as a percentage with one place."""
    return "" if value is None else f"{value:,.1%}"


def yuan_column(label: Text) -> Column:
    """A column of estimates in yuan."""
    return Column(label=label, unit=_("yuan"), is_numeric=True)
