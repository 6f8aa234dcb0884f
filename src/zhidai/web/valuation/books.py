"""The books a party had valued, and the form to have another one valued."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.services.acting import Acting
from zhidai.services.refusal import Refused
from zhidai.services.valuation.commands import (
    LARGEST_BYTES,
    MOST_PATENTS,
    value_uploaded_book,
)
from zhidai.services.valuation.queries import book_rows
from zhidai.services.valuation.views import BookRow
from zhidai.web.deal.stored import deal_links
from zhidai.web.shared.components import Cell, Column, FieldKind, FormField, Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.words import VALUERS, yuan_column

UNPROCESSABLE = 422
FILE = "patents"


@answers_refusals
@acting_required(*VALUERS)
def books(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list with the form below; sent with a file, on to what it came to."""
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            answer = _value(request, acting)
        except (BadInput, Refused) as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Valued. The book is kept as it was on that day."))
            return redirect("valuation:book", book_id=answer)
    context = {
        "table": _table(book_rows(acting)),
        "fields": _fields(request.POST.get("on", "")),
        "reasons": reasons,
        "links": deal_links("valuation:books"),
    }
    return render(
        request, "valuation/books.html", context, status=UNPROCESSABLE if reasons else 200
    )


def _value(request: HttpRequest, acting: Acting) -> int:
    given = request.FILES.get(FILE)
    if not isinstance(given, UploadedFile) or given.name is None:
        raise bad_input("valuation_file_not_given")
    written = request.POST.get("on", "").strip()
    answer = value_uploaded_book(
        acting,
        name=given.name,
        content=given.read(LARGEST_BYTES + 1),
        on=parse_day(written) if written else None,
        key=request.POST.get("idempotency_key", ""),
    )
    return int(answer["book"])


def _fields(day: str) -> list[FormField]:
    return [
        FormField(
            name=FILE,
            label=_("List of patents"),
            kind=FieldKind.FILE,
            hint=_(
                "Excel, CSV or Parquet with patent number, kind and filing date at least; other"
                " columns by their usual names. At most {patents} patents and {megabytes} MB."
            ).format(patents=f"{MOST_PATENTS:,}", megabytes=LARGEST_BYTES // 1024**2),
            accept=".xlsx,.xls,.csv,.parquet",
        ),
        FormField(
            name="on",
            label=_("Day of the valuation"),
            value=day,
            hint=_("For example 2021-03-01; left empty, the latest day that the list tells of."),
            width="medium",
        ),
    ]


def _table(rows: list[BookRow]) -> Table:
    return table(
        caption=_("Books valued"),
        columns=[
            _("Book"),
            _("Valued on"),
            Column(label=_("Patents"), is_numeric=True),
            Column(label=_("Patents in force"), is_numeric=True),
            yuan_column(_("Total value")),
            yuan_column(_("Total liquidation value")),
        ],
        rows=[
            (
                Cell(text=row.name, url=reverse("valuation:book", args=[row.id])),
                row.valued_on,
                row.count,
                row.in_force,
                yuan(row.total_value),
                yuan(row.total_liquidation_value),
            )
            for row in rows
        ],
        empty=_("No book has been valued yet."),
    )
