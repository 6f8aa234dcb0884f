"""The payment list with its files, this year's budgets, and what is published for anybody."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.subsidies.budget import Standing
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.subsidies.budgets import set_budget
from zhidai.services.subsidies.payments import (
    PAID,
    STANDINGS,
    PaymentRow,
    SchemeBudgets,
    budgets_of,
    payers_listed,
    payment_document,
    payment_rows,
    published_rows,
)
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import (
    Cell,
    FieldKind,
    FormField,
    Link,
    Option,
    Table,
    Tag,
    Text,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.speech import translate

SCHEME, LEVEL, YEAR, AMOUNT = "scheme", "level", "year", "amount"
PAYERS = (PartyKind.BUREAU, PartyKind.TREASURY, PartyKind.FINANCE)
_TONES = {
    Standing.PAYABLE: Tone.GOOD,
    Standing.PUBLISHED: Tone.ACTIVE,
    Standing.BUDGET_EXHAUSTED: Tone.WARNING,
    Standing.BARRED: Tone.WARNING,
    PAID: Tone.PLAIN,
}


@answers_refusals
@acting_required(*PAYERS)
def payments(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who is paid what by whom, first come by repayment day."""
    payers = payers_listed(acting)
    level = _level(request, payers)
    rows = payment_rows(acting, level=level)
    context = {
        "table": _payments(rows),
        "links": _level_links(level, payers),
        "downloads": [
            Link(label=label, url=f"{reverse(name)}?level={level}")
            for label, name in (
                (_("Payment list as PDF"), "subsidies:payments_pdf"),
                (_("Payment list as Excel"), "subsidies:payments_xlsx"),
                (_("Payment list as CSV"), "subsidies:payments_csv"),
            )
        ],
        "budgets": _budgets(budgets_of(acting)),
        "clause": usual_citations(acting).get(Topic.SUBSIDY),
        "count": len(rows),
    }
    return render(request, "subsidies/payments.html", context)


@answers_refusals
@acting_required(*PAYERS)
def as_csv(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list as CSV."""
    return _file(request, acting, ".csv")


@answers_refusals
@acting_required(*PAYERS)
def as_xlsx(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list as a workbook."""
    return _file(request, acting, ".xlsx")


@answers_refusals
@acting_required(*PAYERS)
def as_pdf(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list as a paper to sign, in Chinese."""
    return _file(request, acting, ".pdf")


@answers_refusals
@acting_required(PartyKind.TREASURY)
def budget(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What the treasury can pay at a level in a year."""
    budgets = budgets_of(acting)
    page = CommandPage(
        overline=_("Subsidies"),
        title=_("Set a budget"),
        clause=usual_citations(acting).get(Topic.SUBSIDY),
        lead=_(
            "Whoever repaid first is paid first. A claim that does not fit waits as a whole. "
            "Without a budget a payer is not limited."
        ),
        tables=_budgets(budgets),
        fields=_fields(budgets, request.POST),
        confirm_text=_("Set the budget"),
        back_url=reverse("subsidies:payments"),
        done=_("The budget is set."),
        blames={
            "scheme_unknown": SCHEME,
            "subsidy_level": LEVEL,
            "subsidy_budget_year": YEAR,
            "number_": YEAR,
            "subsidy_budget": AMOUNT,
            "money_": AMOUNT,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return set_budget(
            acting,
            sent.get(SCHEME, "") if len(budgets) > 1 else budgets[0].scheme,
            level=sent.get(LEVEL, ""),
            year=whole_number(sent.get(YEAR, "")),
            amount=typed_amount(sent.get(AMOUNT, "")),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def published(request: HttpRequest) -> HttpResponse:
    """Approved subsidies in their publicity period, for anybody to read."""
    rows = published_rows()
    return render(
        request,
        "subsidies/published.html",
        {"table": _published(rows), "clause": usual_citations().get(Topic.SUBSIDY)},
    )


def whole_number(typed: str) -> int:
    """Digits as people type them. Bad input: `number_not_whole`."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len("2021")):
        raise bad_input("number_not_whole", text=text[:20])
    return int(text)


def _file(request: HttpRequest, acting: Acting, ending: str) -> HttpResponse:
    return download(
        request,
        *payment_document(
            acting,
            level=_level(request, payers_listed(acting)),
            ending=ending,
            language=language(),
        ),
    )


def _level(request: HttpRequest, payers: Mapping[str, Label]) -> str:
    asked = request.GET.get("level", "")
    return asked if asked in payers else ""


def _level_links(level: str, payers: Mapping[str, Label]) -> list[Link]:
    here = reverse("subsidies:payments")
    offered: list[tuple[str, Text]] = [("", _("All"))]
    offered += [(name, label.in_language(language())) for name, label in payers.items()]
    return [
        Link(label=label, url=f"{here}?level={name}" if name else here, is_current=name == level)
        for name, label in offered
    ]


def _payments(rows: list[PaymentRow]) -> Table:
    return table(
        caption=_("Payment list"),
        is_caption_hidden=True,
        columns=[
            _("Loan contract"),
            _("Enterprise"),
            _("Payer"),
            money_column(_("For interest")),
            money_column(_("For fees")),
            money_column(_("Total")),
            _("Repaid on"),
            _("Published until"),
            _("Paid on"),
            _("Status"),
        ],
        rows=[
            (
                Cell(text=row.loan, url=reverse("subsidies:subsidy", args=[row.loan])),
                in_language(row.enterprise, row.enterprise_en),
                row.payer.in_language(language()),
                yuan(row.interest),
                yuan(row.fees),
                yuan(row.total),
                row.repaid_on,
                row.public_until,
                row.paid_on,
                Tag(
                    text=translate(STANDINGS[row.standing], language()), tone=_TONES[row.standing]
                ),
            )
            for row in rows
        ],
        total=(
            _("Total"), "", "",
            yuan(sum(row.interest for row in rows)),
            yuan(sum(row.fees for row in rows)),
            yuan(sum(row.total for row in rows)),
            "", "", "", "",
        ),
        empty=_("Nothing is approved yet."),
    )  # fmt: skip


def _budgets(budgets: tuple[SchemeBudgets, ...]) -> tuple[Table, ...]:
    """A table for each scheme, which it names where there are several."""
    return tuple(
        _scheme_budgets(one, name=one.title.in_language(language()) if len(budgets) > 1 else "")
        for one in budgets
    )


def _scheme_budgets(budgets: SchemeBudgets, *, name: str) -> Table:
    caption = _("Budgets of {year}").format(year=business_date.today().year)
    return table(
        caption=f"{name} · {caption}" if name else caption,
        columns=[
            _("Payer"),
            money_column(_("Budget")),
            money_column(_("Paid this year")),
            money_column(_("Left")),
            money_column(_("Approved, not paid")),
        ],
        rows=[
            (
                line.payer.in_language(language()),
                _("not limited") if line.budget is None else yuan(line.budget),
                yuan(line.paid),
                "" if line.left is None else yuan(line.left),
                yuan(line.waiting),
            )
            for line in budgets.lines
        ],
    )


def _published(rows: list[PaymentRow]) -> Table:
    return table(
        caption=_("Approved subsidies that are published"),
        is_caption_hidden=True,
        columns=[
            _("Enterprise"),
            _("Payer"),
            money_column(_("Amount")),
            _("Approved on"),
            _("Published until"),
        ],
        rows=[
            (
                in_language(row.enterprise, row.enterprise_en),
                row.payer.in_language(language()),
                yuan(row.total),
                row.approved_on,
                row.public_until,
            )
            for row in rows
        ],
        empty=_("Nothing is published at present."),
    )


def _fields(budgets: tuple[SchemeBudgets, ...], typed: QueryDict) -> tuple[FormField, ...]:
    payers = {line.level: line.payer for one in reversed(budgets) for line in one.lines}
    schemes = {one.scheme: one.title for one in budgets}
    return (
        *((_choice(SCHEME, _("Scheme"), schemes, typed),) if len(schemes) > 1 else ()),
        _choice(LEVEL, _("Payer"), payers, typed),
        FormField(
            name=YEAR,
            label=_("Year"),
            value=typed.get(YEAR, str(business_date.today().year)),
            width="narrow",
            inputmode="numeric",
        ),
        amount_field(AMOUNT, label=_("Budget"), value=typed.get(AMOUNT, "")),
    )


def _choice(name: str, label: Text, choices: Mapping[str, Label], typed: QueryDict) -> FormField:
    return FormField(
        name=name,
        label=label,
        kind=FieldKind.RADIOS,
        options=tuple(
            Option(
                value=value,
                label=shown.in_language(language()),
                is_chosen=typed.get(name) == value,
            )
            for value, shown in choices.items()
        ),
    )
