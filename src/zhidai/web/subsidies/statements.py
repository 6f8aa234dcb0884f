"""A computed statement as tables: each payer's base, ratio, caps and amount, with clauses."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.services.subsidies.views import CeilingLine, StatementLine, SubsidyView
from zhidai.web.loans.words import money_column, percent
from zhidai.web.shared.components import Cell, Column, SummaryRow, Table, Tag, Tone, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import clause, ten_thousands, yuan


def statement_table(view: SubsidyView) -> Table:
    """Base × ratio, held by the lowest cap, is the amount; the total of all payers below."""
    return table(
        caption=_("Computed subsidies"),
        columns=[
            _("Payer and item"),
            _("Clause"),
            money_column(_("Actually paid")),
            money_column(_("Base that counts")),
            Column(label=_("Ratio"), is_numeric=True),
            money_column(_("Base × ratio")),
            _("Held down by"),
            money_column(_("Amount")),
        ],
        rows=[_row(line, view.scheme) for line in view.lines],
        total=(_("Total"), "", "", "", "", "", "", yuan(view.total)),
    )


def papers_table(view: SubsidyView) -> Table:
    """The proofs that came with the claim, each a file."""
    return table(
        caption=_("Papers of the claim"),
        columns=[_("Paper"), _("File"), _("Added")],
        rows=[
            (
                paper.paper.in_language(language()),
                Cell(text=paper.name, url=reverse("cases:document", args=[view.case, paper.id])),
                paper.added_on,
            )
            for paper in view.papers
        ],
        empty=_("No papers yet."),
    )


def ceilings_table(view: SubsidyView) -> Table:
    """Every cap that was asked for every line, and whether it was the one that held."""
    return table(
        caption=_("Every cap that was asked"),
        columns=[
            _("Payer and item"),
            _("Cap"),
            _("Clause"),
            money_column(_("Leaves")),
            money_column(_("Base × ratio")),
            _("Answer"),
        ],
        rows=[
            (
                _name(line),
                ceiling.label.in_language(language()),
                clause(ceiling.clause, view.scheme),
                yuan(ceiling.room),
                yuan(line.computed),
                _held(ceiling),
            )
            for line in view.lines
            for ceiling in line.ceilings
        ],
    )


def payer_rows(view: SubsidyView) -> list[SummaryRow]:
    """What each level pays, and all together."""
    rows = [
        SummaryRow(label=label.in_language(language()), value=yuan(amount))
        for label, amount in view.by_level
    ]
    total = SummaryRow(label=_("Total"), value=yuan(view.total), note=ten_thousands(view.total))
    return [*rows, total]


def _row(line: StatementLine, scheme: str) -> list[Cell]:
    binding = next((ceiling for ceiling in line.ceilings if ceiling.is_binding), None)
    held = binding.label.in_language(language()) if binding else _("nothing")
    return [
        Cell(text=_name(line)),
        Cell(text=clause(line.clause, scheme)),
        Cell(text=yuan(line.paid)),
        Cell(text=yuan(line.base)),
        Cell(text=percent(line.ratio)),
        Cell(text=yuan(line.computed)),
        Cell(text=held, note=yuan(binding.room) if binding else None),
        Cell(text=yuan(line.amount)),
    ]


def _name(line: StatementLine) -> str:
    level, item = line.level_label, line.item_label
    return f"{level.in_language(language())} · {item.in_language(language())}"


def _held(ceiling: CeilingLine) -> Tag:
    if ceiling.is_binding:
        return Tag(text=_("held the amount down"), tone=Tone.ACTIVE)
    return Tag(text=_("left room"), tone=Tone.PLAIN)
