"""An appraiser's patent list in, scores and ranges out; like the ledger, nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.registers.patent_layout import FORMAT, PatentMap, read_patent_map
from zhidai.documents.ledger_workbooks import workbook_of
from zhidai.documents.patent_frame import PatentFrame, patent_frame, patent_sheets
from zhidai.documents.patent_sample import PATENTS_NAME, sample_patents
from zhidai.documents.uploads import MAX_BYTES
from zhidai.engine.valuation.book import ValuedBook, value_book
from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.services import business_date
from zhidai.web.ledger.asking import Asking
from zhidai.web.ledger.mapping import FORGET, Columns, patent_headings
from zhidai.web.ledger.own_files import own_files
from zhidai.web.ledger.patent_values import rejects_section, values_section
from zhidai.web.ledger.saving import single
from zhidai.web.ledger.tables import table_of
from zhidai.web.shared.components import FieldKind, Figure, FormError, FormField
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.wording.patent_columns import NAMES
from zhidai.wording.speech import translate

FILE, DAY, COLUMNS, SAMPLE = "patents", "on", "columns", "sample"
MOST_PATENTS = 20_000  # of one request; more are for `zhidai value book`
NAME = "patent-values.xlsx"
COOKIE = "patent_columns"


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest) -> HttpResponse:
    """The form; sent with a list, its values. 422 for a list that cannot be read."""
    given = _Given(request=request, today=business_date.today())
    valued = given.valued() if request.method == "POST" else None
    is_refused = request.method == "POST" and valued is None and FORGET not in request.POST
    context = _form(given) if valued is None else _form(given) | _context(valued, given)
    response = render(request, "ledger/patents.html", context, status=422 if is_refused else 200)
    if valued is not None:
        given.columns.remember(response, given.said, given.by_itself)
    if FORGET in request.POST:
        given.columns.forget(response)
    return response


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """A fictional list to look at and to try."""
    return download(request, "zhidai-patents-sample.xlsx", XLSX, sample_patents())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Valued:
    file: str
    on: date
    read: PatentFrame
    book: ValuedBook


@dataclass(slots=True, kw_only=True)
class _Given(Asking):
    """One request: what was chosen, and what is wrong with it, by field."""

    @property
    def columns(self) -> Columns:
        return Columns(request=self.request, cookie=COOKIE, format=FORMAT, read=read_patent_map)

    @property
    def is_sample(self) -> bool:
        return bool(self.request.POST.get(SAMPLE))

    def valued(self) -> _Valued | None:
        """The list that was given with its values; None with the problems told."""
        on = self.taken(DAY, self._day)
        mapped = self.taken(FILE, self._mapped) or PatentMap()
        found = self.taken(FILE, lambda: self._valued(mapped, on or self.today))
        return None if self.problems else found

    def _day(self) -> date:
        text = self.request.POST.get(DAY, "").strip()
        return parse_day(text) if text else self.today

    def _mapped(self) -> PatentMap:
        """What a person said of the headings: in this browser before, and on the page."""
        self.said = tuple(self.columns.entries())
        return read_patent_map({"format": FORMAT, "columns": list(self.said)})

    def _valued(self, mapped: PatentMap, on: date) -> _Valued:
        name, content = self.file(FILE) or ("", b"")
        if self.is_sample:
            name, content = PATENTS_NAME, sample_patents()
        if not name:
            raise bad_input("ledger_patents_not_given")
        sheets = patent_sheets(content, name=name, largest_bytes=MAX_BYTES)
        self.headings = patent_headings(sheets, mapped)
        self.by_itself = patent_headings(sheets, PatentMap())
        read = patent_frame(sheets, mapped, name=name)
        if len(read.frame) > MOST_PATENTS:
            raise bad_input("ledger_too_many_patents", patents=MOST_PATENTS)
        book = value_book(read.frame, on=on, parameters=valuation_parameters())
        return _Valued(file=name, on=on, read=read, book=book)

    def fields(self) -> tuple[FormField, ...]:
        """The form as it was filled in; the file has to be chosen anew."""
        return (
            FormField(
                name=FILE,
                label=_("Your patent list"),
                kind=FieldKind.FILE,
                accept=".xlsx,.xls,.csv",
                hint=_(
                    "Excel (.xlsx, .xls) or CSV in your own layout, at most {megabytes} MB and "
                    "{patents:,} patents. It is read for this answer and not kept."
                ).format(megabytes=MAX_BYTES // 1024**2, patents=MOST_PATENTS),
                error=self.problems.get(FILE),
            ),
            FormField(
                name=DAY,
                label=_("Day of the valuation (optional)"),
                width="narrow",
                value=self.request.POST.get(DAY, ""),
                hint=_("Left empty: {today}.").format(today=self.today),
                error=self.problems.get(DAY),
            ),
        )

    def errors(self) -> tuple[FormError, ...]:
        """The error summary, in the order of the fields."""
        return self.errors_at(FILE, DAY)


def _form(given: _Given) -> dict[str, object]:
    meanings = {name: translate(words, language()) for name, words in NAMES.items()}
    return {
        "fields": given.fields(),
        "errors": given.errors(),
        "links": own_files(given.request),
        "mapping": given.columns.fields(given.headings, meanings),
        "is_remembered": given.columns.is_remembered,
    }


def _context(valued: _Valued, given: _Given) -> dict[str, object]:
    found = (values_section(valued.book), rejects_section(valued.book, valued.read))
    return {
        "valued": valued,
        "is_sample": given.is_sample,
        "figures": tuple(_figures(valued)),
        "sections": [(one, table_of(one)) for one in found],
        "download": single(NAME, workbook_of(found)),
    }


def _figures(valued: _Valued) -> Iterator[Figure]:
    summary = valued.book.summary
    yield Figure(label=_("Patents valued"), value=str(summary.patents))
    yield Figure(label=_("Of these in force"), value=str(summary.in_force))
    yield Figure(label=_("Value together (yuan)"), value=f"{summary.total_value:,.2f}")
    yield Figure(
        label=_("If they had to be sold (yuan)"),
        value=f"{summary.total_liquidation_value:,.2f}",
    )
    yield Figure(label=_("Rows left out"), value=str(summary.rejected), url="#rejects")
