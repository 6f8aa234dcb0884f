"""The bureau's register of a party put right: proposed by one person, decided by another."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.lending.correction import Decision
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.corrections.parties import (
    FIELDS,
    Registered,
    decide_party_correction,
    propose_party_correction,
    registered_party,
    waiting_party_correction,
    waiting_party_corrections,
)
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow, ToDo
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals

GROUNDS, DECISION = "grounds", "decision"
LABELS: Mapping[str, Promise] = {
    "name": gettext_lazy("Name as registered"),
    "name_en": gettext_lazy("English name"),
    "credit_code": gettext_lazy("Unified social credit code"),
    "place": gettext_lazy("Registered in"),
    "place_en": gettext_lazy("Place in English"),
}
_BLAMES = {
    "party_name": "name",
    "party_credit_code": "credit_code",
    "credit_code": "credit_code",
    "party_place": "place",
    "place_english": "place_en",
    "place_": "place",
    "office_keeps": "place",
    "party_correction_needs": DECISION,
    "correction_decision": DECISION,
    "correction_withdrawn": DECISION,
    "correction_without": GROUNDS,
    "grounds_": GROUNDS,
}


@answers_refusals
@acting_required(PartyKind.BUREAU)
def propose(request: HttpRequest, acting: Acting, party: int) -> HttpResponse:
    """What the register ought to say, and why."""
    now, typed = registered_party(acting, party), request.POST
    page = CommandPage(
        overline=_("Parties"),
        title=_("Correct what is registered"),
        lead=_(
            "One person of the bureau proposes, another decides. What was registered before stays "
            "in the history."
        ),
        fields=(
            *(_field(name, typed.get(name, getattr(now, name) or "")) for name in FIELDS),
            _grounds(typed, _("Why")),
        ),
        confirm_text=_("Propose the correction"),
        back_url=reverse("parties:party", args=[party]),
        done=_("The correction waits for another person of the bureau."),
        blames=_BLAMES,
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        ought = Registered(
            **{name: sent.get(name, "") for name in FIELDS if name != "credit_code"},
            credit_code=sent.get("credit_code", "").strip() or None,
        )
        grounds = sent.get(GROUNDS, "")
        return propose_party_correction(acting, party, ought, grounds=grounds, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def decide(request: HttpRequest, acting: Acting, party: int) -> HttpResponse:
    """What waits: what is registered beside what ought to be."""
    view, typed = waiting_party_correction(acting, party), request.POST
    if view is None:
        raise Http404
    page = CommandPage(
        overline=_("Parties"),
        title=_("Decide on a correction"),
        rows=(
            *changed(view.now, view.ought),
            SummaryRow(label=_("Why"), value=view.grounds),
            SummaryRow(
                label=_("Proposed by"),
                value=view.proposed_by.in_language(language()),
                note=view.proposed_on.isoformat(),
            ),
        ),
        fields=(
            FormField(
                name=DECISION,
                label=_("What becomes of it"),
                kind=FieldKind.RADIOS,
                options=_options(typed.get(DECISION, ""), is_own=view.is_own),
            ),
            _grounds(typed, _("Grounds (needed unless it is approved)")),
        ),
        confirm_text=_("Decide"),
        back_url=reverse("parties:party", args=[party]),
        done=_("The decision is recorded."),
        blames=_BLAMES,
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return decide_party_correction(
            acting,
            party,
            sent.get(DECISION, ""),
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def party_correction_to_dos(acting: Acting) -> list[ToDo]:
    """For another person of the bureau than the one who proposed."""
    return [
        ToDo(
            title=_("A correction waits for you"),
            url=reverse("parties:decide_correction", args=[party]),
            hint=name.in_language(language()),
        )
        for party, name in waiting_party_corrections(acting)
    ]


def changed(now: Registered, ought: Registered) -> list[SummaryRow]:
    """What would change, as it stands and as it ought to stand."""
    return [
        SummaryRow(
            label=LABELS[name],
            value=getattr(ought, name) or _("nothing"),
            note=_("until now: {value}").format(value=getattr(now, name) or _("nothing")),
        )
        for name in FIELDS
        if getattr(now, name) != getattr(ought, name)
    ]


def changes_text(payload: Mapping[str, object]) -> str:
    """What a correction changed, in one line: Registered in: 赣州 → 赣州市."""
    changes = payload.get("changes")
    found = changes if isinstance(changes, Mapping) else {}
    return "; ".join(
        f"{LABELS[name]}: {old or _('nothing')} → {new or _('nothing')}"
        for name, (old, new) in found.items()
        if name in LABELS
    )


def _field(name: str, value: str) -> FormField:
    is_short = name not in {"name", "name_en"}
    return FormField(
        name=name, label=LABELS[name], value=value, width="medium" if is_short else "wide"
    )


def _grounds(typed: QueryDict, label: str) -> FormField:
    return FormField(
        name=GROUNDS, label=label, kind=FieldKind.LONG_TEXT, value=typed.get(GROUNDS, "")
    )


def _options(chosen: str, *, is_own: bool) -> tuple[Option, ...]:
    """One's own proposal is withdrawn; another's approved or refused."""
    offered = (
        ((Decision.WITHDRAWN, _("Withdraw")),)
        if is_own
        else (
            (Decision.APPROVED, _("Approve: the register says so from now on")),
            (Decision.REFUSED, _("Refuse")),
        )
    )
    return tuple(
        Option(value=value, label=label, is_chosen=value == chosen) for value, label in offered
    )
