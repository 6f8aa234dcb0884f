"""The bureau's register of parties, entering one, and a party's page with its people."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import bad_input
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.corrections.parties import waiting_party_correction
from zhidai.services.history.queries import EventView
from zhidai.services.parties.entering import enter_party
from zhidai.services.parties.register import PartyRow, PartyView, PersonRow, party_view
from zhidai.services.parties.register import register as register_of
from zhidai.services.parties.registration import NewParty
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.parties.correcting import changes_text
from zhidai.web.parties.words import PERSON_TONES, REGISTER_EVENTS
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormField,
    Option,
    SummaryRow,
    Table,
    Tag,
    Text,
    TimelineEntry,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.words import PARTY_KINDS, ROLES
from zhidai.wording.parties import person_status

KIND, NAME, NAME_EN, CODE = "kind", "name", "name_en", "credit_code"
PLACE, PLACE_EN = "place", "place_en"


@answers_refusals
@acting_required(PartyKind.BUREAU)
def register(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The parties of the bureau's place, and those that it entered."""
    return render(request, "parties/register.html", {"table": _parties(register_of(acting))})


@answers_refusals
@acting_required(PartyKind.BUREAU)
def enter(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Enter a party; its people are proposed on its page."""
    page = CommandPage(
        overline=_("Parties"),
        title=_("Enter a party"),
        lead=_("Afterwards propose its first two people on its page; they let in all others."),
        fields=_fields(request.POST, acting),
        confirm_text=_("Enter the party"),
        back_url=reverse("parties:register"),
        done=_("The party is in the register."),
        blames={
            "party_kind": KIND,
            "office_": KIND,
            "party_name": NAME,
            "party_credit_code": CODE,
            "credit_code": CODE,
            "party_place": PLACE,
            "place_english": PLACE_EN,
            "place_": PLACE,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return enter_party(acting, _entered(sent, acting), key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required()
def own_party(request: HttpRequest, acting: Acting) -> HttpResponse:
    """One's own party with its people."""
    return _page(request, acting, acting.party_id)


@answers_refusals
@acting_required()
def party(request: HttpRequest, acting: Acting, party: int) -> HttpResponse:
    """A party of the bureau's register, or one's own."""
    return _page(request, acting, party)


def facts(row: PartyRow) -> list[SummaryRow]:
    """What the register holds of a party."""
    return [
        SummaryRow(label=_("Kind of party"), value=PARTY_KINDS[row.kind]),
        SummaryRow(label=_("Name"), value=row.name.in_language(language())),
        SummaryRow(label=_("Unified social credit code"), value=row.credit_code),
        SummaryRow(label=_("Registered in"), value=row.place.in_language(language())),
        SummaryRow(label=_("People at work"), value=str(row.at_work)),
    ]


def person_tag(person: PersonRow) -> Tag:
    """Where somebody stands."""
    return Tag(text=person_status(person.status, language()), tone=PERSON_TONES[person.status])


def _page(request: HttpRequest, acting: Acting, party_id: int) -> HttpResponse:
    view = party_view(acting, party_id)
    context = {
        "view": view,
        "title": view.row.name.in_language(language()),
        "kind": PARTY_KINDS[view.row.kind],
        "is_own": party_id == acting.party_id,
        "is_bureau": acting.kind is PartyKind.BUREAU,
        "rows": facts(view.row),
        "waiting": acting.kind is PartyKind.BUREAU
        and waiting_party_correction(acting, party_id) is not None,
        "people": _people(view),
        "timeline": [_entry(event) for event in view.history],
    }
    return render(request, "parties/party.html", context)


def _entered(sent: QueryDict, acting: Acting) -> NewParty:
    kind = sent.get(KIND, "")
    if kind not in set(PartyKind):
        raise bad_input("party_kind_needed")
    return NewParty(
        kind=PartyKind(kind),
        name=sent.get(NAME, ""),
        name_en=sent.get(NAME_EN, ""),
        place=sent.get(PLACE, "") or acting.place,
        place_en=sent.get(PLACE_EN, ""),
        credit_code=sent.get(CODE, "").strip() or None,
    )


def _fields(typed: QueryDict, acting: Acting) -> tuple[FormField, ...]:
    chosen = typed.get(KIND, "")
    return (
        FormField(
            name=KIND,
            label=_("Kind of party"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=str(kind), label=PARTY_KINDS[kind], is_chosen=str(kind) == chosen)
                for kind in PartyKind
                if kind is not PartyKind.BUREAU  # the operator enters a place's bureau
            ),
        ),
        FormField(name=NAME, label=_("Name as registered"), value=typed.get(NAME, "")),
        FormField(
            name=NAME_EN,
            label=_("English name"),
            value=typed.get(NAME_EN, ""),
            hint=_("May be left empty: English pages then show the registered name."),
        ),
        FormField(
            name=CODE,
            label=_("Unified social credit code"),
            value=typed.get(CODE, ""),
            hint=_("18 characters; offices and funds may go without."),
            width="medium",
        ),
        FormField(
            name=PLACE,
            label=_("Registered in"),
            value=typed.get(PLACE, acting.place),
            hint=_(
                "Written as the scheme writes its place; a bank or enterprise may be of another."
            ),
            width="medium",
        ),
        FormField(
            name=PLACE_EN,
            label=_("Place in English"),
            value=typed.get(PLACE_EN, ""),
            hint=_("Only for a place that no scheme names."),
            width="medium",
        ),
    )


def _told(said: Mapping[str, str]) -> Text | None:
    """What an event changed and why; of a person the role."""
    told = [part for part in (changes_text(said), said.get("grounds", "")) if part]
    return " · ".join(told) or ROLES.get(said.get("role", ""))


def _parties(rows: list[PartyRow]) -> Table:
    return table(
        caption=_("Parties"),
        is_caption_hidden=True,
        columns=[
            _("Name"),
            _("Kind of party"),
            _("Unified social credit code"),
            _("Registered in"),
            Column(label=_("People at work"), is_numeric=True),
        ],
        rows=[
            (
                Cell(
                    text=row.name.in_language(language()),
                    url=reverse("parties:party", args=[row.id]),
                ),
                str(PARTY_KINDS[row.kind]),
                Cell(text=row.credit_code or "", keeps_line=True),
                row.place.in_language(language()),
                row.at_work,
            )
            for row in rows
        ],
        empty=_("No party is registered yet."),
    )


def _people(view: PartyView) -> Table | None:
    if view.people is None:
        return None
    return table(
        caption=_("Who acts for it"),
        columns=[_("Full name"), _("User name"), _("Role"), _("Status"), _("What can be done")],
        rows=[
            (
                person.name.in_language(language()),
                Cell(text=person.username, keeps_line=True),
                str(ROLES[person.role]),
                Cell(tag=person_tag(person), note=_until(person)),
                _step(person),
            )
            for person in view.people
        ],
        empty=_("Nobody acts for this party yet."),
    )


def _until(person: PersonRow) -> str | None:
    if person.until is not None:
        return _("first password good until {day}").format(day=person.until)
    return person.disabled_on.isoformat() if person.disabled_on else None


def _step(person: PersonRow) -> Cell:
    for may, text, name in (
        (person.may_be_let_in, _("Let in"), "parties:let_in"),
        (person.may_be_proposed_again, _("Propose again"), "parties:propose_again"),
        (person.may_be_disabled, _("Disable"), "parties:disable_person"),
    ):
        if may:
            return Cell(text=text, url=reverse(name, args=[person.username]))
    return Cell()


def _entry(event: EventView) -> TimelineEntry:
    english, said = language() == "en", event.payload
    return TimelineEntry(
        title=str(REGISTER_EVENTS[event.kind]).format(username=said.get("username", "")),
        at=event.recorded_at,
        person=event.person.in_language(language()) if event.person else _("this platform"),
        party=event.party_en if english else event.party,
        text=_told(said),
    )
