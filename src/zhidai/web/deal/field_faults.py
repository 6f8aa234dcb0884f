"""What is wrong with one thing that was typed, said at its field in the words of the form."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from zhidai.core.errors import STANDS_IN, BadInput, Reason, reason
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, shown
from zhidai.web.shared.components import FormField

_EMPTY = frozenset({"valuation_field_missing", "valuation_field_not_text"})
_UNUSABLE = frozenset(
    {"valuation_field_not_choice", "valuation_field_not_percent", "valuation_field_out_of_range"}
)
_PREFIXES = {"weights": "weight_"}  # place of a written field -> beginning of the form's name


def entry_page(
    request: HttpRequest,
    page: CommandPage,
    *,
    do: Callable[[QueryDict, str], Answer],
    goes_to: Callable[[Answer], str] | None = None,
) -> HttpResponse:
    """Show the page, or do the command; goes_to: where to afterwards, else back."""
    if request.method != "POST":
        return shown(request, page)
    try:
        answer = do(request.POST, request.POST.get("idempotency_key", ""))
    except (BadInput, Refused) as refused:
        told = tuple(_retold(page, one) for one in refused.reasons)
        blames = {one.code: field.name for one, field in told if field is not None}
        at_fields = replace(page, blames={**blames, **(page.blames or {})})
        return shown(request, at_fields, tuple(one for one, _ in told))
    messages.success(request, str(page.done))
    return redirect(page.back_url if goes_to is None else goes_to(answer))


def _retold(page: CommandPage, one: Reason) -> tuple[Reason, FormField | None]:
    """The reason in the form's words, and its field; one that no field caused stays as it is."""
    field = _named(page, one)
    if field is not None and one.code in _EMPTY:
        return reason("deal_field_empty", field=str(field.label)), field
    if field is not None and one.code in _UNUSABLE:
        text = str(one.parameters["text"])
        return reason("deal_field_unusable", field=str(field.label), text=text), field
    typed = field or _typed(page, one)
    return (one if typed is None else _without_place(one)), typed


def _without_place(one: Reason) -> Reason:
    """The field it stands at says where; its place in a file means nothing to who fills it in."""
    parameters = {name: it for name, it in one.parameters.items() if name != STANDS_IN}
    return replace(one, parameters=parameters)


def _named(page: CommandPage, one: Reason) -> FormField | None:
    if one.code not in _EMPTY | _UNUSABLE:
        return None
    place = str(one.parameters["place"]).rpartition(".")[2]
    name = f"{_PREFIXES.get(place, '')}{one.parameters['field']}"
    return next((field for field in page.fields if field.name == name), None)


def _typed(page: CommandPage, one: Reason) -> FormField | None:
    """The field in which stands what the reason complains of."""
    text = str(one.parameters.get("text", ""))
    if not text:
        return None
    return next((it for it in page.fields if it.value and text.startswith(it.value[:40])), None)
