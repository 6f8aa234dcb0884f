"""What a person gives on the page: files and choices, read in memory; each error at its field."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.ledger.columns import FORMAT, ColumnMap, read_column_map
from zhidai.core.ledger.loan import Ledger
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.ledger.report import LedgerReport, PatentList, report_on
from zhidai.documents.ledger_files import column_entries_of
from zhidai.documents.ledger_sample import NAME, sample_ledger
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.patent_list_file import patent_list_in, read_patent_list
from zhidai.documents.uploads import MAX_BYTES
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped_schemes
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.ledger.asking import Asking
from zhidai.web.ledger.mapping import Columns, ledger_headings
from zhidai.web.schemes.words import NATURES
from zhidai.web.shared.components import FieldKind, FormError, FormField, Option
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME

LEDGER, PATENTS, COLUMNS, DAY, SCHEME, SAMPLE = (
    "ledger",
    "patents",
    "columns",
    "on",
    "scheme",
    "sample",
)
COOKIE = "ledger_columns"
MOST_LOANS = 2_000  # of one request; more are for `zhidai ledger report`


@dataclass(slots=True, kw_only=True)
class Given(Asking):
    """One request: what was chosen, and what is wrong with it, by field."""

    @property
    def columns(self) -> Columns:
        return Columns(request=self.request, cookie=COOKIE, format=FORMAT, read=read_column_map)

    @property
    def scheme_id(self) -> str:
        asked = self.request.POST.get(SCHEME, "")
        return asked if asked in shipped_schemes() else DEFAULT_SCHEME

    def report(self) -> LedgerReport | None:
        """The report of what was given; None with the problems told."""
        mapped = self.taken(COLUMNS, self._columns) or ColumnMap()
        listed = self.taken(PATENTS, self._patents)
        asked = self.taken(DAY, self._day)
        read = self.taken(LEDGER, lambda: self._ledger(mapped))
        if read is None or self.problems:
            return None
        ledger, inside = read
        patents = inside if listed is None else listed
        on = asked or ledger.stated_on or self.today
        scheme = scheme_in_force(self.scheme_id, on)
        return self.taken(
            DAY,
            lambda: report_on(ledger, scheme, on=on, tables=ledger_tables(), patents=patents),
        )

    def _ledger(self, mapped: ColumnMap) -> tuple[Ledger, PatentList]:
        """The ledger, and the patent list that stands on a sheet of the same file."""
        name, content = self.file(LEDGER) or ("", b"")
        if self.request.POST.get(SAMPLE):
            name, content = NAME, sample_ledger()
        if not name:
            raise bad_input("ledger_file_not_given")
        sheets = read_ledger_sheets(content, name=name, largest_bytes=MAX_BYTES)
        self.headings = ledger_headings(sheets, mapped)
        self.by_itself = ledger_headings(sheets, ColumnMap())
        read = read_ledger(sheets, file=name, mapped=mapped)
        if len(read.loans) > MOST_LOANS:
            raise bad_input("ledger_too_many_for_a_page", loans=MOST_LOANS)
        return read, patent_list_in(sheets, read)

    def _patents(self) -> PatentList | None:
        given = self.file(PATENTS)
        if given is None:
            return None
        name, content = given
        return read_patent_list(content, name=name, largest_bytes=MAX_BYTES)

    def _columns(self) -> ColumnMap | None:
        """What a person said of the headings: in this browser before, in a file, on the page."""
        given = self.file(COLUMNS)
        of_file = [] if given is None else column_entries_of(given[1])
        self.said = tuple(self.columns.entries(of_file))
        return read_column_map({"format": FORMAT, "columns": list(self.said)})

    def _day(self) -> date | None:
        text = self.request.POST.get(DAY, "").strip()
        return parse_day(text) if text else None

    def fields(self) -> tuple[FormField, ...]:
        """The form as it was filled in; files have to be chosen anew, which browsers ask for."""
        megabytes = MAX_BYTES // 1024**2
        return (
            FormField(
                name=LEDGER,
                label=_("Your loan ledger"),
                kind=FieldKind.FILE,
                accept=".xlsx,.xls,.csv",
                hint=_(
                    "Excel (.xlsx, .xls) or CSV in your own layout, at most {megabytes} MB and "
                    "{loans:,} loans; the command zhidai ledger report reads larger ones. It is "
                    "read for this answer and not kept."
                ).format(megabytes=megabytes, loans=MOST_LOANS),
                error=self.problems.get(LEDGER),
            ),
            FormField(
                name=PATENTS,
                label=_("Patent list (optional)"),
                kind=FieldKind.FILE,
                accept=".xlsx,.xls,.csv",
                hint=_("With number, filing date and grant date: brings the annual-fee dates."),
                error=self.problems.get(PATENTS),
            ),
            FormField(
                name=COLUMNS,
                label=_("Column file of an earlier report (optional)"),
                kind=FieldKind.FILE,
                accept=".json",
                hint=_("Columns that were mapped once are understood the same way again."),
                error=self.problems.get(COLUMNS),
            ),
            FormField(
                name=DAY,
                label=_("Day of the report (optional)"),
                width="narrow",
                value=self.request.POST.get(DAY, ""),
                hint=_(
                    "Such as 2021-06-30. Left empty: the day the ledger names, else {today}."
                ).format(today=self.today),
                error=self.problems.get(DAY),
            ),
            FormField(
                name=SCHEME,
                label=_("Scheme"),
                kind=FieldKind.SELECT,
                options=tuple(self._schemes()),
            ),
        )

    def _schemes(self) -> list[Option]:
        found = []
        for scheme_id in shipped_schemes():
            scheme = scheme_in_force(scheme_id, self.today)
            mark = NATURES.get(scheme.nature)
            title = scheme.title.in_language(language())
            label = title if mark is None else f"{title} ({mark})"
            found.append(
                Option(value=scheme_id, label=label, is_chosen=scheme_id == self.scheme_id)
            )
        return found

    def errors(self) -> tuple[FormError, ...]:
        """The error summary, in the order of the fields."""
        return self.errors_at(LEDGER, PATENTS, COLUMNS, DAY)
