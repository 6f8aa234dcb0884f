"""One page on which every yuan of a loan travels: two pictures, the steps, and sums that close."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.guarantees.journey import Closing
from zhidai.core.guarantees.journey_marks import MarkKind
from zhidai.core.money import to_fen
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.journeys import JourneyView, journey_document, journey_view
from zhidai.web.loans.journey_drawing import Parties, flow_drawing
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import (
    Cell,
    Column,
    Content,
    FormField,
    Link,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import clause, ten_thousands, yuan
from zhidai.wording.loan_journey import closing_word, journey_table
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422
_MARKS = {
    MarkKind.OVERDUE: pgettext_lazy("mark", "Overdue day 1: bureau and finance office are told"),
    MarkKind.CLAIM_POSSIBLE: pgettext_lazy("mark", "The bank may start a claim"),
    MarkKind.GRACE_ENDS: pgettext_lazy("mark", "Last day to pay the claim"),
}


@answers_refusals
@acting_required()
def journey(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page, today or as of the day in the address."""
    typed, error = request.GET.get("on", "").strip(), None
    try:
        view = journey_view(acting, key, on=parse_day(typed) if typed else None)
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = journey_view(acting, key)
    parties = Parties(sharers=view.sharers, own_names=view.own_names)
    context = {
        "view": view,
        "is_today": view.journey.on == business_date.today(),
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": _tag(view),
        "identity": _identity(view),
        "day_field": FormField(
            name="on",
            label=_("Show the journey as of"),
            value=typed or view.journey.on.isoformat(),
            error=error,
            width="narrow",
        ),
        "errors": [error] if error else [],
        "closings": _closings(view),
        "loan_picture": flow_drawing(
            view.picture.loan,
            parties,
            name="journey-loan",
            title=_("Where the yuan of the loan went"),
        ),
        "recovery_picture": flow_drawing(
            view.picture.recoveries,
            parties,
            name="journey-recoveries",
            title=_("Where the recovered yuan went"),
        ),
        "marks": _marks(view),
        "stop": _stop_text(view),
        "steps": _steps(view),
        "downloads": _downloads(view),
        "back": _back(view),
    }
    return render(request, "loans/journey.html", context, status=UNPROCESSABLE if error else 200)


@answers_refusals
@acting_required()
def as_csv(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The steps as CSV."""
    return _file(request, acting, key, ending=".csv")


@answers_refusals
@acting_required()
def as_xlsx(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The steps as a workbook."""
    return _file(request, acting, key, ending=".xlsx")


def _file(request: HttpRequest, acting: Acting, key: str, *, ending: str) -> HttpResponse:
    typed = request.GET.get("on", "").strip()
    day = parse_day(typed) if typed else None
    return download(
        request, *journey_document(acting, key, ending=ending, language=language(), on=day)
    )


def _tag(view: JourneyView) -> Tag:
    if view.journey.closes:
        return Tag(text=_("Closes to the fen"), tone=Tone.GOOD)
    return Tag(text=_("Does not close"), tone=Tone.BAD)


def _identity(view: JourneyView) -> list[SummaryRow]:
    lent = view.journey.closings[0].went_in
    unpaid = sum((each.remains for each in view.journey.closings[:2]), Decimal(0))
    return [
        SummaryRow(label=_("Principal"), value=_yuan(lent), note=ten_thousands(to_fen(lent))),
        SummaryRow(label=_("Unpaid, interest included"), value=_yuan(unpaid)),
        SummaryRow(label=_("As of"), value=view.journey.on.isoformat()),
    ]


def _back(view: JourneyView) -> Link:
    if view.is_claimed:
        return Link(label=_("The claim"), url=reverse("loans:claim_view", args=[view.loan]))
    return Link(label=_("The loan"), url=loan_address(view.loan))


def _yuan(amount: Decimal) -> str:
    return yuan(to_fen(amount))


def _closings(view: JourneyView) -> Table:
    return table(
        caption=_("What went in is what came out and what is unpaid"),
        columns=[
            _("Sum that is checked"),
            money_column(_("Went in")),
            money_column(_("Came out")),
            money_column(_("Still unpaid")),
            money_column(_("Difference")),
            _("Check"),
        ],
        rows=[_closing(each) for each in view.journey.closings],
    )


def _closing(each: Closing) -> list[Content]:
    closes = (
        Tag(text=pgettext("sums", "closes"))
        if each.closes
        else Tag(text=pgettext("sums", "does not close"), tone=Tone.BAD)
    )
    return [
        closing_word(each, language()),
        _yuan(each.went_in),
        _yuan(each.came_out),
        _yuan(each.remains),
        _yuan(each.difference),
        closes,
    ]


def _marks(view: JourneyView) -> Table:
    return table(
        caption=_("Days on the way"),
        is_caption_hidden=True,
        columns=[_("Day"), _("What"), money_column(pgettext("days", "Overdue")), _("Clause")],
        rows=[row for _day, row in sorted((*_mark_rows(view), *_stop_rows(view)), key=_first)],
    )  # fmt: skip


Dated = tuple[date, tuple[Content, ...]]


def _first(dated: Dated) -> date:
    return dated[0]


def _mark_rows(view: JourneyView) -> Iterator[Dated]:
    for mark in view.marks:
        amount = _yuan(mark.amount) if mark.amount else ""
        cited = clause(mark.clause, view.scheme)
        yield mark.on, (mark.on, str(_MARKS[mark.kind]), amount, cited)


def _stop_rows(view: JourneyView) -> Iterator[Dated]:
    """The stop of new business among the days; it moves no yuan of this loan."""
    stop = view.stop
    if stop is None:
        return
    cited = clause(stop.clause, view.scheme)
    began = pgettext("breaker", "New business stopped")
    yield stop.on, (stop.on, began, yuan(stop.overdue), cited)
    if stop.lifted_on:
        ended = pgettext("breaker", "New business resumed")
        yield stop.lifted_on, (stop.lifted_on, ended, "", cited)


def _stop_text(view: JourneyView) -> str:
    """What the stop was decided on, and whose approval it refuses now."""
    stop = view.stop
    if stop is None:
        return ""
    told = _(
        "New business stopped on {on}, while this loan was unpaid: of {total} outstanding {overdue}"
        " were overdue."
    ).format(on=stop.on, total=yuan(stop.total), overdue=yuan(stop.overdue))
    if stop.lifted_on:
        return f"{told} " + _("It resumed on {on}.").format(on=stop.lifted_on)
    waiting = ", ".join(stop.waiting)
    if not waiting:
        return f"{told} " + _("While the stop lasts every approval is refused.")
    refused = _("While the stop lasts every approval is refused; waiting for one: {cases}.")
    return f"{told} " + refused.format(cases=waiting)


def _steps(view: JourneyView) -> Table:
    made = journey_table(view.journey, language(), view.own_names)
    counted = [isinstance(content, Decimal | int) for content in made.rows[0]]
    return table(
        caption=_("Every step, and what remains where after it, in yuan"),
        columns=[
            Column(label=head, is_numeric=is_numeric)
            for head, is_numeric in zip(made.columns, counted, strict=True)
        ],
        rows=[
            [_content(content, at, made.fixed) for at, content in enumerate(row)]
            for row in made.rows
        ],
    )


def _content(content: str | int | date | Decimal | None, at: int, fixed: int) -> Content:
    """What remains is shown where there is any; a step's own amount always."""
    if not isinstance(content, Decimal):
        return Cell(text=content, keeps_line=True) if isinstance(content, str) else content
    return _yuan(content) if content or at < fixed else ""


def _downloads(view: JourneyView) -> list[Link]:
    asked = f"?on={view.journey.on.isoformat()}"
    return [
        Link(label=label, url=reverse(name, args=[view.loan]) + asked)
        for label, name in (
            (_("Steps as Excel"), "loans:journey_xlsx"),
            (_("Steps as CSV"), "loans:journey_csv"),
        )
    ]
