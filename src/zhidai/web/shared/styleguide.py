"""/styleguide/: every component with sample content, for the eye and for the tests."""

from dataclasses import replace
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from zhidai.core.errors import reason
from zhidai.web.shared import samples
from zhidai.web.shared.components import FieldKind, FormField
from zhidai.web.shared.context import language
from zhidai.web.shared.fact_form import FactForm
from zhidai.web.shared.words import CASE_STATUS, RESULTS, case_tag, result_tag

SAMPLE_DAY = date(2021, 3, 1)


def styleguide(request: HttpRequest) -> HttpResponse:
    """The catalogue. Its form can be sent and gets rows, as every form does."""
    sent = request.POST if request.method == "POST" else None
    form = FactForm(samples.FACTS, data=sent, initial=samples.ANSWERS, language=language())
    context = {
        "form": form,
        "wrong_field": _wrong_field(),
        "reason_field": FormField(
            name="reason", label=samples.reason_label(), kind=FieldKind.LONG_TEXT
        ),
        "tags": [
            *(case_tag(status) for status in CASE_STATUS),
            *(result_tag(result) for result in RESULTS),
        ],
        "deadlines": [SAMPLE_DAY + timedelta(days=days) for days in (30, 5, 1, 0, -3)],
        "sample_day": SAMPLE_DAY,
        "page": Paginator(range(90), 20).page(2),
        "reasons": (reason("quantity_without_unit", clause="4.2", text="300"),),
        **samples.everything(SAMPLE_DAY),
    }
    return render(request, "shared/styleguide.html", context)


def _wrong_field() -> FormField:
    """A money field as it comes back from the server with its error."""
    form = FactForm(samples.FACTS[:1], data=QueryDict("request.amount=300x"), language=language())
    form.blame([reason("quantity_unit_unknown", field="request.amount", text="300x", unit="x")])
    return replace(form.fields[0], name="wrong.amount")  # ids stand once on a page
