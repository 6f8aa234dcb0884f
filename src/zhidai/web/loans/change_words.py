"""How changes of a loan are spoken of: what each is, what it says, who was asked."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zhidai.core.lending.agreed_changes import MOVE_MONEY, ChangeStatus
from zhidai.core.lending.events import EventKind, Part
from zhidai.services.lending.change_queries import ChangeTerms, ChangeView, ConsentView
from zhidai.web.loans.commands import booked_later
from zhidai.web.loans.words import millionths
from zhidai.web.shared.components import SummaryRow, Tag, Tone
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.words import LOAN_CHANGES, role_name

PARTS: Mapping[str, Promise] = {
    Part.PRINCIPAL: pgettext_lazy("part of a debt", "Principal"),
    Part.INTEREST: pgettext_lazy("part of a debt", "Interest due"),
    Part.PENALTY: pgettext_lazy("part of a debt", "Penalty interest due"),
    Part.COMPOUND: pgettext_lazy("part of a debt", "Compound interest due"),
}
# What a change does, for whoever chooses one.
EXPLAINED: Mapping[str, Promise] = {
    EventKind.EXTENSION: gettext_lazy(
        "The principal falls due later. The enterprise agrees, and everybody who would pay a "
        "claim; beyond the longest term the bureau too."
    ),
    EventKind.ACCELERATION: gettext_lazy(
        "All principal and the interest so far fall due on the day on which the bank has agreed."
    ),
    EventKind.MISUSE: gettext_lazy(
        "Funds used otherwise than agreed bear a higher rate from a day on."
    ),
    EventKind.PAUSE: gettext_lazy(
        "Days that do not count as overdue, and on which no penalty is earned. The bureau agrees, "
        "for they do not count in the ratio either."
    ),
    EventKind.WAIVER: gettext_lazy("The bank gives up a part of what it is owed."),
    EventKind.WRITE_OFF: gettext_lazy(
        "A part leaves the bank's books and is owed all the same; what comes in later is recorded."
    ),
}
_STATUS: Mapping[ChangeStatus, tuple[Promise, Tone]] = {
    ChangeStatus.WAITING: (pgettext_lazy("change of a loan", "waiting"), Tone.ACTIVE),
    ChangeStatus.IN_FORCE: (pgettext_lazy("change of a loan", "in force"), Tone.GOOD),
    ChangeStatus.REFUSED: (pgettext_lazy("change of a loan", "refused"), Tone.QUIET),
    ChangeStatus.WITHDRAWN: (pgettext_lazy("change of a loan", "withdrawn"), Tone.QUIET),
    ChangeStatus.REVERSED: (pgettext_lazy("change of a loan", "reversed"), Tone.QUIET),
}


def change_title(view: ChangeView) -> str:
    """The kind of a change; of a reversal, what it takes back."""
    kind = str(LOAN_CHANGES[view.terms.kind])
    return _("Reversal: {change}").format(change=kind) if view.is_reversal else kind


def change_tag(status: ChangeStatus) -> Tag:
    """Where a change stands."""
    text, tone = _STATUS[status]
    return Tag(text=text, tone=tone)


def change_rows(terms: ChangeTerms) -> list[SummaryRow]:
    """What a change says, line by line."""
    return list(_rows(terms))


def change_line(terms: ChangeTerms) -> str:
    """The same in one line."""
    return " · ".join(f"{row.label} {row.value}" for row in _rows(terms))


def _rows(terms: ChangeTerms) -> Iterator[SummaryRow]:
    if terms.kind in MOVE_MONEY:
        yield SummaryRow(label=_("Part of the debt"), value=PARTS[terms.part])
    if terms.amount is not None:
        yield SummaryRow(
            label=_("Amount"), value=yuan(terms.amount), note=ten_thousands(terms.amount)
        )
    elif terms.kind == EventKind.MISUSE:
        yield SummaryRow(label=_("Amount"), value=_("the whole loan"))
    if terms.due_on is not None:
        yield SummaryRow(label=_("New due day"), value=terms.due_on.isoformat())
    if terms.annual_rate is not None:
        yield SummaryRow(
            label=_("Rate from the old due day on"), value=millionths(terms.annual_rate)
        )
    if terms.markup is not None:
        yield SummaryRow(
            label=_("Higher than the contract rate by"), value=millionths(terms.markup)
        )
    if terms.effective_on is not None:
        yield SummaryRow(
            label=_("Begins on"),
            value=terms.effective_on.isoformat(),
            note=booked_later(terms.effective_on),
        )
    if terms.until is not None:
        yield SummaryRow(label=_("Last day"), value=terms.until.isoformat())


def consent_words(consent: ConsentView) -> str:
    """What a role answered, by whom, and why."""
    if consent.is_given is None or consent.person is None or consent.decided_on is None:
        return _("not answered yet")
    answer = _("agreed") if consent.is_given else _("refused")
    who = f"{consent.person.in_language(language())} {consent.decided_on.isoformat()}"
    return " · ".join(part for part in (answer, who, consent.grounds) if part)


def role_word(role: str) -> str:
    """A role by its name."""
    return role_name(role)
