"""The bulletin on a page, and as paper and workbook in either language with one click."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.core.statistics.bulletin import parse_quarter
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.periods import Period
from zhidai.documents.letters.bulletin import bulletin_paper, bulletin_workbook, drawing
from zhidai.services.acting import Acting
from zhidai.services.demonstration.recognition import is_demonstration
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.facts import OVERSEEING
from zhidai.services.statistics.publishing import bulletin_view
from zhidai.services.statistics.queries import Asked
from zhidai.web.shared.components import Cell, Column, FormField, Link, Table, table
from zhidai.web.shared.context import CHINESE, ENGLISH, language
from zhidai.web.shared.downloads import PDF, XLSX, download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.statistics.asking import figure_address
from zhidai.wording.bulletin import ToldCell, ToldPart, ToldTable, cell_text, told
from zhidai.wording.speech import sentences

_SCOPE_AND_SOURCE = (6, 7)  # columns of the list of figures
_LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


@answers_refusals
@acting_required(*sorted(OVERSEEING))
def bulletin(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The bulletin of the quarter in the address; a bad one is said and the last one shown."""
    problems: list[str] = []
    try:
        view = bulletin_view(acting, _quarter(request), language=language())
    except BadInput as refused:
        problems = sentences(refused.reasons, language())
        view = bulletin_view(acting, None, language=language())
    words = None if view.bulletin is None else told(view.bulletin, language())
    context = {
        "problems": problems,
        "field": FormField(
            name="quarter", label=_("Quarter"), value=str(view.quarter), width="narrow"
        ),
        "words": words,
        "parts": [] if words is None else [_part(one) for one in words.parts],
        "appendix": None if words is None else _table(_without_scope(words.appendix)),
        "definitions": None if words is None else _table(words.definitions),
        "files": [] if words is None else _files(view.quarter),
    }
    return render(request, "statistics/bulletin.html", context, status=422 if problems else 200)


@answers_refusals
@acting_required(*sorted(OVERSEEING))
def bulletin_file(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Paper or workbook (`form`), in Chinese or English (`in`)."""
    short, form = request.GET.get("in", "zh"), request.GET.get("form", "pdf")
    if short not in _LANGUAGES or form not in ("pdf", "xlsx"):
        raise NotFound
    view = bulletin_view(acting, _quarter(request), language=_LANGUAGES[short])
    if view.bulletin is None:
        raise NotFound
    words = told(view.bulletin, _LANGUAGES[short])
    if form == "pdf":
        content = bulletin_paper(words, dated=view.today, fictional=is_demonstration())
    else:
        content = bulletin_workbook(words, dated=view.today)
    name = f"bulletin-{view.quarter}.{short}.{form}"
    return download(request, name, PDF if form == "pdf" else XLSX, content)


def _quarter(request: HttpRequest) -> Period | None:
    text = request.GET.get("quarter", "")
    return parse_quarter(text) if text.strip() else None


def _files(quarter: Period) -> list[Link]:
    labels = {
        ("zh", "pdf"): _("Chinese, PDF"),
        ("zh", "xlsx"): _("Chinese, Excel"),
        ("en", "pdf"): _("English, PDF"),
        ("en", "xlsx"): _("English, Excel"),
    }
    address = reverse("statistics:bulletin_file")
    return [
        Link(
            label=label,
            url=f"{address}?{urlencode({'quarter': str(quarter), 'in': short, 'form': form})}",
        )
        for (short, form), label in labels.items()
    ]


def _part(part: ToldPart) -> dict[str, object]:
    return {
        "title": part.title,
        "sentences": [said for said, _made_of in part.sentences],
        "charts": [(one.title, drawing(one)) for one in part.curves],
        "tables": [_table(one) for one in part.tables],
    }


def _without_scope(made: ToldTable) -> ToldTable:
    """Scope and source are the same in every line and stand above; a phone has no room for them."""
    kept = [place for place in range(len(made.columns)) if place not in _SCOPE_AND_SOURCE]
    return replace(
        made,
        columns=tuple(made.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in made.rows),
    )


def _table(made: ToldTable) -> Table:
    numeric = [
        any(isinstance(row[place], Figure) for row in made.rows)
        for place in range(len(made.columns))
    ]
    return table(
        caption=made.title,
        columns=[
            Column(label=label, is_numeric=is_numeric)
            for label, is_numeric in zip(made.columns, numeric, strict=True)
        ],
        rows=[[_cell(cell) for cell in row] for row in made.rows],
    )


def _cell(cell: ToldCell) -> Cell:
    """A figure leads to the cases behind it."""
    if not isinstance(cell, Figure):
        return Cell(text=cell_text(cell))
    asked = Asked(metric=cell.metric, by=cell.group.by, grain=cell.period.grain)
    return Cell(text=cell_text(cell), url=figure_address(asked, cell) if cell.counted else None)
