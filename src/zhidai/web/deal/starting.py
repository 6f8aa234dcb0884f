"""A deal is started: from a case of the party, or from patents of one of its valued books."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.money import format_yuan
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import Answer
from zhidai.services.valuation.deal_commands import NewDeal, start_deal
from zhidai.services.valuation.deal_forms import StartForm, start_form
from zhidai.web.deal.entry_fields import Typed
from zhidai.web.deal.entry_terms import terms_content, terms_fields
from zhidai.web.deal.field_faults import entry_page
from zhidai.web.loans.commands import CommandPage
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.words import VALUERS

BLAMES = {
    "deal_number": "number",
    "deal_borrower": "borrower",
    "deal_pledgor": "pledgor",
    "deal_needs": "patents",
    "deal_too": "patents",
    "patent_number": "patents",
    "valuation_patent": "patents",
    "money_": "amount",
    "loss_shares": "bank",
}


@answers_refusals
@acting_required(*VALUERS)
def start(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The parties, the patents and the terms asked; on to the deal."""
    asked = request.POST if request.method == "POST" else request.GET
    form = start_form(
        acting,
        case=asked.get("case", ""),
        book=_book(asked.get("book", "")),
        patents=tuple(asked.get("patents", "").split()),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        new = NewDeal(
            number=sent.get("number", ""),
            borrower=sent.get("borrower", ""),
            pledgor=sent.get("pledgor", ""),
            case=form.case,
            book=form.book,
            patents=form.patents if form.book is not None else (),
        )
        return start_deal(acting, new, terms_content(sent), key=idempotency_key)

    return entry_page(
        request,
        _page(form, request.POST),
        do=do,
        goes_to=lambda answer: reverse("deals:deal", args=[answer["deal"]]),
    )


def _book(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)


def _page(form: StartForm, sent: QueryDict) -> CommandPage:
    typed: Typed = _proposed(form) | {name: str(text) for name, text in sent.items()}
    hidden = {"case": form.case} if form.case else {}
    return CommandPage(
        overline=form.case or form.book_name,
        title=_("Start a deal"),
        lead=_("A deal keeps reports, answers and sheets; nobody but your party sees it."),
        rows=_rows(form),
        fields=(
            FormField(
                name="number",
                label=_("Number of the deal"),
                value=typed.get("number", ""),
                width="medium",
            ),
            FormField(name="borrower", label=_("Borrower"), value=typed.get("borrower", "")),
            FormField(name="pledgor", label=_("Pledgor"), value=typed.get("pledgor", "")),
            *(() if form.case else (_book_field(form), _patents_field(typed))),
            *terms_fields(typed),
        ),
        hidden=hidden,
        confirm_text=_("Keep the deal"),
        back_url=reverse("deals:list"),
        done=_("The deal is kept."),
        blames=BLAMES,
    )


def _book_field(form: StartForm) -> FormField:
    return FormField(
        name="book",
        label=_("Valued book"),
        kind=FieldKind.SELECT,
        hint=_("From which the patents are taken."),
        options=tuple(
            Option(value=str(book), label=name, is_chosen=book == form.book)
            for book, name in form.books
        ),
    )


def _patents_field(typed: Typed) -> FormField:
    return FormField(
        name="patents",
        label=_("Patents of the book, one number a line"),
        kind=FieldKind.LONG_TEXT,
        value=typed.get("patents", ""),
    )


def _proposed(form: StartForm) -> dict[str, str]:
    """What the case and the plan know already."""
    shares = {name: f"{share * 100:f}" for name, share in form.shares.items()}
    plain = {
        name: text.rstrip("0").rstrip(".") if "." in text else text for name, text in shares.items()
    }
    amount = {} if form.amount is None else {"amount": format_yuan(form.amount)}
    owner = {"borrower": form.borrower, "pledgor": form.borrower}
    return {**owner, "patents": "\n".join(form.patents), **amount, **plain}


def _rows(form: StartForm) -> tuple[SummaryRow, ...]:
    if form.case:
        numbers = ", ".join(f"ZL{one}" for one in form.patents)
        return (
            SummaryRow(
                label=_("Case"), value=form.case, url=reverse("cases:case", args=[form.case])
            ),
            SummaryRow(label=_("Patents"), value=numbers),
        )
    return ()
