"""The page of one task: its facts, its papers, its decision. The same page for every route."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, Reason
from zhidai.services.acting import Acting
from zhidai.services.cases.commands import complete_task, refuse_task, withdraw_case
from zhidai.services.cases.queries import case_view, task_form
from zhidai.services.cases.views import TaskForm
from zhidai.services.refusal import Refused
from zhidai.web.casework.pages import identity, limits_table
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.fact_form import FactForm
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

UNPROCESSABLE = 422
GROUNDS = "grounds"
EXCEPTION = "exception"


@answers_refusals
@acting_required()
def task(request: HttpRequest, acting: Acting, number: str, task: str) -> HttpResponse:
    """Show the task, or do it; what was typed is kept when it is refused."""
    asked = task_form(acting, number, task)
    sent = request.POST if request.method == "POST" else None
    form = FactForm(
        [*asked.facts, *asked.patent_facts],
        data=sent,
        initial=_initial(asked),
        language=language(),
        patent_titles=[f"{right.number} {right.title}" for right in asked.patents],
    )
    attachments = Attachments(asked.papers, language=language(), request=request)
    reasons: tuple[Reason, ...] = ()
    if sent is not None and not attachments.errors:
        try:
            complete_task(
                acting,
                number,
                task,
                facts=_answers(form, asked),
                uploads=tuple(attachments.files.items()),
                key=sent.get("idempotency_key", ""),
                exception=sent.get(EXCEPTION, ""),
            )
        except BadInput as refused:
            form.blame(refused.reasons)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, asked.label.in_language(language()))
            return redirect("cases:case", number=number)
    failed = bool(reasons or form.errors or attachments.errors)
    context = {
        "asked": asked,
        "scheme_id": asked.scheme,
        "form": form,
        "attachments": attachments,
        "reasons": reasons,
        "identity": _identity(asked),
        "limits": limits_table(asked.limits) if asked.limit is not None else None,
        "exception_field": _exception_field(asked, sent, reasons),
    }
    status = UNPROCESSABLE if failed else 200
    return render(request, "casework/task.html", context, status=status)


@answers_refusals
@acting_required()
def refuse(request: HttpRequest, acting: Acting, number: str, task: str) -> HttpResponse:
    """Confirm a refusal with its grounds; it ends the case."""
    asked = task_form(acting, number, task)
    if request.method == "POST":
        refuse_task(
            acting,
            number,
            task,
            grounds=request.POST.get(GROUNDS, ""),
            key=request.POST.get("idempotency_key", ""),
        )
        messages.success(request, _("The application has been refused and the case is closed."))
        return redirect("cases:case", number=number)
    context = {
        "title": _("Refuse: {task}").format(task=asked.label.in_language(language())),
        "rows": _identity(asked),
        "confirm_text": _("Refuse the application"),
        "warning": _("This ends the case for all parties and cannot be undone."),
        "reason_field": _grounds_field(),
        "cancel_url": reverse("cases:task", args=[number, task]),
    }
    return render(request, "casework/confirm.html", context)


@answers_refusals
@acting_required()
def withdraw(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """Confirm that the enterprise takes its application back."""
    view = case_view(acting, number)
    if request.method == "POST":
        withdraw_case(
            acting,
            number,
            grounds=request.POST.get(GROUNDS, ""),
            key=request.POST.get("idempotency_key", ""),
        )
        messages.success(request, _("The application has been withdrawn."))
        return redirect("cases:case", number=number)
    context = {
        "title": _("Withdraw the application"),
        "rows": identity(view),
        "confirm_text": _("Withdraw the application"),
        "warning": _("This ends the case for all parties and cannot be undone."),
        "reason_field": _grounds_field(),
        "cancel_url": reverse("cases:case", args=[number]),
    }
    return render(request, "casework/confirm.html", context)


def _answers(form: FactForm, asked: TaskForm) -> dict[str, Any]:
    """The form's answers, those about patents by number as the service takes them."""
    answers = form.answers()
    answers.pop("patents", None)
    by_patent = form.patent_answers()
    if asked.patent_facts:
        numbers = [right.number for right in asked.patents]
        answers["patents"] = dict(zip(numbers, by_patent, strict=False))
    return answers


def _initial(asked: TaskForm) -> Mapping[str, object]:
    given: dict[str, Any] = {}
    for name, answer in asked.initial.items():
        subject, _dot, fact = name.partition(".")
        if fact:
            given.setdefault(subject, {})[fact] = answer
    patents = asked.initial["patents"]
    given["patents"] = [patents.get(right.number, {}) for right in asked.patents]
    return given


def _identity(asked: TaskForm) -> list[SummaryRow]:
    enterprise = asked.enterprise_en if language() == "en" else asked.enterprise
    return [
        SummaryRow(label=_("Case"), value=asked.case, url=reverse("cases:case", args=[asked.case])),
        SummaryRow(label=_("Enterprise"), value=enterprise),
        SummaryRow(
            label=_("Amount asked"), value=yuan(asked.amount), note=ten_thousands(asked.amount)
        ),
    ]


def _exception_field(
    asked: TaskForm, sent: Mapping[str, Any] | None, reasons: tuple[Reason, ...]
) -> FormField | None:
    """A reason to let a breach of what holds in principle pass, where there is one."""
    if not asked.exceptions_needed and all(r.code != "exception_needed" for r in reasons):
        return None
    return FormField(
        name=EXCEPTION,
        label=_("Reason for the exception"),
        kind=FieldKind.LONG_TEXT,
        value=str(sent.get(EXCEPTION, "")) if sent else "",
        hint=_("Recorded with your name and party. Leave empty to make no exception."),
    )


def _grounds_field() -> FormField:
    return FormField(name=GROUNDS, label=_("Grounds"), kind=FieldKind.LONG_TEXT)
