"""The bureau proposes a version of its scheme, and another of its people decides about it."""

from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Parameter, Scheme
from zhidai.schemes.archive import LARGEST_ARCHIVE
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.proposals import (
    propose_folder,
    propose_value,
    publish,
    refuse,
    withdraw,
)
from zhidai.services.schemes.queries import is_of_its_bureau, version_view
from zhidai.services.schemes.versions import published_after, scheme_in_force
from zhidai.services.schemes.views import VersionView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.schemes.versions import difference_tables, version_rows
from zhidai.web.shared.components import FieldKind, FormField, Option, Text
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.speech import clause_name

FOLDER, DAY, WHY, GROUNDS = "folder", "in_force_from", "why", "grounds"
PARAMETER, VALUE = "parameter", "value"
_BLAMES = {
    "scheme_archive": FOLDER,
    "scheme_version_in": DAY,
    "scheme_version_outside": DAY,
    "day_": DAY,
    "amended_day": DAY,
    "amended_value": VALUE,
    "quantity_": VALUE,
    "numeral_": VALUE,
    "parameter_unknown": PARAMETER,
    "scheme_version_without_why": WHY,
    "scheme_version_without_grounds": GROUNDS,
    "grounds_": GROUNDS,
}


@answers_refusals
@acting_required(PartyKind.BUREAU)
def propose(request: HttpRequest, acting: Acting, scheme_id: str) -> HttpResponse:
    """Propose a whole folder as the next version."""
    scheme = _own(acting, scheme_id)
    page = _page(
        scheme,
        title=_("Propose a new version"),
        lead=_(
            "Take the folder in force from the page before, change it, and give it here as a zip. "
            "It is loaded and checked like every scheme before anything is kept."
        ),
        confirm_text=_("Check and propose"),
        done=_("The version is proposed. Another person of the bureau can publish it."),
        fields=(
            FormField(
                name=FOLDER,
                label=_("The scheme folder as a zip"),
                kind=FieldKind.FILE,
                hint=_("At most {megabytes} MB.").format(megabytes=LARGEST_ARCHIVE // 1024**2),
                accept=".zip",
            ),
            *_when_and_why(request.POST),
        ),
    )

    def do(sent: QueryDict, key: str) -> Answer:
        given = request.FILES.get(FOLDER)
        if not isinstance(given, UploadedFile):
            raise bad_input("scheme_archive_not_given")
        content = given.read(LARGEST_ARCHIVE + 1)
        day, why = _day(sent), sent.get(WHY, "")
        return propose_folder(acting, scheme_id, content, in_force_from=day, why=why, key=key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def amend(request: HttpRequest, acting: Acting, scheme_id: str) -> HttpResponse:
    """Propose one new value of a parameter from a day on."""
    scheme = _own(acting, scheme_id)
    sent = request.POST
    page = _page(
        scheme,
        title=_("Propose a new value"),
        lead=_lead_of_a_value(scheme_id),
        confirm_text=_("Check and propose"),
        done=_("The version is proposed. Another person of the bureau can publish it."),
        fields=(
            FormField(
                name=PARAMETER,
                label=_("Number of the plan"),
                kind=FieldKind.SELECT,
                options=tuple(
                    _option(one, sent.get(PARAMETER, "")) for one in scheme.parameters.values()
                ),
            ),
            FormField(
                name=VALUE,
                label=_("New value"),
                value=sent.get(VALUE, ""),
                hint=_("With its unit, as the plan would write it: 70%, 800万元, 90天."),
                width="medium",
            ),
            *_when_and_why(sent),
        ),
    )

    def do(sent: QueryDict, key: str) -> Answer:
        name, written = sent.get(PARAMETER, ""), sent.get(VALUE, "")
        day, why = _day(sent), sent.get(WHY, "")
        return propose_value(acting, scheme_id, name, written, since=day, why=why, key=key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def publish_version(
    request: HttpRequest, acting: Acting, scheme_id: str, version_id: int
) -> HttpResponse:
    """Publish a proposal, with what it changes before one's eyes."""
    view = version_view(acting, scheme_id, version_id)
    page = _deciding(
        view,
        title=_("Publish this version"),
        confirm_text=_("Publish"),
        done=_("Published. Cases opened from its day on are decided by it."),
        warning=_(
            "Cases opened from that day on are decided by this version. What is open or running "
            "stays on the version it began on. A publication is not taken back; another follows it."
        ),
    )

    def do(_sent: QueryDict, key: str) -> Answer:
        return publish(acting, scheme_id, version_id, key=key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def refuse_version(
    request: HttpRequest, acting: Acting, scheme_id: str, version_id: int
) -> HttpResponse:
    """Refuse a proposal with grounds."""
    view = version_view(acting, scheme_id, version_id)
    page = _deciding(
        view,
        title=_("Refuse this version"),
        confirm_text=_("Refuse"),
        done=_("The version is refused; its proposer reads the grounds."),
        fields=(_grounds(request.POST),),
    )
    return command_page(request, page, do=_with_grounds(refuse, acting, scheme_id, version_id))


@answers_refusals
@acting_required(PartyKind.BUREAU)
def withdraw_version(
    request: HttpRequest, acting: Acting, scheme_id: str, version_id: int
) -> HttpResponse:
    """Take one's own proposal back."""
    view = version_view(acting, scheme_id, version_id)
    page = _deciding(
        view,
        title=_("Withdraw this version"),
        confirm_text=_("Withdraw"),
        done=_("The version is withdrawn."),
        fields=(_grounds(request.POST),),
    )
    return command_page(request, page, do=_with_grounds(withdraw, acting, scheme_id, version_id))


def _lead_of_a_value(scheme_id: str) -> str:
    """What becomes of the value, also in versions published for a later day."""
    said = _("The value is written into the scheme with its day; the earlier one stays in it.")
    later = published_after(scheme_id, business_date.today())
    if not later:
        return said
    more = _(
        "A version is published for {days} already: a value for an earlier day is proposed for it "
        "too. Publish that proposal first."
    )
    return f"{said} {more.format(days=', '.join(f'{one.in_force_from}' for one in later))}"


def _with_grounds(
    decide: Callable[..., Answer], acting: Acting, scheme_id: str, version_id: int
) -> Callable[[QueryDict, str], Answer]:
    def do(sent: QueryDict, key: str) -> Answer:
        return decide(acting, scheme_id, version_id, grounds=sent.get(GROUNDS, ""), key=key)

    return do


def _own(acting: Acting, scheme_id: str) -> Scheme:
    if not is_of_its_bureau(acting, scheme_id):
        raise NotFound
    return scheme_in_force(scheme_id, business_date.today())


def _page(
    scheme: Scheme,
    *,
    title: str,
    lead: str,
    confirm_text: str,
    done: str,
    fields: tuple[FormField, ...],
) -> CommandPage:
    return CommandPage(
        overline=scheme.title.in_language(language()),
        title=title,
        lead=lead,
        confirm_text=confirm_text,
        back_url=reverse("schemes:versions", args=[scheme.id]),
        done=done,
        fields=fields,
        blames=_BLAMES,
    )


def _deciding(
    view: VersionView,
    *,
    title: str,
    confirm_text: str,
    done: str,
    fields: tuple[FormField, ...] = (),
    warning: Text | None = None,
) -> CommandPage:
    return CommandPage(
        overline=view.after.title.in_language(language()),
        title=title,
        confirm_text=confirm_text,
        back_url=reverse("schemes:versions", args=[view.after.id]),
        done=done,
        rows=version_rows(view),
        tables=difference_tables(view),
        fields=fields,
        warning=warning,
        blames=_BLAMES,
    )


def _when_and_why(sent: QueryDict) -> tuple[FormField, ...]:
    return (
        FormField(
            name=DAY,
            label=_("For cases opened from"),
            value=sent.get(DAY, ""),
            hint=_("For example 2021-03-01"),
            width="medium",
        ),
        FormField(
            name=WHY,
            label=_("Why"),
            kind=FieldKind.LONG_TEXT,
            value=sent.get(WHY, ""),
            hint=_("The decision or document it rests on, the clauses and the parties affected."),
        ),
    )


def _grounds(sent: QueryDict) -> FormField:
    return FormField(
        name=GROUNDS, label=_("Grounds"), kind=FieldKind.LONG_TEXT, value=sent.get(GROUNDS, "")
    )


def _option(parameter: Parameter, chosen: str) -> Option:
    spoken = language()
    now = parameter.values[-1].value.text
    clause = clause_name(parameter.clause, spoken)
    return Option(
        value=parameter.name,
        label=f"{parameter.label.in_language(spoken)} · {now} · {clause}",
        is_chosen=parameter.name == chosen,
    )


def _day(sent: QueryDict) -> date:
    return parse_day(sent.get(DAY, ""))
