"""The written notice of a default: given on one page, listed with its file on loan and claim."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.calendar import parse_day
from zhidai.core.lending.default_notice import DefaultKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.default_notices import (
    NewNotice,
    NoticeForm,
    NoticeLine,
    clause_of_notice,
    default_notices,
    give_notice,
    notice_form,
)
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.filings.tables import said
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import (
    Cell,
    FieldKind,
    FormField,
    Option,
    SummaryRow,
    Table,
    table,
)
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.shared.words import role_name

KIND, DAY, FACTS, MEASURES = "kind", "known_on", "facts", "measures"
KINDS = {
    DefaultKind.MISUSE: gettext_lazy("Money is used for something else, or misused"),
    DefaultKind.OVERDUE: gettext_lazy("Principal or interest was not paid on time"),
    DefaultKind.THREAT: gettext_lazy("Something else that threatens repayment"),
}

BLAMES = {
    "default_kind": KIND,
    "default_not_overdue": KIND,
    "default_known": DAY,
    "calendar_": DAY,
    "default_needs": FACTS,
    "grounds_": FACTS,
    "document_character": FACTS,
}


@answers_refusals
@acting_required()
def give(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What was told so far; for whoever has to tell, to whom, and what is done about it."""
    page = _page(request, acting, key)

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        new = NewNotice(
            kind=sent.get(KIND, ""),
            known_on=parse_day(sent.get(DAY, "")),
            facts=sent.get(FACTS, ""),
            measures=sent.get(MEASURES, ""),
        )
        return give_notice(acting, key, new, idempotency_key=idempotency_key)

    return command_page(request, page, do=do)


def _page(request: HttpRequest, acting: Acting, key: str) -> CommandPage:
    form, view, given = (
        notice_form(acting, key),
        loan_view(acting, key),
        default_notices(acting, key),
    )
    page = CommandPage(
        overline=key,
        title=_("Notices of a default"),
        clause=clause_of_notice(acting, key),
        lead=_(
            "Whoever has to tell the others of a default does so in a letter. These were given so "
            "far; every party of the case reads them."
        ),
        tables=(_letters(given),),
        back_url=loan_address(key),
        confirm_text=_("Give the notice"),
        done=_("The notice is given; its letter is on this page."),
        is_open=False,
    )
    if form is None:
        return page
    return replace(
        page,
        title=_("Give notice of a default"),
        clause=form.clause,
        lead=_(
            "A letter to the parties below is made from these facts and kept in the dossier, "
            "where every party of the case reads it."
        ),
        rows=_rows(form, view),
        tables=(_letters(given),) if given else (),
        fields=_fields(request.POST, form.kinds) if view.may_give_notice else (),
        warning=_("A notice that was given cannot be taken back."),
        is_open=view.may_give_notice,
        blames=BLAMES,
    )


def notices_table(lines: Sequence[NoticeLine]) -> Table | None:
    """The notices of a loan, each with its letter; nothing where none was given."""
    return replace(_letters(lines), is_caption_hidden=True) if lines else None


def _letters(lines: Sequence[NoticeLine]) -> Table:
    return table(
        caption=_("Letters given so far"),
        empty=_("No notice has been given."),
        columns=[_("Given on"), _("By"), _("Letter (PDF)")],
        rows=[
            (
                line.sent_on,
                said(line.sender),
                Cell(
                    text=line.name,
                    url=reverse("cases:document", args=[line.case, line.document]),
                ),
            )
            for line in lines
        ],
    )


def _rows(form: NoticeForm, view: LoanView) -> tuple[SummaryRow, ...]:
    since = None if view.overdue_since is None else view.overdue_since.isoformat()
    return (
        SummaryRow(label=_("Duty"), value=said(form.duty), clause=form.clause),
        SummaryRow(
            label=_("Owed to"),
            value=" · ".join(f"{role_name(role)} {said(name)}" for role, name in form.recipients),
        ),
        SummaryRow(label=_("When"), value=said(form.when)),
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(label=_("Unpaid principal"), value=yuan(view.balance)),
        SummaryRow(label=_("Interest due"), value=yuan(view.interest_due)),
        SummaryRow(label=_("Days overdue"), value=str(view.overdue_days), note=since),
    )


def _fields(typed: QueryDict, kinds: Sequence[DefaultKind]) -> tuple[FormField, ...]:
    chosen = typed.get(KIND, "")
    return (
        FormField(
            name=KIND,
            label=_("What happened"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=str(kind), label=KINDS[kind], is_chosen=kind == chosen)
                for kind in kinds
            ),
        ),
        FormField(
            name=DAY,
            label=_("Day on which it became known"),
            value=typed.get(DAY, business_date.today().isoformat()),
            hint=_("For example 2021-03-01; not after today."),
            width="medium",
        ),
        FormField(
            name=FACTS,
            label=_("The facts, and what they are known from"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(FACTS, ""),
            hint=_("These words stand in the letter."),
        ),
        FormField(
            name=MEASURES,
            label=_("Measures taken or meant"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(MEASURES, ""),
            hint=_("May be left empty."),
        ),
    )
