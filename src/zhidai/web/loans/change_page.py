"""One change of a loan: what it says, who is asked, what it moves, and one's own answer."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhidai.core.errors import bad_input
from zhidai.services.acting import Acting
from zhidai.services.lending.change_queries import (
    ChangeEffect,
    ChangeView,
    change_view,
    changes_to_answer,
    effect_of_change,
)
from zhidai.services.lending.changing import CONSENTING, decide_change
from zhidai.services.lending.queries import loan_scheme
from zhidai.services.transactions import Answer
from zhidai.web.loans.change_words import (
    change_line,
    change_rows,
    change_tag,
    change_title,
    consent_words,
    role_word,
)
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormField,
    Option,
    SummaryRow,
    Table,
    ToDo,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

ANSWER, GROUNDS = "answer", "grounds"
YES, NO = "yes", "no"


@answers_refusals
@acting_required(*CONSENTING)
def answer(request: HttpRequest, acting: Acting, number: int, key: str) -> HttpResponse:
    """The facts, and yes or no for whoever is asked."""
    view, typed = change_view(acting, key, number), request.POST
    page = CommandPage(
        overline=key,
        title=change_title(view),
        clause=view.clause,
        scheme=loan_scheme(acting, key),
        rows=_rows(view),
        tables=(_consents(view), *_effects(acting, view)),
        fields=_fields(view, typed),
        warning=_("The last consent brings it into force; interest is computed anew at once."),
        confirm_text=_("Send the answer"),
        back_url=loan_address(key),
        done=_("The answer is recorded."),
        is_open=view.may_answer or view.may_withdraw,
        blames={
            "change_answer": ANSWER,
            "change_needs": ANSWER,
            "change_asks": ANSWER,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        if sent.get(ANSWER) not in (YES, NO):
            raise bad_input("change_answer_missing")
        return decide_change(
            acting,
            key,
            number,
            is_given=sent.get(ANSWER) == YES,
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def change_to_dos(acting: Acting) -> list[ToDo]:
    """Changes that wait for the acting person's answer."""
    return [
        ToDo(
            title=_("Agree to a change of a loan, or refuse it: {change}").format(
                change=change_title(view)
            ),
            url=_address(view),
            hint=_("{loan} · {enterprise} · {amount}").format(
                loan=view.loan,
                enterprise=in_language(view.enterprise, view.enterprise_en),
                amount=change_line(view.terms),
            ),
            clause=view.clause,
        )
        for view in changes_to_answer(acting)
    ]


def changes_table(views: Sequence[ChangeView]) -> Table:
    """Every change of a loan, with the way to it while something can be done."""
    return table(
        caption=_("Changes of the loan"),
        columns=[
            pgettext("loan", "Change"),
            _("What it says"),
            _("Why"),
            _("Proposed by"),
            _("Status"),
            "",
        ],
        rows=[
            (
                Cell(text=change_title(view), url=_address(view)),
                change_line(view.terms),
                view.grounds,
                Cell(
                    text=view.proposed_by.in_language(language()),
                    note=view.proposed_on.isoformat(),
                ),
                Cell(tag=change_tag(view.status), note=_in_force_on(view)),
                _way_back(view),
            )
            for view in views
        ],
    )


def _way_back(view: ChangeView) -> Cell:
    if not view.may_reverse:
        return Cell()
    url = reverse("loans:reverse_change", args=[view.number, view.loan])
    return Cell(text=_("Reverse"), url=url)


def _in_force_on(view: ChangeView) -> str | None:
    return view.effective_on.isoformat() if view.effective_on else None


def _address(view: ChangeView) -> str:
    return reverse("loans:change", args=[view.number, view.loan])


def _rows(view: ChangeView) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(label=_("Status"), tag=change_tag(view.status), note=_in_force_on(view)),
        *change_rows(view.terms),
        SummaryRow(label=_("Why"), value=view.grounds),
        SummaryRow(
            label=_("Proposed by"),
            value=view.proposed_by.in_language(language()),
            note=view.proposed_on.isoformat(),
        ),
    )


def _consents(view: ChangeView) -> Table:
    return table(
        caption=_("Who is asked"),
        columns=[_("Party"), _("Answer given")],
        rows=[(role_word(each.role), consent_words(each)) for each in view.consents],
    )


def _effects(acting: Acting, view: ChangeView) -> tuple[Table, ...]:
    if not (view.may_answer or view.may_withdraw):
        return ()
    now, then = effect_of_change(acting, view.loan, view.number)
    stages = ((_("Today"), now), (_("If all agree"), then))
    rows = [_stage(label, one) for label, one in stages if one is not None and then is not None]
    made = table(
        caption=_("What the change moves"),
        columns=[
            _("As of"),
            money_column(_("Unpaid principal")),
            money_column(_("Interest due")),
            money_column(_("Written off, still owed")),
            _("Due on"),
            Column(label=_("Days overdue"), is_numeric=True),
        ],
        rows=rows,
        empty=_("It does not fit what was recorded since, and cannot come into force."),
    )
    return (made,)


def _stage(label: str, one: ChangeEffect) -> tuple[str, ...]:
    due = one.due_on.isoformat() if one.due_on else ""
    figures = (yuan(one.balance), yuan(one.interest_due), yuan(one.written_off))
    return (label, *figures, due, str(one.overdue_days))


def _fields(view: ChangeView, typed: QueryDict) -> tuple[FormField, ...]:
    if not (view.may_answer or view.may_withdraw):
        return ()
    offered = [(NO, _("Withdraw") if view.may_withdraw else pgettext("change of a loan", "Refuse"))]
    if view.may_answer:
        offered.insert(0, (YES, _("Agree")))
    return (
        FormField(
            name=ANSWER,
            label=_("Your party's answer"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=value, label=label, is_chosen=typed.get(ANSWER) == value)
                for value, label in offered
            ),
        ),
        FormField(
            name=GROUNDS,
            label=_("Grounds (needed unless you agree)"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(GROUNDS, ""),
        ),
    )
