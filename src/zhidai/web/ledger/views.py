"""The page: files in, the report on it, its workbooks inside the page itself.

Nothing is stored, on disk or in a session: the workbooks come with the answer as data addresses, so
that they can be saved without sending the file again, with or without JavaScript.
"""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhidai.core.errors import Reason
from zhidai.core.ledger.ratio import LedgerRatio
from zhidai.core.ledger.report import LedgerReport
from zhidai.documents.ledger_files import report_files
from zhidai.documents.ledger_sample import NAME, sample_ledger
from zhidai.services import business_date
from zhidai.web.ledger.given import Given
from zhidai.web.ledger.mapping import FORGET
from zhidai.web.ledger.own_files import own_files
from zhidai.web.ledger.saving import downloads
from zhidai.web.ledger.tables import FIELDS, columns_table, table_of, warnings_list
from zhidai.web.shared.components import Figure, FormField, Link
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.wording.ledger.sections import Section
from zhidai.wording.ledger.workbooks import workbooks
from zhidai.wording.speech import sentences, translate

# Of what the figures rest on, what may turn the answer round: said above them as well.
_CAUTIONS = frozenset(
    {
        "ledger_arrears_in_cells",
        "ledger_arrears_not_used",
        "ledger_balance_not_used",
        "ledger_day_taken",
        "ledger_loans_without_payments",
        "ledger_since_not_told",
        "ledger_total_differs",
        "ledger_total_unread",
    }
)
_MOST_CAUTIONS = 5
ORDER = (
    "warnings", "ratio", "filing", "claims", "maturities", "fees", "subsidy_totals", "subsidies",
    "rejects", "totals", "checks", "notes", "loans",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """The form; sent with a ledger, the report. 422 for a file that cannot be read."""
    given = Given(request=request, today=business_date.today())
    if request.method != "POST":
        return render(request, "ledger/form.html", _form(given))
    report = given.report()
    if report is None:
        status = 200 if FORGET in request.POST else 422
        response = render(request, "ledger/form.html", _form(given), status=status)
    else:
        context = _context(report) | {"fields": given.fields(), "mapping": _mapping(given)}
        response = render(request, "ledger/report.html", context)
        given.columns.remember(response, given.said, given.by_itself)
    if FORGET in request.POST:
        given.columns.forget(response)
    return response


def _form(given: Given) -> dict[str, object]:
    return {
        "fields": given.fields(),
        "errors": given.errors(),
        "links": own_files(given.request),
        "mapping": _mapping(given),
        "is_remembered": given.columns.is_remembered,
    }


def _mapping(given: Given) -> list[tuple[str, str, FormField, FormField]]:
    return given.columns.fields(
        given.headings, {str(name): str(words) for name, words in FIELDS.items()}
    )


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """A fictional ledger to look at and to try."""
    return download(request, "zhidai-ledger-sample.xlsx", XLSX, sample_ledger())


def _context(report: LedgerReport) -> dict[str, object]:
    spoken = language()
    parts = workbooks(report, spoken)
    sections = _in_order(parts)
    return {
        "report": report,
        "is_sample": report.ledger.file == NAME,
        "scheme_id": report.scheme.id,
        "scheme_title": report.scheme.title.in_language(spoken),
        "figures": tuple(_figures(report)),
        "cautions": sentences(_cautions(report), spoken),
        "warnings": warnings_list(report),
        "sections": [(one, table_of(one)) for one in sections if one.id != "warnings"],
        "parts": tuple(
            Link(label=one.title, url=f"#{one.id}") for one in sections if one.id != "warnings"
        ),
        "columns": columns_table(report),
        "downloads": downloads(report_files(report, parts, spoken), spoken),
    }


def _cautions(report: LedgerReport) -> list[Reason]:
    return [one for one in report.notes if one.code in _CAUTIONS][:_MOST_CAUTIONS]


def _in_order(parts: Mapping[str, tuple[Section, ...]]) -> list[Section]:
    found = [one for part in parts.values() for one in part]
    return sorted(found, key=lambda one: ORDER.index(one.id))


def _figures(report: LedgerReport) -> Iterator[Figure]:
    ratio = report.ratio
    if ratio is not None:
        yield Figure(
            label=translate("Overdue ratio (the plan's measure)", language()),
            value="–" if ratio.ratio is None else f"{ratio.ratio * 100:.2f}%",
            note=_("{overdue} of {total} yuan").format(
                overdue=f"{ratio.overdue:,.2f}", total=f"{ratio.total:,.2f}"
            ),
        )
        yield Figure(
            label=translate("Room under the line (yuan)", language()),
            value="–" if ratio.headroom is None else f"{ratio.headroom:,.2f}",
            note=_stop(ratio),
        )
    if report.filing is not None:
        yield Figure(
            label=translate("Loans to file this month", language()),
            value=str(len(report.filing.lines)),
            note=f"{report.filing.total:,.2f}",
        )
    total = sum(one.total for one in report.subsidies)
    yield Figure(
        label=translate("Subsidies to expect", language()),
        value=f"{total:,.2f}",
    )
    yield Figure(
        label=translate("Warnings", language()),
        value=str(len(report.warnings)),
        url="#warnings",
    )
    yield Figure(
        label=translate("Rows left out while reading", language()),
        value=str(len(report.ledger.rejected)),
        url="#rejects",
    )


def _stop(ratio: LedgerRatio) -> str | None:
    """How far off the first possible stop of new business is."""
    if ratio.tripped:
        return _("New business must stop")
    if ratio.days_to_trip is None:
        return None
    return _("Days to the first possible stop: {days}").format(days=ratio.days_to_trip)
