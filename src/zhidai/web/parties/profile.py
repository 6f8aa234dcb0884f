"""What a party declares about itself: an enterprise's profile, a lender's credentials."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.parties import commands
from zhidai.services.parties.queries import profile as profile_of
from zhidai.services.parties.views import ProfileView
from zhidai.services.refusal import Refused
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.fact_form import FactForm
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
@acting_required(PartyKind.ENTERPRISE, PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)
def profile(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show and save the party's own page."""
    view = profile_of(acting)
    subject = str(acting.kind)
    initial = {subject: {n.partition(".")[2]: a for n, a in view.initial.items()}}
    sent = request.POST if request.method == "POST" else None
    form = FactForm(view.facts, data=sent, initial=initial, language=language())
    if form.is_sent:
        save = (
            commands.update_profile
            if acting.kind is PartyKind.ENTERPRISE
            else commands.update_credentials
        )
        try:
            save(acting, _answers(form, view, subject), key=request.POST.get("idempotency_key", ""))
        except (BadInput, Refused) as refused:
            form.blame(refused.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect("workbench")
    context = {"form": form, "rows": _register(view), "view": view}
    return render(request, "parties/profile.html", context, status=form.status)


def _answers(form: FactForm, view: ProfileView, subject: str) -> dict[str, Any]:
    """Every fact of the page: one left empty is taken away."""
    given = form.answers().get(subject, {})
    answers = given if isinstance(given, dict) else {}
    return {fact.name: answers.get(fact.name) for fact in view.facts}


def _register(view: ProfileView) -> list[SummaryRow]:
    return [
        SummaryRow(label=_("Name"), value=view.name_en if language() == "en" else view.name),
        SummaryRow(label=_("Unified social credit code"), value=view.credit_code),
        SummaryRow(label=_("Registered in"), value=view.place.in_language(language())),
    ]
