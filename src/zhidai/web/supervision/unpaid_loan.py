"""For who tries the demonstration: one loan goes unpaid, and its whole way is shown on one page."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhidai.core.parties import PartyKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.demonstration.unpaid_loan import let_a_loan_go_unpaid
from zhidai.web.shared import errors
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.speech import sentences


@require_POST
@answers_refusals
@acting_required(PartyKind.BUREAU)
def unpaid_loan(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Does it, or what is left of it, and goes to the loan's journey."""
    if not settings.IS_DEMONSTRATION or business_date.stated() is None:
        return errors.not_found(request)
    told = let_a_loan_go_unpaid()
    messages.success(
        request,
        _(
            "The loan was drawn on {drawn_on} and nothing was repaid. The bank claimed on"
            " {claimed_on}; guarantor and appraiser have paid their shares."
        ).format(drawn_on=told.drawn_on, claimed_on=told.claimed_on),
    )
    if told.refused:
        why = " ".join(sentences(told.refused, language()))
        text = _("The bank then wanted to approve case {case}; it was refused: {why}")
        messages.warning(request, text.format(case=told.case, why=why))
    return redirect(reverse("loans:journey", args=[told.loan]))
