"""Opening a case: route and partners, amount, patents. Everything else the first step asks."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.parties import PartyKind
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Scheme
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.parties.missing_partners import missing_partners
from zhidai.services.parties.queries import lending_partners, schemes_open_to
from zhidai.services.parties.views import PartnerGroup
from zhidai.services.refusal import Refused
from zhidai.services.rights.queries import rights_of
from zhidai.services.rights.views import RightView
from zhidai.web.casework.words import patent_kind
from zhidai.web.enterprise.carrying import Carried, carried
from zhidai.web.enterprise.choosing import chosen, ways
from zhidai.web.enterprise.schemes_beside import beside
from zhidai.web.shared.components import FieldKind, FormField, Option
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.typed_answers import with_unit
from zhidai.web.shared.words import PARTY_KINDS, UNITS

UNPROCESSABLE = 422
GROUP, AMOUNT, RIGHTS = "partners", "amount", "rights"


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def apply(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The application's first page."""
    open_to = schemes_open_to(acting)
    scheme = chosen(request, open_to)
    if scheme is None:
        return _choice(request, open_to)
    groups = lending_partners(scheme.id, business_date.today())
    rights = rights_of(acting)
    known = carried(request.GET, scheme)
    sent = request.POST if request.method == "POST" else None
    reasons: tuple[Reason, ...] = ()
    if sent is not None:
        try:
            new = _new(sent, groups, known)
            answer = open_case(acting, new, key=sent.get("idempotency_key", ""))
        except (BadInput, Refused) as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Case {number} is open.").format(number=answer["case"]))
            return redirect("cases:case", number=answer["case"])
    typed = _typed_from(known, groups) if sent is None else sent
    context = {
        "scheme": scheme,
        "scheme_id": scheme.id,
        "others": len(open_to) > 1,
        "known": known,
        "fields": [
            _group_field(groups, typed),
            _amount_field(typed),
            _rights_field(rights, typed),
        ],
        "reasons": reasons,
        "missing": [] if groups else _missing(scheme),
        "has_rights": bool(rights),
    }
    return render(
        request, "enterprise/apply.html", context, status=UNPROCESSABLE if reasons else 200
    )


def _missing(scheme: Scheme) -> list[str]:
    """Whom no agreement names, route by route."""
    between = ", " if language() == "en" else "、"
    return [
        _("{route}: {parties}").format(
            route=route.in_language(language()),
            parties=between.join(str(PARTY_KINDS[kind]) for kind in kinds),
        )
        for route, kinds in missing_partners(scheme.id, business_date.today())
        if kinds
    ]


def _choice(request: HttpRequest, open_to: tuple[Scheme, ...]) -> HttpResponse:
    """Several schemes are open: what sets them apart, and the way on under each; or none is."""
    several = len(open_to) > 1
    context = {
        "ways": ways(open_to, request.GET),
        "table": beside(open_to, business_date.today(), language()) if several else None,
    }
    return render(request, "enterprise/which_scheme.html", context)


def _typed_from(known: Carried, groups: Sequence[PartnerGroup]) -> QueryDict:
    """The amount and the first partners of the route that the self-check was about."""
    typed = QueryDict(mutable=True)
    typed[AMOUNT] = known.amount
    of_route = [group.key for group in groups if group.route == known.route]
    typed[GROUP] = next(iter(of_route), "")
    return typed


def _new(sent: QueryDict, groups: Sequence[PartnerGroup], known: Carried) -> NewCase:
    group = next((one for one in groups if one.key == sent.get(GROUP)), None)
    if group is None:
        raise bad_input("partners_needed")
    return NewCase(
        scheme=known.scheme.id,
        route=group.route,
        amount=with_unit("".join(sent.get(AMOUNT, "").split()), Unit.YUAN),
        parties=group.choice,
        rights=tuple(sent.getlist(RIGHTS)),
        answers=known.asked_first(group.route),
    )


def _group_field(groups: Sequence[PartnerGroup], typed: QueryDict) -> FormField:
    return FormField(
        name=GROUP,
        label=_("Route and partners"),
        kind=FieldKind.RADIOS,
        hint=_("Only parties with a cooperation agreement filed and in force are shown."),
        options=tuple(
            Option(
                value=group.key,
                label=group.route_label.in_language(language()),
                hint=_partners(group),
                is_chosen=typed.get(GROUP) == group.key,
            )
            for group in groups
        ),
    )


def _partners(group: PartnerGroup) -> str:
    english = language() == "en"
    return " · ".join(
        f"{PARTY_KINDS[partner.kind]}: {partner.name_en if english else partner.name}"
        for partner in group.partners
    )


def _amount_field(typed: QueryDict) -> FormField:
    return FormField(
        name=AMOUNT,
        label=_("Amount asked"),
        value=typed.get(AMOUNT, ""),
        unit=UNITS[Unit.YUAN],
        hint=_(
            "For example 3000000 or 3 million. It is never trimmed: above the limit it is refused."
        ),
        width="medium",
        is_money=True,
    )


def _rights_field(rights: Sequence[RightView], typed: QueryDict) -> FormField:
    ticked = typed.getlist(RIGHTS)
    return FormField(
        name=RIGHTS,
        label=_("Patents to be pledged"),
        kind=FieldKind.CHECKBOXES,
        options=tuple(
            Option(
                value=right.number,
                label=f"{right.granted_form} {right.title}",
                hint=_right_hint(right),
                is_chosen=right.number in ticked,
            )
            for right in rights
        ),
    )


def _right_hint(right: RightView) -> str:
    hint = _("{kind}, expires {day}").format(kind=patent_kind(right.kind), day=right.expires_on)
    return hint if right.pledge is None else f"{hint} · {_('under pledge')}"
