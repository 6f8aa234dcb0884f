"""An appraiser's patent list in, scores and ranges out; like the ledger, nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.documents.ledger_workbooks import workbook_of
from zhidai.documents.patent_frame import patent_frame
from zhidai.documents.uploads import MAX_BYTES, clean_name
from zhidai.engine.valuation.book import ValuedBook, value_book
from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.services import business_date
from zhidai.web.ledger.own_files import own_files
from zhidai.web.ledger.saving import single
from zhidai.web.ledger.tables import table_of
from zhidai.web.shared.components import FieldKind, Figure, FormError, FormField
from zhidai.web.shared.context import language
from zhidai.wording.ledger.sections import Content, Kind, Section, section
from zhidai.wording.speech import sentence, sentences

FILE, DAY = "patents", "on"
MOST_PATENTS = 20_000  # of one request; more are for `zhidai value book`
NAME = "patent-values.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Valued:
    file: str
    on: date
    book: ValuedBook
    rows_above: int


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest) -> HttpResponse:
    """The form; sent with a list, its values. 422 for a list that cannot be read."""
    today = business_date.today()
    context: dict[str, object]
    if request.method != "POST":
        context = {"fields": _fields(request, today, {}), "links": own_files(request)}
        return render(request, "ledger/patents.html", context)
    problems: dict[str, str] = {}
    on = _day(request, today, problems)
    valued = _valued(request, on, problems)
    context = {"fields": _fields(request, today, problems), "links": own_files(request)}
    if valued is None or problems:
        context["errors"] = [FormError(text=text, field_id=name) for name, text in problems.items()]
        return render(request, "ledger/patents.html", context, status=422)
    found = (_values(valued), _rejects(valued))
    context |= {
        "valued": valued,
        "figures": tuple(_figures(valued)),
        "sections": [(one, table_of(one)) for one in found],
        "download": single(NAME, workbook_of(found)),
    }
    return render(request, "ledger/patents.html", context)


def _day(request: HttpRequest, today: date, problems: dict[str, str]) -> date:
    text = request.POST.get(DAY, "").strip()
    try:
        return parse_day(text) if text else today
    except BadInput as refused:
        problems[DAY] = sentence(refused.reasons[0], language())
        return today


def _valued(request: HttpRequest, on: date, problems: dict[str, str]) -> _Valued | None:
    try:
        given = request.FILES.get(FILE)
        if not isinstance(given, UploadedFile) or not given.name:
            raise bad_input("ledger_patents_not_given")
        name = clean_name(given.name)
        read = patent_frame(given.read(MAX_BYTES + 1), name=name, largest_bytes=MAX_BYTES)
        if len(read.frame) > MOST_PATENTS:
            raise bad_input("ledger_too_many_patents", patents=MOST_PATENTS)
        book = value_book(read.frame, on=on, parameters=valuation_parameters())
    except BadInput as refused:
        problems[FILE] = " ".join(sentences(refused.reasons, language()))
        return None
    return _Valued(file=name, on=on, book=book, rows_above=read.rows_above)


def _fields(request: HttpRequest, today: date, problems: dict[str, str]) -> tuple[FormField, ...]:
    return (
        FormField(
            name=FILE,
            label=_("Your patent list"),
            kind=FieldKind.FILE,
            accept=".xlsx,.xls,.csv",
            hint=_(
                "Excel (.xlsx, .xls) or CSV with 专利号 and 申请日, and what else a commercial "
                "export holds; at most {megabytes} MB and {patents:,} patents. It is read for this "
                "answer and not kept."
            ).format(megabytes=MAX_BYTES // 1024**2, patents=MOST_PATENTS),
            error=problems.get(FILE),
        ),
        FormField(
            name=DAY,
            label=_("Day of the valuation (optional)"),
            width="narrow",
            value=request.POST.get(DAY, ""),
            hint=_("Left empty: {today}.").format(today=today),
            error=problems.get(DAY),
        ),
    )


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


def _values(valued: _Valued) -> Section:
    text, money, ratio = Kind.TEXT, Kind.MONEY, Kind.RATIO
    return section(
        "values",
        "Scores and ranges of the patents",
        language=language(),
        headings=(
            ("Patent", text), ("Score (0 to 100)", text), ("Legal score", text),
            ("Technical score", text), ("Economic score", text), ("Years left, expected", text),
            ("Lapses within 3 years", ratio), ("Value P10 (yuan)", money),
            ("Value P50 (yuan)", money), ("Value P90 (yuan)", money), ("Mean value (yuan)", money),
            ("Liquidation value (yuan)", money), ("Pledge ratio", ratio), ("Confidence", ratio),
        ),
        rows=[_row(each) for each in valued.book.values.iter_rows(named=True)],
        notes=(
            _(
                "Estimates by this platform's own parameters, not an appraisal: a range from the "
                "tenth to the ninetieth percentile. What is missing in the list lowers the "
                "confidence. Patents that have ended are worth nothing."
            ),
            _(
                "Scores compare the patents of this list with each other. Where a patent's own "
                "revenue is not told, values are spread around a mean of {mean} yuan a patent "
                "(assumed): a short list tells an order rather than amounts."
            ).format(mean=f"{valued.book.summary.book_mean:,}"),
        ),
        empty="No patent of the list could be valued.",
    )  # fmt: skip


def _row(row: dict[str, object]) -> tuple[Content, ...]:
    def number(name: str, places: str) -> Decimal:
        return Decimal(str(row[name])).quantize(Decimal(places))

    def money(name: str) -> Decimal:
        return number(name, "0.01")

    scores = ("score", "legal_score", "technical_score", "economic_score")
    return (
        str(row["patent_number"]),
        *(str(number(name, "0.1")) for name in scores),
        str(number("expected_remaining_years", "0.1")),
        number("lapse_probability_3y", "0.0001"),
        *(money(name) for name in ("value_p10", "value_p50", "value_p90", "value_mean")),
        money("liquidation_value"),
        number("pledge_ratio", "0.0001"),
        number("confidence", "0.01"),
    )


def _rejects(valued: _Valued) -> Section:
    return section(
        "rejects",
        "What could not be read",
        language=language(),
        headings=(("Row", Kind.COUNT), ("What stands there", Kind.TEXT), ("Reason", Kind.TEXT)),
        rows=[
            (
                one.row + valued.rows_above,
                one.number,
                " ".join(sentences(one.reasons, language())),
            )
            for one in valued.book.rejected
        ],
        empty="Every row was read.",
    )
