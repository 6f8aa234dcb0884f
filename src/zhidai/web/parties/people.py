"""What is decided about a person: proposed, let in by another, disabled, proposed again.

Each half of a first password stands on the answer to whoever made it, once, and nowhere else.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.parties import PersonRole
from zhidai.core.people import ONE_TIME_DAYS
from zhidai.services.acting import Acting
from zhidai.services.parties.entering import Proposed
from zhidai.services.parties.first_passwords import HalfTold
from zhidai.services.parties.people import disable_person, propose_again, propose_person
from zhidai.services.parties.people import let_in as let_somebody_in
from zhidai.services.parties.register import PartyRow, PersonRow, party_view, person_view
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page, shown
from zhidai.web.parties.register import person_tag
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import ROLES

USERNAME, NAME, NAME_EN, ROLE, GROUNDS = "username", "full_name", "full_name_en", "role", "grounds"


@answers_refusals
@acting_required()
def propose(request: HttpRequest, acting: Acting, party: int) -> HttpResponse:
    """Somebody is to act for the party."""
    view = party_view(acting, party)
    if view.people is None:
        raise NotFound
    page = CommandPage(
        overline=view.row.name.in_language(language()),
        title=_("Propose a person"),
        lead=_("Another person has to let them in before they can sign in."),
        fields=_fields(request.POST),
        warning=_first_half_follows(),
        confirm_text=_("Propose"),
        back_url=_party_page(view.row),
        done="",
        blames={"username_": USERNAME, "person_name": NAME, "person_role": ROLE},
    )

    def do(sent: QueryDict, idempotency_key: str) -> HalfTold:
        new = Proposed(
            username=sent.get(USERNAME, ""),
            full_name=sent.get(NAME, ""),
            full_name_en=sent.get(NAME_EN, ""),
            role=_role(sent),
        )
        return propose_person(acting, party, new, key=idempotency_key)

    return _telling_page(request, page, do=do)


@answers_refusals
@acting_required()
def let_in(request: HttpRequest, acting: Acting, username: str) -> HttpResponse:
    """Let in whom another proposed."""
    row, person = person_view(acting, username)
    page = CommandPage(
        overline=row.name.in_language(language()),
        title=_("Let a person in"),
        rows=(
            *_facts(row, person),
            SummaryRow(
                label=_("If something is wrong"),
                value=_("Turn the proposal down"),
                url=reverse("parties:disable_person", args=[username]),
            ),
        ),
        warning=_(
            "The next page shows the second half of the first password, once. Hand it over to the "
            "person yourself; both halves are good for {days} days."
        ).format(days=ONE_TIME_DAYS),
        confirm_text=_("Let in"),
        back_url=_party_page(row),
        done="",
    )

    def do(sent: QueryDict, idempotency_key: str) -> HalfTold:
        return let_somebody_in(acting, username, key=idempotency_key)

    return _telling_page(request, page, do=do, is_second=True)


@answers_refusals
@acting_required()
def disable(request: HttpRequest, acting: Acting, username: str) -> HttpResponse:
    """Disable somebody, or turn a proposal down."""
    row, person = person_view(acting, username)
    page = CommandPage(
        overline=row.name.in_language(language()),
        title=_("Disable a person"),
        rows=_facts(row, person),
        fields=(
            FormField(
                name=GROUNDS,
                label=_("Grounds"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("For example: left the party, or forgot the password."),
            ),
        ),
        warning=_("They can do nothing from this moment. What they did stays as it was recorded."),
        confirm_text=_("Disable"),
        back_url=_party_page(row),
        done=_("Disabled."),
        blames={"grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        grounds = sent.get(GROUNDS, "")
        return disable_person(acting, username, grounds=grounds, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required()
def again(request: HttpRequest, acting: Acting, username: str) -> HttpResponse:
    """Propose somebody disabled again, with the same role or another one."""
    row, person = person_view(acting, username)
    page = CommandPage(
        overline=row.name.in_language(language()),
        title=_("Propose a person again"),
        lead=_("Another person has to let them in; the password until now opens nothing."),
        rows=_facts(row, person),
        fields=(_role_field(request.POST.get(ROLE, person.role)),),
        warning=_first_half_follows(),
        confirm_text=_("Propose"),
        back_url=_party_page(row),
        done="",
        blames={"person_role": ROLE},
    )

    def do(sent: QueryDict, idempotency_key: str) -> HalfTold:
        return propose_again(acting, username, role=_role(sent), key=idempotency_key)

    return _telling_page(request, page, do=do)


def _telling_page(
    request: HttpRequest,
    page: CommandPage,
    *,
    do: Callable[[QueryDict, str], HalfTold],
    is_second: bool = False,
) -> HttpResponse:
    """A command that answers with half of a first password, on no page but this answer."""
    if request.method != "POST":
        return shown(request, page)
    try:
        done = do(request.POST, request.POST.get("idempotency_key", ""))
    except (BadInput, Refused) as refused:
        return shown(request, page, refused.reasons)
    context = {
        "half": done.half,
        "is_second": is_second,
        "username": done.answer["username"],
        "back_url": page.back_url,
    }
    return render(request, "parties/half_told.html", context)


def _first_half_follows() -> str:
    return _(
        "The next page shows the first half of a first password, once. Hand it over to the person "
        "yourself; whoever lets them in hands over the second."
    )


def _role(sent: QueryDict) -> PersonRole:
    written = sent.get(ROLE, "")
    if written not in set(PersonRole):
        raise bad_input("person_role_needed")
    return PersonRole(written)


def _party_page(row: PartyRow) -> str:
    return reverse("parties:party", args=[row.id])


def _facts(row: PartyRow, person: PersonRow) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(label=_("Party"), value=row.name.in_language(language())),
        SummaryRow(label=_("Full name"), value=person.name.in_language(language())),
        SummaryRow(label=_("User name"), value=person.username),
        SummaryRow(label=_("Role"), value=ROLES[person.role]),
        SummaryRow(label=_("Status"), tag=person_tag(person)),
    )


def _fields(typed: QueryDict) -> tuple[FormField, ...]:
    return (
        FormField(name=NAME, label=_("Full name"), value=typed.get(NAME, ""), width="medium"),
        FormField(
            name=NAME_EN,
            label=_("English name"),
            value=typed.get(NAME_EN, ""),
            hint=_("May be left empty: English pages then show the name."),
            width="medium",
        ),
        FormField(
            name=USERNAME,
            label=_("User name"),
            value=typed.get(USERNAME, ""),
            hint=_("3 to 60 small letters, digits and . _ - @; it stays with the person for good."),
            width="medium",
        ),
        _role_field(typed.get(ROLE, "")),
    )


def _role_field(chosen: str) -> FormField:
    return FormField(
        name=ROLE,
        label=_("Role"),
        kind=FieldKind.RADIOS,
        hint=_("An approver also checks what another person made."),
        options=tuple(
            Option(value=str(role), label=ROLES[role], is_chosen=str(role) == chosen)
            for role in PersonRole
        ),
    )
