"""A loan that was settled and runs again without its pledges: the pledgee registers them anew."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import reason
from zhidai.core.parties import PartyKind
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.pledging_anew import register_anew, unpledged_loan, unpledged_loans
from zhidai.services.lending.queries import loan_scheme
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import FormField, SummaryRow, ToDo
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.speech import sentence

NUMBER, DAY = "number", "registered_on"


@answers_refusals
@acting_required(PartyKind.BANK, PartyKind.GUARANTOR)
def register(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The rights to be pledged again, the number and the day of their registration."""
    found = unpledged_loan(acting, key)
    nothing = sentence(reason("pledge_stands_or_is_anothers", loan=key), language())
    page = CommandPage(
        overline=key,
        title=_("Register the pledges anew"),
        scheme=loan_scheme(acting, key),
        lead=_(
            "The loan was settled by mistake and runs again; the register has cancelled its "
            "pledges. A new registration secures it from its own day on."
        )
        if found
        else nothing,
        rows=(
            SummaryRow(
                label=_("Enterprise"), value=in_language(found.enterprise, found.enterprise_en)
            ),
            SummaryRow(label=_("Rights to be pledged"), value=" · ".join(found.rights)),
        )
        if found
        else (),
        fields=_fields(request.POST),
        confirm_text=_("Record the registration"),
        back_url=loan_address(key),
        done=_("The new registration is recorded; the pledges secure the loan again."),
        is_open=found is not None,
        blames={"registration_needs": NUMBER, "registered_": DAY, "calendar_": DAY},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return register_anew(
            acting,
            key,
            number=sent.get(NUMBER, ""),
            registered_on=parse_day(sent.get(DAY, "")),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _fields(typed: QueryDict) -> tuple[FormField, ...]:
    return (
        FormField(
            name=NUMBER,
            label=_("Number of the registration"),
            value=typed.get(NUMBER, ""),
            width="medium",
        ),
        FormField(
            name=DAY,
            label=_("Day of the registration"),
            value=typed.get(DAY, business_date.today().isoformat()),
            hint=_("For example 2021-03-01; not after today."),
            width="medium",
        ),
    )


def unpledged_to_dos(acting: Acting) -> list[ToDo]:
    """For the pledgee: running loans whose pledges the register has cancelled."""
    return [
        ToDo(
            title=_("Register the pledges of a reopened loan anew"),
            url=reverse("loans:register_anew", args=[one.loan]),
            hint=f"{one.loan} · {in_language(one.enterprise, one.enterprise_en)}",
        )
        for one in unpledged_loans(acting)
    ]
