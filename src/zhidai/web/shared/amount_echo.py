"""Reads a typed amount back, in figures and in 万元, so that a missing zero is seen at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhidai.core.errors import BadInput
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Fact, FactType, Label, Subject
from zhidai.web.shared.typed_answers import as_answer

_AMOUNT = Fact(
    name="amount",
    subject=Subject.REQUEST,
    label=Label(zh="", en=""),
    type=FactType.MONEY,
    unit=Unit.YUAN,
)


def read_back(typed: str) -> int | None:
    """The typed amount in fen; None if it cannot be read (yet)."""
    answer = as_answer(_AMOUNT, [typed[:80]])
    if answer is None:
        return None
    try:
        return to_fen(parse_yuan(answer))
    except BadInput:
        return None


@require_GET
def amount_echo(request: HttpRequest) -> HttpResponse:
    """The part of a page under a money field; the field's own name carries the amount."""
    typed = next(iter(request.GET.values()), "")
    return render(request, "shared/components/amount_echo.html", {"amount": read_back(str(typed))})
