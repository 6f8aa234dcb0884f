"""A bureau's list of pledge registrations in, statistics, rankings and the bulletin out.

Nobody signs in and nothing is kept: as with a bank's ledger the files come inside the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhidai.core.errors import bad_input
from zhidai.core.pledge_register.columns import FORMAT, RegisterMap, read_register_map
from zhidai.core.pledge_register.reading import PledgeRegister, read_register
from zhidai.core.pledge_register.report import RANKED, RegisterReport, register_report
from zhidai.core.statistics.bulletin import parse_quarter
from zhidai.core.statistics.periods import Period
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.letters.bulletin import drawing
from zhidai.documents.pledge_register_files import register_entries_of, register_files
from zhidai.documents.register_sample import REGISTER_NAME, sample_register
from zhidai.documents.uploads import MAX_BYTES
from zhidai.services import business_date
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.ledger.asking import Asking
from zhidai.web.ledger.mapping import FORGET, Columns, register_headings
from zhidai.web.ledger.own_files import own_files
from zhidai.web.ledger.saving import register_downloads
from zhidai.web.ledger.tables import register_columns_table, table_of
from zhidai.web.shared.components import FieldKind, Figure, FormError, FormField
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.wording.bulletin import told
from zhidai.wording.bulletin_sentences import in_prose
from zhidai.wording.pledge_register import FIELDS, register_workbooks
from zhidai.wording.speech import translate
from zhidai.wording.statistics import change_text, metric_name, period_name

REGISTER, EARLIER, QUARTER, SCOPE, COLUMNS, SAMPLE = (
    "register", "earlier", "quarter", "scope", "columns", "sample",
)  # fmt: skip
MOST_REGISTRATIONS = 10_000  # of one request; more are for `zhidai ledger registrations`
COOKIE = "register_columns"
_MARK = re.compile(r"\[\d+\]")  # of a figure's query, which stands in the bulletin's own list
ORDER = ("statistics", "rankings", "rejects", "registrations")


@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: HttpRequest) -> HttpResponse:
    """The form; sent with a list, its report. 422 for a list that cannot be read."""
    given = _Given(request=request, today=business_date.today())
    if request.method != "POST":
        return render(request, "ledger/registrations.html", _form(given))
    report = given.report()
    # A character that no paper can show is found out only when the bulletin is set.
    made = None if report is None else given.taken(REGISTER, lambda: _context(given, report))
    if made is None:
        status = 200 if FORGET in request.POST else 422
        response = render(request, "ledger/registrations.html", _form(given), status=status)
    else:
        made |= {"fields": given.fields(), "mapping": _mapping(given)}
        response = render(request, "ledger/registrations_report.html", made)
        given.columns.remember(response, given.said, given.by_itself)
    if FORGET in request.POST:
        given.columns.forget(response)
    return response


def _form(given: "_Given") -> dict[str, object]:
    return {
        "fields": given.fields(),
        "errors": given.errors(),
        "links": own_files(given.request),
        "mapping": _mapping(given),
        "is_remembered": given.columns.is_remembered,
    }


def _mapping(given: "_Given") -> list[tuple[str, str, FormField, FormField]]:
    spoken = language()
    meanings = {str(name): translate(words, spoken) for name, words in FIELDS.items()}
    return given.columns.fields(given.headings, meanings)


@require_safe
def registrations_sample(request: HttpRequest) -> HttpResponse:
    """A fictional list to look at and to try."""
    name = "zhidai-registrations-sample.xlsx"
    return download(request, name, XLSX, sample_register())


@dataclass(slots=True, kw_only=True)
class _Given(Asking):
    """One request: what was chosen, and what is wrong with it, by field."""

    @property
    def columns(self) -> Columns:
        return Columns(request=self.request, cookie=COOKIE, format=FORMAT, read=read_register_map)

    @property
    def is_sample(self) -> bool:
        return bool(self.request.POST.get(SAMPLE))

    @property
    def scope(self) -> str:
        """The city or district whose registrations these are."""
        asked = " ".join(self.request.POST.get(SCOPE, "").split())[:40]
        return asked or scheme_in_force(DEFAULT_SCHEME, self.today).place.zh

    def report(self) -> RegisterReport | None:
        """The report of what was given; None with the problems told."""
        mapped = self.taken(COLUMNS, self._columns) or RegisterMap()
        quarter = self.taken(QUARTER, self._quarter)
        earlier = self.taken(EARLIER, lambda: self._earlier(mapped))
        register = self.taken(REGISTER, lambda: self._register(mapped))
        if register is None or self.problems:
            return None
        registers = (register,) if earlier is None else (register, earlier)
        return self.taken(
            QUARTER if quarter else REGISTER,
            lambda: register_report(
                registers,
                quarter=quarter,
                scope=self.scope,
                source=", ".join(one.file for one in registers),
            ),
        )

    def _register(self, mapped: RegisterMap) -> PledgeRegister:
        name, content = self.file(REGISTER) or ("", b"")
        if self.is_sample:
            name, content = REGISTER_NAME, sample_register()
        if not name:
            raise bad_input("register_file_not_given")
        return self._read(name, content, mapped)

    def _earlier(self, mapped: RegisterMap) -> PledgeRegister | None:
        given = None if self.is_sample else self.file(EARLIER)
        return None if given is None else self._read(*given, mapped)

    def _read(self, name: str, content: bytes, mapped: RegisterMap) -> PledgeRegister:
        sheets = read_ledger_sheets(content, name=name, largest_bytes=MAX_BYTES)
        self.headings = register_headings(sheets, mapped)
        self.by_itself = register_headings(sheets, RegisterMap())
        read = read_register(sheets, file=name, place=self.scope, mapped=mapped)
        if len(read.registered) > MOST_REGISTRATIONS:
            raise bad_input("register_too_many_for_a_page", registrations=MOST_REGISTRATIONS)
        return read

    def _columns(self) -> RegisterMap | None:
        """What a person said of the headings: in this browser before, in a file, on the page."""
        given = self.file(COLUMNS)
        of_file = [] if given is None else register_entries_of(given[1])
        self.said = tuple(self.columns.entries(of_file))
        return read_register_map({"format": FORMAT, "columns": list(self.said)})

    def _quarter(self) -> Period | None:
        text = self.request.POST.get(QUARTER, "").strip()
        return parse_quarter(text) if text else None

    def fields(self) -> tuple[FormField, ...]:
        """The form as it was filled in; files have to be chosen anew, which browsers ask for."""
        return (
            FormField(
                name=REGISTER,
                label=_("The quarter's registrations"),
                kind=FieldKind.FILE,
                accept=".xlsx,.xls,.csv",
                hint=_(
                    "Excel (.xlsx, .xls) or CSV in your own layout, at most {megabytes} MB and "
                    "{registrations:,} registrations. It is read for this answer and not kept."
                ).format(megabytes=MAX_BYTES // 1024**2, registrations=MOST_REGISTRATIONS),
                error=self.problems.get(REGISTER),
            ),
            FormField(
                name=EARLIER,
                label=_("Earlier registrations (optional)"),
                kind=FieldKind.FILE,
                accept=".xlsx,.xls,.csv",
                hint=_("With the same quarter of the year before, changes are told."),
                error=self.problems.get(EARLIER),
            ),
            FormField(
                name=QUARTER,
                label=_("Quarter (optional)"),
                width="narrow",
                value=self.request.POST.get(QUARTER, ""),
                hint=_("Such as 2021Q1 or 2021年第一季度. Left empty: the last one in the list."),
                error=self.problems.get(QUARTER),
            ),
            FormField(
                name=SCOPE,
                label=_("City or district"),
                width="medium",
                value=self.request.POST.get(SCOPE, "") or self.scope,
                hint=_("Stands above every figure; addresses in it are told apart by district."),
            ),
            FormField(
                name=COLUMNS,
                label=_("Column file of an earlier report (optional)"),
                kind=FieldKind.FILE,
                accept=".json",
                hint=_("Columns that were mapped once are understood the same way again."),
                error=self.problems.get(COLUMNS),
            ),
        )

    def errors(self) -> tuple[FormError, ...]:
        """The error summary, in the order of the fields."""
        return self.errors_at(REGISTER, EARLIER, QUARTER, COLUMNS)


def _context(given: _Given, report: RegisterReport) -> dict[str, object]:
    spoken = language()
    parts = register_workbooks(report, spoken)
    words = told(report.bulletin, spoken)
    files = register_files(report, spoken, dated=given.today, fictional=given.is_sample)
    return {
        "report": report,
        "is_sample": given.is_sample,
        "period": period_name(report.quarter, spoken),
        "figures": tuple(_figures(report)),
        "lead": words.lead,
        "sentences": [
            _MARK.sub("", said) for part in words.parts for said, _statement in part.sentences
        ],
        "curves": [
            (one.title, drawing(one))
            for part in words.parts
            for one in part.curves
            if len(one.places) > 1
        ],
        "sections": [(one, table_of(one)) for name in ORDER for one in parts[name]],
        "columns": register_columns_table(report),
        "downloads": register_downloads(files, spoken),
    }


def _figures(report: RegisterReport) -> Iterator[Figure]:
    spoken = language()
    for metric in report.told:
        step = report.quarters[metric].year_on_year[0]
        changed = step.change is not None and step.change.difference is not None
        yield Figure(
            label=metric_name(metric, spoken),
            value=in_prose(step.figure, spoken),
            note=_("{change} on the year before").format(change=change_text(step, spoken))
            if changed and metric in RANKED
            else None,
        )
    yield Figure(
        label=_("Rows left out"),
        value=str(sum(len(one.rejected) for one in report.registers)),
        url="#rejects",
    )
