"""The list of files that were saved: who, what, when, and the digest to tell a file again."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.exports.queries import export_count, export_rows, sees_all_of_the_party
from zhidai.services.exports.views import ExportRow
from zhidai.web.shared.components import Cell, Column, FormField, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import FILES
from zhidai.web.shared.refusals import acting_required, answers_refusals

PAGE_SIZE = 50
_NO_DIGIT = re.compile(r"[^0-9a-fA-F]")
_DIGEST_LENGTH = 64


@answers_refusals
@acting_required()
def saved_files(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The newest first; by the beginning of a digest, where one is asked for."""
    digest = _NO_DIGIT.sub("", request.GET.get("digest", ""))[:_DIGEST_LENGTH]
    count = export_count(acting, digest=digest)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    first = max(page.start_index() - 1, 0)
    rows = export_rows(acting, first=first, most=PAGE_SIZE, digest=digest)
    context = {
        "count": count,
        "page": page,
        "table": _table(rows),
        "field": FormField(
            name="digest",
            label=_("Digest (SHA-256) or its beginning"),
            value=digest,
            width="medium",
        ),
        "is_filtered": bool(digest),
        "is_of_all": sees_all_of_the_party(acting),
    }
    return render(request, "exports/saved_files.html", context)


def _table(rows: list[ExportRow]) -> Table:
    return table(
        caption=_("Saved files"),
        is_caption_hidden=True,
        columns=[
            _("File"),
            _("Person"),
            _("Saved at"),
            _("Business date"),
            Column(label=_("Size"), is_numeric=True),
            _("Digest"),
        ],
        rows=[
            (
                Cell(text=row.name, note=FILES.get(row.what, row.what)),
                row.person.in_language(language()),
                Cell(text=_instant(row), keeps_line=True),
                row.exported_on,
                filesizeformat(row.size),
                Cell(text=row.sha256[:16], keeps_line=True),
            )
            for row in rows
        ],
        empty=_("No file was saved."),
    )


def _instant(row: ExportRow) -> str:
    return row.recorded_at.astimezone(business_date.SHANGHAI).strftime("%Y-%m-%d %H:%M")
