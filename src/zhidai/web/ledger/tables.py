"""The sections of a report as tables of a page."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.ledger.fields import MONEY, Field
from zhidai.core.ledger.report import LedgerReport
from zhidai.core.ledger.warnings import Urgency
from zhidai.core.pledge_register.fields import Field as RegisterField
from zhidai.core.pledge_register.report import RegisterReport
from zhidai.web.shared.components import Cell, Column, Table, Tag, ToDo, Tone, table
from zhidai.web.shared.context import language
from zhidai.wording.ledger.alerts import URGENCIES
from zhidai.wording.ledger.sections import Content, Kind, Section, shown
from zhidai.wording.pledge_register import FIELDS as REGISTER_FIELDS
from zhidai.wording.speech import sentence, translate

SHORT = 12  # characters of a text that stays on one line
MOST_ROWS = 100  # of one table on the page; the workbooks hold all
_NUMBERS = (Kind.MONEY, Kind.RATIO, Kind.COUNT)
_TONES = {Urgency.NOW: Tone.BAD, Urgency.SOON: Tone.WARNING, Urgency.NOTE: Tone.QUIET}
FIELDS: dict[Field, Promise] = {
    Field.BORROWER: gettext_lazy("Borrower"),
    Field.CREDIT_CODE: gettext_lazy("Credit code"),
    Field.LOAN_ID: gettext_lazy("Loan number"),
    Field.BANK: gettext_lazy("Bank"),
    Field.GUARANTOR: gettext_lazy("Guarantor"),
    Field.APPRAISER: gettext_lazy("Appraiser"),
    Field.PRINCIPAL: gettext_lazy("Amount lent"),
    Field.ANNUAL_RATE: gettext_lazy("Rate a year"),
    Field.MONTHLY_RATE: gettext_lazy("Rate a month"),
    Field.DRAWN_ON: gettext_lazy("Drawn on"),
    Field.DUE_ON: gettext_lazy("Due on"),
    Field.EXTENDED_TO: gettext_lazy("Extended to"),
    Field.TERM: gettext_lazy("Term of the loan"),
    Field.REPAYMENT: gettext_lazy("Repayment"),
    Field.CURRENCY: gettext_lazy("Currency"),
    Field.STATUS: gettext_lazy("Status of the loan"),
    Field.RISK_CLASS: gettext_lazy("The bank's class (of five)"),
    Field.INSTALMENTS: gettext_lazy("Instalments of the principal"),
    Field.BALANCE: gettext_lazy("Balance of principal"),
    Field.CLOSED_ON: gettext_lazy("Repaid on"),
    Field.OVERDUE_DAYS: gettext_lazy("Days overdue"),
    Field.INTEREST_OVERDUE_DAYS: gettext_lazy("Days that interest is overdue"),
    Field.IS_OVERDUE: gettext_lazy("Whether overdue"),
    Field.OVERDUE_SINCE: gettext_lazy("Overdue since"),
    Field.OVERDUE_AMOUNT: gettext_lazy("Amount overdue"),
    Field.OVERDUE_INTEREST: gettext_lazy("Interest overdue"),
    Field.INTEREST_PAID: gettext_lazy("Interest paid"),
    Field.GUARANTEE_FEE: gettext_lazy("Guarantee fee paid"),
    Field.APPRAISAL_FEE: gettext_lazy("Appraisal fee paid"),
    Field.APPRAISED_VALUE: gettext_lazy("Appraised value"),
    Field.PATENTS: gettext_lazy("Patent numbers"),
}


def table_of(section: Section) -> Table:
    """A section with its first rows; its title stands above the table already."""
    return table(
        caption=section.title,
        columns=[
            Column(label=one.heading, is_numeric=one.kind in _NUMBERS) for one in section.columns
        ],
        rows=[_row(row, section) for row in section.rows[:MOST_ROWS]],
        empty=section.empty or None,
        is_caption_hidden=True,
    )


def _row(row: tuple[Content, ...], section: Section) -> list[Cell]:
    texts = [shown(each, column.kind) for each, column in zip(row, section.columns, strict=True)]
    return [
        Cell(text=text, keeps_line=column.kind is not Kind.TEXT or len(text) <= SHORT)
        for text, column in zip(texts, section.columns, strict=True)
    ]


def warnings_list(report: LedgerReport) -> tuple[ToDo, ...]:
    """The warnings as things to do, each with its clause."""
    return tuple(
        ToDo(
            title=sentence(replace(one.reason, clause=None), language()),
            tag=Tag(text=translate(URGENCIES[one.urgency], language()), tone=_TONES[one.urgency]),
            clause=one.reason.clause,
        )
        for one in report.warnings[:MOST_ROWS]
    )


def columns_table(report: LedgerReport) -> Table:
    """How each heading of the file was understood."""
    return table(
        caption=_("Columns as understood"),
        columns=(
            _("Sheet"),
            _("Column of the file"),
            _("Meaning"),
            _("Unit"),
            _("Loan of the row"),
        ),
        rows=list(_columns(report)),
        is_caption_hidden=True,
    )


def _columns(report: LedgerReport) -> Iterator[tuple[str, ...]]:
    for sheet in report.ledger.sheets:
        if sheet.columns is None:
            continue
        for one in sheet.columns.known:
            number = "" if one.number is None else str(one.number)
            unit = one.unit or sheet.unit if one.field in MONEY else one.unit
            yield sheet.name, one.heading, str(FIELDS[one.field]), unit, number
        for heading in sheet.columns.passed_over:
            yield sheet.name, heading, _("not used"), "", ""


def register_columns_table(report: RegisterReport) -> Table:
    """How each heading of the lists of registrations was understood."""
    return table(
        caption=_("Columns as understood"),
        columns=(_("Sheet"), _("Column of the file"), _("Meaning"), _("Unit")),
        rows=list(_register_columns(report)),
        is_caption_hidden=True,
    )


def _register_columns(report: RegisterReport) -> Iterator[tuple[str, ...]]:
    for register in report.registers:
        for sheet, layout in register.layouts:
            for one in layout.columns:
                is_amount = one.field is RegisterField.AMOUNT
                unit = one.unit or (layout.unit if is_amount else "")
                yield sheet, one.heading, translate(REGISTER_FIELDS[one.field], language()), unit
            for heading in layout.passed_over:
                yield sheet, heading, _("not used"), ""
