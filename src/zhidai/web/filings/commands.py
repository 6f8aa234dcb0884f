"""Adding papers to a month, sending it, receiving or returning it: the facts, then one button."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.filings.commands import (
    add_papers,
    receive_filing,
    return_filing,
    send_filing,
)
from zhidai.services.filings.queries import filing_view, papers_to_add
from zhidai.services.filings.views import FilingView
from zhidai.services.transactions import Answer
from zhidai.web.filings.pages import facts
from zhidai.web.filings.tables import loans_table, papers_table
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, Text
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals

GROUNDS, NOTE, SEEN = "grounds", "note", "seen"
_DIGITS = 9


@answers_refusals
@acting_required(PartyKind.BANK)
def send(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """What would be sent now, with the note that missing papers or another version need."""
    view = filing_view(acting, number, version=0)
    note = FormField(
        name=NOTE,
        label=_("Note to the bureau"),
        kind=FieldKind.LONG_TEXT,
        value=request.POST.get(NOTE, ""),
        hint=_(
            "Needed where papers are missing, and where the month is sent again: say why. "
            "The bureau reads it."
        ),
    )
    page = _page(
        view,
        title=_("Send the filing"),
        confirm_text=_("Send to the bureau"),
        done=_("The filing has been sent to the bureau."),
        warning=_("Every version that is sent is kept as it is."),
        fields=(note,),
        seen=_seen(request, view.current),
        blames={"filing_missing": NOTE, "filing_again": NOTE, "grounds_": NOTE},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return send_filing(
            acting,
            number,
            replaces=_seen(request, view.current),
            note=sent.get(NOTE, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def receive(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The bureau receives the current version."""
    view = filing_view(acting, number)
    page = _page(
        view,
        title=_("Receive the filing"),
        confirm_text=_("Receive it"),
        done=_("The filing has been received."),
        seen=_seen(request, view.current),
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        seen = _seen(request, view.current)
        return receive_filing(acting, number, version=seen, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def give_back(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """The bureau returns the current version with its grounds."""
    view = filing_view(acting, number)
    grounds = FormField(
        name=GROUNDS,
        label=_("Grounds"),
        kind=FieldKind.LONG_TEXT,
        value=request.POST.get(GROUNDS, ""),
        hint=_("The bank reads this and sends the month again."),
    )
    page = _page(
        view,
        title=_("Return the filing"),
        confirm_text=_("Return it"),
        done=_("The filing has been returned to the bank."),
        fields=(grounds,),
        seen=_seen(request, view.current),
        blames={"filing_return": GROUNDS, "grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return return_filing(
            acting,
            number,
            version=_seen(request, view.current),
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BANK)
def papers(request: HttpRequest, acting: Acting, number: str, key: str) -> HttpResponse:
    """The bank adds papers of one loan; they are kept in the loan's dossier."""
    asked = papers_to_add(acting, number, key)
    view = filing_view(acting, number, version=0)
    attachments = Attachments(asked, language=language(), request=request)
    page = CommandPage(
        overline=key,
        title=_("Add papers to the filing"),
        clause=view.clause,
        lead=_(
            "The papers are kept in the dossier of the loan, where all its parties see them. "
            "What is there already need not be added again."
        ),
        tables=(papers_table(view),),
        attachments=attachments,
        confirm_text=_("Add the papers"),
        back_url=reverse("filings:filing", args=[number]),
        done=_("The papers are in the dossier."),
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        uploads = tuple(attachments.files.items())
        return add_papers(acting, number, key, uploads=uploads, key=idempotency_key)

    return command_page(request, page, do=do)


def _page(
    view: FilingView,
    *,
    title: Text,
    confirm_text: Text,
    done: Text,
    seen: int,
    warning: Text | None = None,
    fields: tuple[FormField, ...] = (),
    blames: dict[str, str] | None = None,
) -> CommandPage:
    return CommandPage(
        overline=view.number,
        title=title,
        clause=view.clause,
        rows=tuple(facts(view)),
        tables=(loans_table(view), papers_table(view)),
        fields=fields,
        hidden={SEEN: str(seen)},
        warning=warning,
        confirm_text=confirm_text,
        back_url=reverse("filings:filing", args=[view.number]),
        done=done,
        blames=blames,
    )


def _seen(request: HttpRequest, current: int) -> int:
    """The version that the person looked at when the form was made."""
    sent = request.POST.get(SEEN, "")[:_DIGITS]
    return int(sent) if sent.isascii() and sent.isdigit() else current
