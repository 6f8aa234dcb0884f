"""Kept deals: the list, and one deal with its patents, sheets and history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zhidai.core.money import parse_yuan, to_fen
from zhidai.services.acting import Acting
from zhidai.services.valuation.deal_queries import deal_rows, deal_view, sheet_paper
from zhidai.services.valuation.deal_views import (
    DealPatentLine,
    DealRow,
    DealView,
    EntryLine,
    SheetLine,
)
from zhidai.web.deal.words import ENTRIES, ratio_said, yuan_said
from zhidai.web.shared.components import (
    Cell,
    Column,
    Content,
    Figure,
    Link,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import PDF, download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.valuation.words import VALUERS, shortened, yuan_column
from zhidai.wording.speech import sentences


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def deals(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The party's deals, the newest first."""
    context = {"table": _deals(deal_rows(acting)), "links": deal_links("deals:list")}
    return render(request, "deal/deals.html", context)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def stored(request: HttpRequest, acting: Acting, deal_id: int) -> HttpResponse:
    """One deal as of today."""
    view = deal_view(acting, deal_id)
    context = {
        "view": view,
        "identity": deal_identity(view),
        "figures": _figures(view),
        "patents": _patents(view),
        "sheets": sheets_table(view, view.sheets),
        "entries": entries_table(view.entries),
        "terms_url": entry_address(view, view.patents[0].number, "terms"),
        "import_url": entry_address(view, view.patents[0].number, "import"),
    }
    return render(request, "deal/stored.html", context)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def sheet(
    request: HttpRequest, acting: Acting, deal_id: int, sheet_id: int, paper_language: str
) -> HttpResponse:
    """A sheet as it was made."""
    name, content = sheet_paper(acting, deal_id, sheet_id, paper_language)
    return download(request, name, PDF, content)


def deal_links(current: str) -> list[Link]:
    """The pages about all deals."""
    offered = (
        ("valuation:books", _("Valued books")),
        ("deals:list", _("Deals")),
        ("deals:appraisers", _("Appraisers")),
        ("deals:overrides", _("Values set by officers")),
    )
    return [
        Link(label=label, url=reverse(name), is_current=name == current) for name, label in offered
    ]


def deal_identity(view: DealView) -> list[SummaryRow]:
    """Who, how much, since when."""
    rows = [
        SummaryRow(label=_("Borrower"), value=view.borrower),
        SummaryRow(label=_("Pledgor"), value=view.pledgor),
        SummaryRow(label=_("Loan asked for"), value=_asked(view)),
        SummaryRow(label=_("Started on"), value=view.opened_on.isoformat()),
    ]
    if view.case:
        url = reverse("cases:case", args=[view.case])
        rows.append(SummaryRow(label=_("Case"), value=view.case, url=url))
    return rows


def patent_address(view: DealView, number: str) -> str:
    """A patent of the deal."""
    return reverse("deals:patent", args=[view.id, number])


def entry_address(view: DealView, number: str, kind: str) -> str:
    """Where something is entered of a patent of the deal."""
    return reverse("deals:entry", args=[view.id, number, kind])


def sheets_table(view: DealView, sheets: tuple[SheetLine, ...]) -> Table:
    """The sheets that were made, with their papers."""
    return table(
        caption=_("Sheets made"),
        is_caption_hidden=True,
        columns=[
            _("Made on"),
            _("Patent"),
            pgettext("person", "By"),
            _("In Chinese"),
            _("In English"),
        ],
        rows=[
            (
                one.made_on,
                f"ZL{one.patent}",
                one.person.in_language(language()),
                *(
                    Cell(text="PDF", url=reverse("deals:sheet", args=[view.id, one.id, spoken]))
                    for spoken in ("zh", "en")
                ),
            )
            for one in sheets
        ],
        empty=_("No sheet has been made yet."),
    )


def entries_table(entries: tuple[EntryLine, ...]) -> Table:
    """Everything entered, newest first."""
    holds = Tag(text=_("holds"), tone=Tone.GOOD)
    replaced = Tag(text=_("replaced or withdrawn"), tone=Tone.QUIET)
    return table(
        caption=_("Entries"),
        is_caption_hidden=True,
        columns=[_("Day"), _("Entered"), _("Patent"), pgettext("person", "By"), _("Status")],
        rows=[
            (
                one.entered_on,
                str(ENTRIES[one.kind]),
                f"ZL{one.patent}" if one.patent else "",
                one.person.in_language(language()),
                _status(one, holds, replaced),
            )
            for one in entries
        ],
    )


def _status(one: EntryLine, holds: Tag, replaced: Tag) -> Tag | str:
    if one.kind == "withdrawal":
        return ""
    return holds if one.is_standing else replaced


def _asked(view: DealView) -> str:
    """The loan asked for, in words of the page's language."""
    return ten_thousands(to_fen(parse_yuan(view.terms["loan"]["amount"])))


def _deals(rows: list[DealRow]) -> Table:
    return table(
        caption=_("Deals"),
        is_caption_hidden=True,
        columns=[
            _("Deal"),
            _("Borrower"),
            _("Patents"),
            Column(label=_("Loan asked for"), is_numeric=True),
            _("Started on"),
            _("Case"),
        ],
        rows=[
            (
                Cell(text=row.number, url=reverse("deals:deal", args=[row.id])),
                row.borrower,
                _few(row.patents),
                yuan(row.amount),
                row.opened_on,
                row.case,
            )
            for row in rows
        ],
        empty=_("No deal is kept yet. Start one from a case or from a valued patent."),
    )


def _few(numbers: tuple[str, ...]) -> str:
    first = f"ZL{numbers[0]}"
    if len(numbers) == 1:
        return first
    return _("{first} and {count} more").format(first=first, count=len(numbers) - 1)


def _figures(view: DealView) -> list[Figure]:
    """Of several patents together, as far as each has a value."""
    together = view.together
    if together is None:
        return []
    low, high = shortened(float(together.p10)), shortened(float(together.p90))
    return [
        Figure(
            label=_("Value together"),
            value=shortened(float(together.mean)),
            note=yuan_said(together.mean),
        ),
        Figure(
            label=_("Range together, P10 to P90"),
            value=f"{low} – {high}",
            note=_("values move together with a correlation of {correlation} (assumed)").format(
                correlation=together.correlation
            ),
        ),
        Figure(
            label=_("Liquidation value together"),
            value=shortened(float(together.liquidation)),
            note=_("each patent sold by itself"),
        ),
    ]


def _patents(view: DealView) -> Table:
    rows = [_patent_row(view, one) for one in view.patents]
    return table(
        caption=_("Patents of the deal"),
        is_caption_hidden=True,
        columns=[
            _("Patent"),
            _("List"),
            yuan_column(_("Mean value")),
            yuan_column(_("P10 – P90")),
            yuan_column(_("Liquidation value")),
            Column(label=_("Reports"), is_numeric=True),
            Column(label=_("Loan over mean value"), is_numeric=True),
        ],
        rows=rows,
    )


def _patent_row(view: DealView, one: DealPatentLine) -> tuple[Content, ...]:
    title = None if one.sheet is None else one.sheet.patent.title
    patent = Cell(text=f"ZL{one.number}", url=patent_address(view, one.number), note=title)
    book = Cell(text=_("case"))
    if one.book is not None:
        book = Cell(text=one.book[1], url=reverse("valuation:book", args=[one.book[0]]))
    if one.sheet is None:
        why = " ".join(sentences(one.against, language()))
        return (patent, book, Cell(note=why), "", "", "", "")
    value, risk = one.sheet.value, one.sheet.risk
    return (
        patent,
        book,
        yuan_said(value.mean),
        f"{yuan_said(value.p10)} – {yuan_said(value.p90)}",
        yuan_said(value.liquidation),
        len(one.sheet.comparisons),
        ratio_said(risk.loan_to_value),
    )
