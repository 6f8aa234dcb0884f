"""Recording a breach, objecting to it, deciding on it: the facts, then one button."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.integrity.breaches import OBJECTION_DAYS, BreachKind
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.integrity.commands import decide_breach, object_to_breach, record_breach
from zhidai.services.integrity.queries import breach_view, parties_to_record
from zhidai.services.integrity.tenancy import register_citations
from zhidai.services.transactions import Answer
from zhidai.web.filings.tables import said
from zhidai.web.integrity.pages import CONCERNED, facts
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.shared.components import FieldKind, FormField, Option, Text
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.integrity import breach_kind

PARTY, KIND, DAY, EVIDENCE, GROUNDS = "party", "kind", "happened_on", "evidence", "grounds"
_DIGITS = 9


@answers_refusals
@acting_required(PartyKind.BUREAU)
def record(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The bureau records a breach of a party of its cases."""
    page = CommandPage(
        overline=_("Integrity register"),
        title=_("Record a breach"),
        clause=next(iter(register_citations(acting)), None),
        lead=_(
            "The party may object within {days} days. A breach counts only once nobody has "
            "objected in time, or the objection was refused."
        ).format(days=OBJECTION_DAYS),
        fields=_fields(acting, request.POST),
        confirm_text=_("Record it"),
        back_url=reverse("integrity:list"),
        done=_("The breach is recorded; the party may object."),
        blames={
            "breach_needs_a_party": PARTY,
            "breach_kind": KIND,
            "event_in_the_future": DAY,
            "calendar_": DAY,
            "breach_needs_evidence": EVIDENCE,
            "grounds_": EVIDENCE,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        party = sent.get(PARTY, "")[:_DIGITS]
        return record_breach(
            acting,
            int(party) if party.isascii() and party.isdigit() else 0,
            kind=sent.get(KIND, ""),
            happened_on=parse_day(sent.get(DAY, "")),
            evidence=sent.get(EVIDENCE, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(*CONCERNED)
def object_to(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The party objects."""
    page = _with_grounds(
        request,
        acting,
        number,
        title=_("Object to the breach"),
        confirm_text=_("Object"),
        done=_("The objection is recorded; the bureau decides."),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        grounds = sent.get(GROUNDS, "")
        return object_to_breach(acting, number, grounds=grounds, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def uphold(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The bureau lets the breach stand against the objection."""
    page = _with_grounds(
        request,
        acting,
        number,
        title=_("Let the breach stand"),
        confirm_text=_("Let it stand"),
        done=_("The breach stands."),
        warning=_("The party cannot take part in new business while the breach counts."),
    )
    return command_page(request, page, do=_deciding(acting, number, is_dismissed=False))


@answers_refusals
@acting_required(PartyKind.BUREAU)
def dismiss(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The bureau dismisses the breach."""
    page = _with_grounds(
        request,
        acting,
        number,
        title=_("Dismiss the breach"),
        confirm_text=_("Dismiss it"),
        done=_("The breach is dismissed."),
    )
    return command_page(request, page, do=_deciding(acting, number, is_dismissed=True))


def _deciding(
    acting: Acting, number: str, *, is_dismissed: bool
) -> Callable[[QueryDict, str], Answer]:
    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return decide_breach(
            acting,
            number,
            is_dismissed=is_dismissed,
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return do


def _with_grounds(
    request: HttpRequest,
    acting: Acting,
    number: str,
    *,
    title: Text,
    confirm_text: Text,
    done: Text,
    warning: Text | None = None,
) -> CommandPage:
    view = breach_view(acting, number)
    return CommandPage(
        overline=number,
        title=title,
        clause=view.clause,
        rows=tuple(facts(view)),
        fields=(
            FormField(
                name=GROUNDS,
                label=_("Grounds"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("The other side reads this."),
            ),
        ),
        warning=warning,
        confirm_text=confirm_text,
        back_url=reverse("integrity:breach", args=[number]),
        done=done,
        blames={"breach_needs_grounds": GROUNDS, "grounds_": GROUNDS},
    )


def _fields(acting: Acting, typed: QueryDict) -> tuple[FormField, ...]:
    party, kind = typed.get(PARTY, ""), typed.get(KIND, "")
    return (
        FormField(
            name=PARTY,
            label=_("Party"),
            kind=FieldKind.SELECT,
            hint=_("Parties of the bureau's cases."),
            options=(
                Option(value="", label="—", is_chosen=not party),
                *(
                    Option(value=str(pk), label=said(name), is_chosen=str(pk) == party)
                    for pk, name in parties_to_record(acting)
                ),
            ),
        ),
        FormField(
            name=KIND,
            label=_("Kind of breach"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=str(each), label=breach_kind(each, language()), is_chosen=each == kind)
                for each in BreachKind
            ),
        ),
        FormField(
            name=DAY,
            label=_("Day on which it happened"),
            value=typed.get(DAY, ""),
            hint=_("For example 2021-03-01; not after today."),
            width="medium",
        ),
        FormField(
            name=EVIDENCE,
            label=_("Evidence"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(EVIDENCE, ""),
            hint=_("The party reads this, and once the breach stands those who work with it."),
        ),
    )
