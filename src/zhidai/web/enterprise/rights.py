"""The enterprise's patents: what follows from each today, and what it declares about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Fact
from zhidai.services.acting import Acting
from zhidai.services.refusal import Refused
from zhidai.services.rights.commands import enter_right, update_right
from zhidai.services.rights.queries import form_facts, right_of, rights_of
from zhidai.services.rights.views import RightView
from zhidai.web.casework.words import FEE_STATUS, patent_kind
from zhidai.web.enterprise.carrying import carried
from zhidai.web.enterprise.choosing import usual_scheme
from zhidai.web.shared.components import Cell, Column, Table, Tag, Tone, cell, table
from zhidai.web.shared.context import language
from zhidai.web.shared.fact_form import FactForm
from zhidai.web.shared.refusals import acting_required, answers_refusals

MONTHS = 12
ENTRY = ("patent.number", "patent.kind", "patent.title", "patent.filing_date")


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def rights(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All patents entered."""
    return render(request, "enterprise/rights.html", {"table": _table(rights_of(acting))})


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def enter(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Enter a patent with what is declared about it."""
    scheme = usual_scheme(request, acting)
    facts = [*(scheme.facts[name] for name in ENTRY), *form_facts(acting)]
    answered = carried(request.GET, scheme)
    form = _form(facts, request, title=_("The patent"), initial=answered.patent)
    if form.is_sent:
        answers = form.patent_answers()[0]
        try:
            entered = enter_right(
                acting,
                str(answers.pop("number", "")),
                kind=str(answers.pop("kind", "")),
                title=str(answers.pop("title", "")),
                filing_date=parse_day(str(answers.pop("filing_date", ""))),
                facts=answers,
                key=request.POST.get("idempotency_key", ""),
            )
        except (BadInput, Refused) as refused:
            form.blame(refused.reasons)
        else:
            messages.success(request, _("Entered: {number}").format(number=entered["right"]))
            if answered.query:
                return redirect(f"{reverse('enterprise:apply')}?{answered.query}")
            return redirect("enterprise:rights")
    context = {"form": form, "title": _("Enter a patent")}
    return render(request, "enterprise/right.html", context, status=form.status)


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def update(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """What is declared about one patent, to be brought up to date."""
    right = right_of(acting, number)
    initial = {name.partition(".")[2]: answer for name, answer in right.initial.items()}
    form = _form(list(right.facts), request, title=right.title, initial=initial)
    if form.is_sent:
        try:
            update_right(
                acting,
                number,
                form.patent_answers()[0],
                key=request.POST.get("idempotency_key", ""),
            )
        except (BadInput, Refused) as refused:
            form.blame(refused.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect("enterprise:rights")
    context = {"form": form, "title": f"{right.granted_form} {right.title}"}
    return render(request, "enterprise/right.html", context, status=form.status)


def _form(
    facts: list[Fact],
    request: HttpRequest,
    *,
    title: str,
    initial: dict[str, Any] | None = None,
) -> FactForm:
    sent = request.POST if request.method == "POST" else None
    return FactForm(
        facts,
        data=sent,
        initial={"patents": [initial or {}]},
        language=language(),
        patent_titles=[title],
    )


def _table(rights: list[RightView]) -> Table:
    return table(
        caption=_("Patents"),
        columns=[
            _("Number"),
            _("Title"),
            _("Kind"),
            _("Filed"),
            _("Expires"),
            Column(label=_("Left"), unit=_("years"), is_numeric=True),
            _("Annual fee"),
            _("Pledge"),
        ],
        rows=[_row(right) for right in rights],
        empty=_("No patent has been entered yet."),
    )


def _row(right: RightView) -> list[Cell]:
    pledge = right.pledge
    return [
        Cell(text=right.granted_form, url=reverse("enterprise:update_right", args=[right.number])),
        Cell(text=right.title),
        Cell(text=patent_kind(right.kind)),
        cell(right.filing_date),
        cell(right.expires_on),
        Cell(text=f"{right.remaining_months / MONTHS:.1f}"),
        Cell(
            text=str(FEE_STATUS[right.fee.status]),
            note=_("due {day}").format(day=right.fee.due_on) if right.fee.due_on else None,
        ),
        Cell(tag=Tag(text=pledge.registration_number, tone=Tone.ACTIVE)) if pledge else Cell(),
    ]
