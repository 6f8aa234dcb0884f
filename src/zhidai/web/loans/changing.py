"""The bank proposes a change of a running loan: which one, then what it says."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhidai.core.calendar import parse_day
from zhidai.core.lending.agreed_changes import BEGIN_ON_A_DAY, CHANGES, MOVE_MONEY
from zhidai.core.lending.events import EventKind, Part
from zhidai.core.numerals import normalise
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.policy.quantity import Unit
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.change_queries import change_view
from zhidai.services.lending.changing import propose_change
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.lending.queries import loan_scheme, loan_view
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.loans.change_words import EXPLAINED, PARTS, change_rows
from zhidai.web.loans.commands import (
    LONGEST_TYPED,
    CommandPage,
    amount_field,
    command_page,
    typed_amount,
)
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import FieldKind, FormField, Link, Option, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.shared.typed_answers import with_unit
from zhidai.web.shared.words import LOAN_CHANGES

AMOUNT, PART, DUE, RATE = "amount", "part", "due_on", "annual_rate"
FROM, UNTIL, MARKUP, GROUNDS = "effective_on", "until", "markup", "grounds"
OFFERED = tuple(kind for kind in CHANGES if kind not in {EventKind.REVERSAL, EventKind.DRAWDOWN})
BLAMES = {
    "money_": AMOUNT,
    "amount_": AMOUNT,
    "change_amount": AMOUNT,
    "change_above": AMOUNT,
    "change_part": PART,
    "change_extension": DUE,
    "change_rate": MARKUP,
    "change_markup": MARKUP,
    "quantity_": MARKUP,
    "loan_rate": MARKUP,
    "change_in_future": FROM,
    "change_before": FROM,
    "change_ends": UNTIL,
    "correction_without": GROUNDS,
    "grounds_": GROUNDS,
}


@answers_refusals
@acting_required(PartyKind.BANK)
def choose(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The changes there are, each with what it does."""
    view = loan_view(acting, key)
    links = [
        Link(
            label=LOAN_CHANGES[kind],
            url=reverse("loans:propose_change", args=[kind, key]),
            description=EXPLAINED[kind],
        )
        for kind in OFFERED
    ]
    context = {"loan": view, "links": links, "back_url": loan_address(key)}
    return render(request, "loans/changes.html", context)


@answers_refusals
@acting_required(PartyKind.BANK)
def propose(request: HttpRequest, acting: Acting, kind: str, key: str) -> HttpResponse:
    """What the change says, and why."""
    if kind not in OFFERED:
        raise Http404
    view, chosen = loan_view(acting, key), EventKind(kind)
    page = CommandPage(
        overline=key,
        title=LOAN_CHANGES[chosen],
        clause=view.clauses.get(Topic.CHANGE),
        scheme=view.scheme,
        lead=EXPLAINED[chosen],
        rows=_standing(view),
        fields=(*_fields(chosen, request.POST, view), _grounds(request.POST)),
        confirm_text=_("Propose the change"),
        back_url=loan_address(key),
        done=_("The change waits for those who have to agree."),
        blames=_blames(chosen),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return propose_change(acting, key, _typed(chosen, sent), key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BANK)
def reverse_change(request: HttpRequest, acting: Acting, number: int, key: str) -> HttpResponse:
    """A change in force is to be taken back: what it says, and why."""
    view = change_view(acting, key, number)
    if not view.may_reverse:
        raise Http404
    page = CommandPage(
        overline=key,
        title=_("Reverse a change"),
        clause=view.clause,
        scheme=loan_scheme(acting, key),
        lead=_(
            "The change then never was, on any day. Those who agreed to it are asked again; "
            "nothing is deleted."
        ),
        rows=(
            SummaryRow(label=pgettext("loan", "Change"), value=LOAN_CHANGES[view.terms.kind]),
            *change_rows(view.terms),
            SummaryRow(label=_("Why"), value=view.grounds),
        ),
        fields=(_grounds(request.POST),),
        confirm_text=_("Propose the reversal"),
        back_url=loan_address(key),
        done=_("The change waits for those who have to agree."),
        blames=BLAMES,
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        new = NewChange(
            kind=str(EventKind.REVERSAL), grounds=sent.get(GROUNDS, ""), reverses=number
        )
        return propose_change(acting, key, new, key=idempotency_key)

    return command_page(request, page, do=do)


def _blames(kind: EventKind) -> Mapping[str, str]:
    """Of an extension every rate is the one agreed with it, and its day the due day."""
    if kind is not EventKind.EXTENSION:
        return {**BLAMES, "change_day": FROM, "calendar_": FROM}
    rate = dict.fromkeys(("change_rate", "quantity_", "loan_rate"), RATE)
    return {**BLAMES, **rate, "change_day": DUE, "calendar_": DUE}


def _typed(kind: EventKind, sent: QueryDict) -> NewChange:
    due, begins, until = (sent.get(name, "").strip() for name in (DUE, FROM, UNTIL))
    amount = sent.get(AMOUNT, "").strip()
    return NewChange(
        kind=str(kind),
        grounds=sent.get(GROUNDS, ""),
        amount=typed_amount(amount) if amount else "",
        part=sent.get(PART, "") if kind in MOVE_MONEY else str(Part.PRINCIPAL),
        due_on=parse_day(due) if due else None,
        annual_rate=_percent(sent.get(RATE, "")),
        effective_on=parse_day(begins) if begins else None,
        until=parse_day(until) if until else None,
        markup=_percent(sent.get(MARKUP, "")),
    )


def _percent(text: str) -> str:
    """A bare number is a percentage, as the field's unit says."""
    return with_unit(normalise(text[:LONGEST_TYPED]).strip(), Unit.RATIO)


def _standing(view: LoanView) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(label=_("Unpaid principal"), value=yuan(view.balance)),
        SummaryRow(label=_("Interest due"), value=yuan(view.interest_due)),
        SummaryRow(label=_("Due on"), value=view.due_on.isoformat()),
    )


def _fields(kind: EventKind, typed: QueryDict, view: LoanView) -> list[FormField]:
    fields: list[FormField] = []
    if kind in MOVE_MONEY:
        fields.append(_part(typed))
    if kind in MOVE_MONEY or kind is EventKind.MISUSE:
        whole = _("Empty for the whole loan.") if kind is EventKind.MISUSE else None
        value = typed.get(AMOUNT, "")
        fields.append(amount_field(AMOUNT, label=_("Amount"), value=value, hint=whole))
    if kind is EventKind.EXTENSION:
        fields += [
            _day(DUE, _("New due day"), typed.get(DUE, ""), _("For example 2022-09-01")),
            _rate(RATE, _("Rate from the old due day on"), typed, _("Empty if it stays.")),
        ]
    if kind is EventKind.MISUSE:
        hint = _("50 to 100, as the contract agrees.")
        fields.append(_rate(MARKUP, _("Higher than the contract rate by"), typed, hint))
    if kind in BEGIN_ON_A_DAY:
        today = business_date.today().isoformat()
        fields.append(_day(FROM, _("Begins on"), typed.get(FROM, today), _("Not after today.")))
        last = _("Empty while it goes on.") if kind is EventKind.MISUSE else None
        fields.append(_day(UNTIL, _("Last day"), typed.get(UNTIL, ""), last))
    return fields


def _part(typed: QueryDict) -> FormField:
    return FormField(
        name=PART,
        label=_("Of which part"),
        kind=FieldKind.RADIOS,
        options=tuple(
            Option(value=part, label=label, is_chosen=typed.get(PART) == part)
            for part, label in PARTS.items()
        ),
    )


def _day(name: str, label: str, value: str, hint: str | None) -> FormField:
    return FormField(name=name, label=label, value=value, hint=hint, width="medium")


def _rate(name: str, label: str, typed: QueryDict, hint: str) -> FormField:
    return FormField(
        name=name, label=label, value=typed.get(name, ""), hint=hint, unit="%", width="narrow"
    )


def _grounds(typed: QueryDict) -> FormField:
    return FormField(
        name=GROUNDS, label=_("Why"), kind=FieldKind.LONG_TEXT, value=typed.get(GROUNDS, "")
    )
