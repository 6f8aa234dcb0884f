"""What every deal shows: the gap by cause, the limit by the plan, the panels of the sheet."""

from decimal import Decimal

from django.utils.translation import gettext as _

from zhidai.core.money import to_fen
from zhidai.core.policy.limits import LimitAnswer
from zhidai.core.valuation.appraisal import Comparison
from zhidai.documents.charts import NamedBar, span_chart
from zhidai.web.shared.components import Column, Figure, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.drawings import in_both_widths
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.words import shortened
from zhidai.wording.appraisal import cause_name, sides_said
from zhidai.wording.deal_sheets.panels import Panel


def limit_figure(limit: LimitAnswer) -> Figure:
    """The limit under the plan, with the rule that binds."""
    binding = limit.binding_candidate
    if limit.at_most is None or binding is None:
        return Figure(label=_("At most under the plan"), value="—")
    fen = to_fen(limit.at_most)
    return Figure(
        label=_("At most under the plan"),
        value=shortened(float(limit.at_most)),
        note=_("{amount}: {rule} binds").format(
            amount=yuan(fen), rule=binding.label.in_language(language())
        ),
        clause=binding.clause,
    )


def gap_chart(comparison: Comparison) -> str:
    """From our value to the appraiser's, cause by cause."""
    at = float(comparison.internal)
    bars = [NamedBar(name=_("Our value"), start=0, end=at)]
    for part in comparison.parts:
        until = at + float(part.amount)
        bars.append(NamedBar(name=cause_name(part.cause, language()), start=at, end=until))
        at = until
    bars.append(NamedBar(name=_("Appraised value"), start=0, end=at))
    return in_both_widths(
        lambda is_narrow: span_chart(bars, title=_("yuan"), is_flat=True, is_narrow=is_narrow)
    )


def gap_table(comparison: Comparison) -> Table:
    """The same as figures."""
    return table(
        caption=_("The gap by cause"),
        columns=[
            _("Cause"),
            Column(label=_("We take"), is_numeric=True),
            Column(label=_("The report's"), is_numeric=True),
            Column(label=_("Part of the gap"), unit=_("yuan"), is_numeric=True),
        ],
        rows=[
            (
                cause_name(part.cause, language()),
                *sides_said(part, language()),
                signed(part.amount),
            )
            for part in comparison.parts
        ],
        total=(_("Gap"), "", "", signed(comparison.gap)),
    )


def panel_table(panel: Panel) -> tuple[Table, tuple[str, ...]]:
    """A panel of the sheet as a table with its notes."""
    columns = [
        Column(label=label, is_numeric=place in panel.right)
        for place, label in enumerate(panel.columns)
    ]
    return table(caption=panel.title, columns=columns, rows=panel.rows), panel.notes


def signed(amount: Decimal) -> str:
    """Yuan with their sign."""
    return f"{amount:+,.2f}"
