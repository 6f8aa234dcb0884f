"""One valued book: totals with their range, distribution, groups, patents, rejected rows."""

import tempfile
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zhidai.documents.charts import NamedBar, span_chart
from zhidai.documents.frames import write_frame
from zhidai.services.acting import Acting
from zhidai.services.valuation.queries import book_view, patent_rows, values_of
from zhidai.services.valuation.views import Bar, BookView, Group, PatentRow
from zhidai.web.shared.components import Cell, Column, Figure, FormField, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.web.shared.drawings import in_both_widths
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.words import (
    GROUPS,
    KINDS,
    VALUERS,
    chance,
    estimate,
    shortened,
    yuan_column,
)
from zhidai.wording.book_notices import book_notices
from zhidai.wording.speech import sentences

PAGE_SIZE = 25
LONGEST_TEXT = 100


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def book(request: HttpRequest, acting: Acting, book_id: int) -> HttpResponse:
    """The book; its patents are searched by number, title or owner."""
    text = request.GET.get("text", "").strip()[:LONGEST_TEXT]
    view = book_view(acting, book_id)
    rows = patent_rows(acting, book_id, text=text)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "view": view,
        "figures": _figures(view),
        "notices": book_notices(view.notices, language()) if view.notices else (),
        "chart": _chart(view.distribution),
        "distribution": _distribution_table(view.distribution),
        "groups": [
            group_table(str(GROUPS[name]), name, groups) for name, groups in view.groups.items()
        ],
        "page": page,
        "patents": patents_table(book_id, list(page.object_list)),
        "field": FormField(
            name="text", label=_("Patent number, title or owner"), value=text, width="medium"
        ),
        "is_filtered": bool(text),
        "count": len(rows),
        "rejects": _rejects(view),
    }
    return render(request, "valuation/book.html", context)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def export(request: HttpRequest, acting: Acting, book_id: int) -> HttpResponse:
    """The whole table as Excel, with each patent's bridge."""
    row, values = values_of(acting, book_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "values.xlsx"
        write_frame(path, values)
        content = path.read_bytes()
    return download(request, f"values-{row.id}-{row.valued_on.isoformat()}.xlsx", XLSX, content)


def _figures(view: BookView) -> list[Figure]:
    book, together = view.book, view.together
    pending = view.notices.pending if view.notices else 0
    return [
        Figure(
            label=_("Patents in force"),
            value=f"{book.in_force:,} / {book.count:,}",
            note=_("{count} more are applications").format(count=pending) if pending else None,
        ),
        Figure(
            label=_("Total value"),
            value=shortened(book.total_value / 100),
            note=yuan(book.total_value),
        ),
        Figure(
            label=_("Range of the total, P10 to P90"),
            value=f"{shortened(together.p10)} – {shortened(together.p90)}",
            note=_("values move together with a correlation of {correlation} (assumed)").format(
                correlation=view.correlation
            ),
        ),
        Figure(
            label=_("Total liquidation value"),
            value=shortened(book.total_liquidation_value / 100),
            note=_("each patent sold by itself"),
        ),
    ]


def _chart(bars: tuple[Bar, ...]) -> str | None:
    if not bars:
        return None
    drawn = [NamedBar(name=_span(bar), start=0, end=bar.count) for bar in bars]
    return in_both_widths(  # lying on a phone: under two dozen bars no word would fit
        lambda is_narrow: span_chart(
            drawn, title=_("Patents"), is_flat=is_narrow, is_narrow=is_narrow
        )
    )


def _span(bar: Bar) -> str:
    """The lower end in 万元 or thousand yuan, short enough to stand under a bar."""
    if language() == "en":
        return f"{bar.low / 1000:,.4g}k"
    return f"{bar.low / 10_000:,.3g}万"


def _distribution_table(bars: tuple[Bar, ...]) -> Table:
    return table(
        caption=_("Distribution of values"),
        columns=[
            yuan_column(pgettext("amount", "From")),
            yuan_column(_("To below")),
            Column(label=_("Patents"), is_numeric=True),
        ],
        rows=[(estimate(bar.low), estimate(bar.high), bar.count) for bar in bars],
        empty=_("No patent of the book is in force."),
    )


def group_table(caption: str, by: str, groups: tuple[Group, ...]) -> Table:
    """The groups of a book, the largest by value first."""
    return table(
        caption=caption,
        columns=[
            _("Group"),
            Column(label=_("Patents"), is_numeric=True),
            yuan_column(_("Total value")),
            yuan_column(_("Middle value")),
            yuan_column(_("Liquidation value")),
        ],
        rows=[
            (
                _group_name(by, group.name),
                group.count,
                estimate(group.total),
                estimate(group.median),
                estimate(group.liquidation),
            )
            for group in groups
        ],
    )


def _group_name(by: str, name: str | None) -> str:
    if name is None:
        return _("not said")
    return str(KINDS[name]) if by == "kind" else name


def patents_table(book_id: int, rows: list[PatentRow]) -> Table:
    """Patents with their values; the number leads to the patent."""
    return table(
        caption=_("Patents"),
        is_caption_hidden=True,
        columns=[
            # The amount beside the number, so that a phone shows both without scrolling.
            _("Patent"),
            yuan_column(_("Estimated value, P10 – P90")),
            yuan_column(_("Liquidation value")),
            Column(label=_("Score"), is_numeric=True),
            Column(label=_("Lapse within 3 years"), is_numeric=True),
            _("Owner"),
        ],
        rows=[
            (
                Cell(
                    text=row.number,
                    url=reverse("valuation:patent", args=[book_id, row.number]),
                    note=row.title,
                ),
                Cell(
                    text=estimate(row.mean),
                    note=f"{estimate(row.p10)} – {estimate(row.p90)}",
                ),
                estimate(row.liquidation),
                f"{row.score:.1f}",
                chance(row.lapse_3y),
                row.owner,
            )
            for row in rows
        ],
        empty=_("No patent matches."),
    )


def _rejects(view: BookView) -> Table | None:
    if not view.rejects:
        return None
    return table(
        caption=_("Rows that were not valued"),
        columns=[Column(label=_("Row"), is_numeric=True), _("Patent"), _("Reason")],
        rows=[
            (str(one.row), one.number, " ".join(sentences(one.reasons, language())))
            for one in view.rejects
        ],
    )
