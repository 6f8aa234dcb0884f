"""How loans, claims and recoveries are spoken of, in both languages."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.conventions import Repayment
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.state import InstalmentStatus, LoanStatus
from zhidai.services.history.queries import EventView
from zhidai.web.casework.words import event_text, event_title
from zhidai.web.shared.components import Column, Tag, Text, TimelineEntry, Tone
from zhidai.web.shared.context import language

LOAN_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    LoanStatus.RUNNING: (pgettext_lazy("loan", "Running"), Tone.GOOD),
    LoanStatus.OVERDUE: (pgettext_lazy("loan", "Overdue"), Tone.BAD),
    LoanStatus.CLOSED: (pgettext_lazy("loan", "Settled"), Tone.PLAIN),
}
RISK_CLASSES: Mapping[str, Promise] = {
    RiskClass.NORMAL: pgettext_lazy("risk class", "Normal"),
    RiskClass.SPECIAL_MENTION: pgettext_lazy("risk class", "Special mention"),
    RiskClass.SUBSTANDARD: pgettext_lazy("risk class", "Substandard"),
    RiskClass.DOUBTFUL: pgettext_lazy("risk class", "Doubtful"),
    RiskClass.LOSS: pgettext_lazy("risk class", "Loss"),
}
INSTALMENT_STATUS: Mapping[str, tuple[Promise, Tone]] = {
    InstalmentStatus.EXPECTED: (pgettext_lazy("instalment", "Not due yet"), Tone.QUIET),
    InstalmentStatus.DUE: (pgettext_lazy("instalment", "Due"), Tone.ACTIVE),
    InstalmentStatus.OVERDUE: (pgettext_lazy("instalment", "Overdue"), Tone.BAD),
    InstalmentStatus.PAID: (pgettext_lazy("instalment", "Paid"), Tone.PLAIN),
}
REPAYMENTS: Mapping[str, Promise] = {
    Repayment.BULLET_MONTHLY_INTEREST: pgettext_lazy(
        "repayment", "Interest monthly, principal at maturity"
    ),
    Repayment.SINGLE_PAYMENT: pgettext_lazy("repayment", "Principal and interest at maturity"),
    Repayment.INTEREST_THEN_INSTALMENTS: pgettext_lazy(
        "repayment", "Interest monthly, principal in equal parts on the last due days"
    ),
    Repayment.EQUAL_TOTAL_INSTALMENTS: pgettext_lazy(
        "repayment", "The same sum of principal and interest every month"
    ),
}
DRAWDOWN_KINDS: Mapping[str, Promise] = {
    "first": pgettext_lazy("drawdown", "First drawdown"),
    "further": pgettext_lazy("drawdown", "Further drawdown"),
}
CHANGE = "change"  # brings no money; what was kept is used
MONEY_KINDS: Mapping[str, Promise] = {
    EventKind.REPAYMENT: pgettext_lazy("money", "Repayment by the enterprise"),
    EventKind.CLAIM_PAYMENT: pgettext_lazy("money", "Payment on the claim"),
    EventKind.RECOVERY: pgettext_lazy("money", "Recovery"),
    CHANGE: pgettext_lazy("money", "Interest kept in advance, used with a change"),
}
_HUNDRED, _STEP = Decimal(100), Decimal("0.0001")
_DECIMALS = 2
_MILLION = Decimal(1_000_000)


def loan_tag(status: str) -> Tag:
    """The status of a loan as a tag."""
    text, tone = LOAN_STATUS[status]
    return Tag(text=text, tone=tone)


def instalment_tag(status: str) -> Tag:
    """The status of an instalment as a tag."""
    text, tone = INSTALMENT_STATUS[status]
    return Tag(text=text, tone=tone)


def percent(ratio: Decimal | None) -> str:
    """A fraction of one as 4.85%, with up to four decimals where it has them."""
    if ratio is None:
        return "—"
    shown = f"{(ratio * _HUNDRED).quantize(_STEP):f}"
    while shown.endswith("0") and len(shown.partition(".")[2]) > _DECIMALS:
        shown = shown[:-1]
    return f"{shown}%"


def millionths(rate: int) -> str:
    """A rate or ratio as the database keeps it, as 4.85%."""
    return percent(Decimal(rate) / _MILLION)


def in_language(chinese: str, english: str) -> str:
    """A name in the language of the page."""
    return english if language() == "en" else chinese


def money_column(label: Text) -> Column:
    """A column of amounts; each of them carries its ¥."""
    return Column(label=label, is_numeric=True)


def loan_address(key: str) -> str:
    """The page of a loan."""
    return reverse("loans:loan", args=[key])


def entries(events: Iterable[EventView], *, until: date | None = None) -> list[TimelineEntry]:
    """Events as a timeline, those effective after `until` left out."""
    return [_entry(event) for event in events if until is None or event.effective_on <= until]


def _entry(event: EventView) -> TimelineEntry:
    party = in_language(event.party or "", event.party_en or "")
    parts = [event_text(event) or ""]
    if event.effective_on != timezone.localdate(event.recorded_at):
        parts.append(_("effective {day}").format(day=event.effective_on.isoformat()))
    text = " · ".join(part for part in parts if part)
    return TimelineEntry(
        title=event_title(event),
        at=event.recorded_at,
        person=event.person.in_language(language()) if event.person else _("this platform"),
        party=party or None,
        text=text or None,
    )
