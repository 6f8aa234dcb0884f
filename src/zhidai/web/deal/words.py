"""How kept deals are spoken of: their entries, figures, facts and amounts."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhidai.core.valuation.appraisal_file import Method
from zhidai.core.valuation.basis import Timing
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.sheet_figures import COUNTS, RATIOS, FigureChange, SheetFigure

NONE = "—"
SHEET = "sheet"  # not an entry, though it is made on a page like one

ENTRIES: Mapping[str, Promise] = {
    EntryKind.TERMS: _("Terms of the loan"),
    EntryKind.FACTS: _("Facts for the registration"),
    EntryKind.ECONOMICS: _("What the patent earns"),
    EntryKind.REPORT: _("Appraiser's report"),
    EntryKind.WITHDRAWAL: _("Report withdrawn"),
    EntryKind.SCORES: _("Officer's answers"),
    EntryKind.APPROACHES: _("Cost and market approaches"),
    EntryKind.OVERRIDE: _("Value set by an officer"),
}
FIGURES: Mapping[SheetFigure, Promise] = {
    SheetFigure.AMOUNT: _("Loan asked for"),
    SheetFigure.MEAN: _("Mean value"),
    SheetFigure.P10: _("P10"),
    SheetFigure.P50: _("P50"),
    SheetFigure.P90: _("P90"),
    SheetFigure.LIQUIDATION: _("Liquidation value"),
    SheetFigure.PLEDGE_RATIO: _("Highest pledge ratio"),
    SheetFigure.LOAN_TO_VALUE: _("Loan over mean value"),
    SheetFigure.LOAN_TO_LIQUIDATION: _("Loan over liquidation value"),
    SheetFigure.LAPSE_IN_TERM: _("Chance of a lapse within the term"),
    SheetFigure.LOSS_GIVEN_DEFAULT: _("Principal lost on default"),
    SheetFigure.EXPECTED_LOSS: _("Expected loss"),
    SheetFigure.APPRAISED: _("Appraised value"),
    SheetFigure.GAP: _("Gap"),
    SheetFigure.GROUNDS_IN_THE_WAY: _("Grounds in the way of registration"),
    SheetFigure.FINDINGS: _("Findings in reports"),
}
FACTS: Mapping[str, Promise] = {
    "granted": _("The patent is granted"),
    "fees_paid": _("Annual fees are paid"),
    "proceedings_suspended": _("Proceedings are suspended"),
    "preserved": _("Preserved by a court"),
    "contract_complete": _("The pledge contract has the required content"),
    "co_owners_consent": _("Co-owners consent"),
    "already_pledged": _("Pledged already"),
    "same_day_invention": _("The owner filed an invention of the same thing on the same day"),
    "invalidation_pending": _("An invalidation is under way"),
    "pledgee_accepts": _("The pledgee, told of it, still wants the pledge"),
}
METHODS: Mapping[str, Promise] = {
    Method.INCOME: _("Income approach"),
    Method.COST: _("Cost approach"),
    Method.MARKET: _("Market approach"),
}
TIMINGS: Mapping[str, Promise] = {
    Timing.MID_YEAR: _("middle of the year"),
    Timing.YEAR_END: _("end of the year"),
}
DIMENSIONS: Mapping[str, Promise] = {
    "legal": pgettext_lazy("dimension", "Legal"),
    "technical": pgettext_lazy("dimension", "Technical"),
    "economic": pgettext_lazy("dimension", "Economic"),
}


def yuan_said(amount: Decimal | None) -> str:
    """An amount to the fen."""
    return NONE if amount is None else f"{amount:,.2f}"


def ratio_said(ratio: Decimal | None) -> str:
    """A fraction of one as a percentage with two places."""
    return NONE if ratio is None else f"{ratio * 100:,.2f}%"


def figure_said(one: FigureChange, value: Decimal | None, *, is_change: bool = False) -> str:
    """A figure of a sheet in its unit; a change with its sign, of ratios in percentage points."""
    if value is None:
        return NONE
    sign = "+" if is_change and value >= 0 else ""
    if one.figure in COUNTS:
        return f"{sign}{value:f}"
    if one.figure in RATIOS:
        return f"{sign}{value * 100:,.2f}%"
    return f"{sign}{value:,.2f}"
