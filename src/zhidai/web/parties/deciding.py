"""What parties decide about an agreement: each confirms it, the bureau files or returns it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import SIGNING, PartyKind
from zhidai.services.acting import Acting
from zhidai.services.parties.commands import confirm_agreement, file_agreement, return_agreement
from zhidai.services.parties.queries import agreement as agreement_of
from zhidai.services.parties.views import AgreementView, Partner
from zhidai.web.parties.agreements import terms
from zhidai.web.shared.components import FieldKind, FormField, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS

LONGEST_ID = 19  # digits of a database key


@answers_refusals
@acting_required(*SIGNING)
def confirm(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Confirm the agreement as it was read: the address of the form names the paper."""
    view = agreement_of(acting, number)
    if request.method == "POST":
        read = request.GET.get("paper", "")
        confirm_agreement(
            acting,
            number,
            paper=int(read) if read.isdecimal() and len(read) < LONGEST_ID else None,
            key=request.POST.get("idempotency_key", ""),
        )
        messages.success(request, _("Your party has confirmed the agreement."))
        return redirect("parties:agreement", number=number)
    address = reverse("parties:confirm_agreement", args=[number])
    context = {
        "title": _("Confirm the agreement"),
        "rows": [*terms(view), *_shares(view)],
        "warning": _(
            "Losses are shared as this agreement says once the bureau has filed it. Compare the "
            "shares with the signed paper first; if they differ, have the bureau return it."
        ),
        "confirm_text": _("Confirm the agreement"),
        "action": f"{address}?paper={view.papers[0].id}" if view.papers else address,
        "cancel_url": reverse("parties:agreement", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def file(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Confirm that the agreement is filed."""
    view = agreement_of(acting, number)
    if request.method == "POST":
        file_agreement(acting, number, key=request.POST.get("idempotency_key", ""))
        messages.success(request, _("The agreement is filed; its parties may take part."))
        return redirect("parties:agreement", number=number)
    context = {
        "title": _("File the agreement"),
        "rows": terms(view),
        "confirm_text": _("File the agreement"),
        "cancel_url": reverse("parties:agreement", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def give_back(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Return the agreement to be corrected, with the grounds."""
    view = agreement_of(acting, number)
    if request.method == "POST":
        grounds = request.POST.get("grounds", "")
        key = request.POST.get("idempotency_key", "")
        return_agreement(acting, number, grounds=grounds, key=key)
        messages.success(request, _("The agreement has been returned."))
        return redirect("parties:agreement", number=number)
    context = {
        "title": _("Return the agreement"),
        "rows": terms(view),
        "confirm_text": _("Return the agreement"),
        "reason_field": FormField(name="grounds", label=_("Grounds"), kind=FieldKind.LONG_TEXT),
        "cancel_url": reverse("parties:agreement", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


def _shares(view: AgreementView) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=_("Share of principal losses: {party}").format(party=PARTY_KINDS[each.kind]),
            value=f"{(each.loss_share or 0) / 10_000:g} %",
            note=_name(each),
        )
        for each in view.partners
    ]


def _name(partner: Partner) -> str:
    return partner.name_en if language() == "en" else partner.name
