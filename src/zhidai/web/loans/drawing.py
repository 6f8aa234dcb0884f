"""The bank draws a further part of a loan: how much, why, with the voucher; an approver agrees."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.lending.drawing import drawdown_papers, propose_drawdown
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

AMOUNT, GROUNDS = "amount", "grounds"


@answers_refusals
@acting_required(PartyKind.BANK)
def draw(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What the contract leaves to be drawn, and how much of it is drawn today."""
    view = loan_view(acting, key)
    attachments = Attachments(drawdown_papers(acting, key), language=language(), request=request)
    page = CommandPage(
        overline=key,
        title=_("Draw a further part"),
        clause=view.clauses.get(Topic.DRAWDOWN),
        lead=_(
            "What stood against the first drawdown stands against this one: the breaker, the "
            "limits, the rules for enterprise and patents are asked again, now and when an "
            "approver agrees. It counts from the day on which the approver has agreed."
        ),
        rows=_rows(view),
        fields=(
            amount_field(AMOUNT, label=_("Amount"), value=request.POST.get(AMOUNT, "")),
            FormField(
                name=GROUNDS,
                label=_("What it is for"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
            ),
        ),
        attachments=attachments,
        is_open=view.may_be_drawn,
        confirm_text=_("Propose the drawdown"),
        back_url=loan_address(key),
        done=_("The drawdown waits for an approver of the bank."),
        blames={
            "money_": AMOUNT,
            "amount_": AMOUNT,
            "quantity_": AMOUNT,
            "drawdown_above": AMOUNT,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return propose_drawdown(
            acting,
            key,
            amount=typed_amount(sent.get(AMOUNT, "")),
            grounds=sent.get(GROUNDS, ""),
            uploads=tuple(attachments.files.items()),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _rows(view: LoanView) -> tuple[SummaryRow, ...]:
    until = view.available_until
    return (
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(
            label=_("Contract amount"), value=yuan(view.agreed), note=ten_thousands(view.agreed)
        ),
        SummaryRow(label=_("Drawn so far"), value=yuan(view.principal)),
        SummaryRow(
            label=_("May still be drawn"),
            value=yuan(view.undrawn),
            note=_("until {day}").format(day=until.isoformat()) if until else None,
        ),
    )
