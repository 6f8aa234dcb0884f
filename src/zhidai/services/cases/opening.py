"""Opens a case: the enterprise chooses route, partners, amount and patents.

What is known to stand against it is said at once; from then on it holds room in the year's limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhidai.core.cases.conditions import nothing_against, within_limit
from zhidai.core.cases.tasks import opened_by
from zhidai.core.errors import bad_input
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.statistics.declared import counted_now
from zhidai.db.cases.models import Case, CaseParty, CaseRight
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import IpRight
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.answers import merged_facts
from zhidai.services.cases.dossier import circumstances
from zhidai.services.cases.taking_part import roles_taken
from zhidai.services.cases.tasks import open_tasks
from zhidai.services.history.commands import append
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.schemes.versions import keep_shipped, scheme_in_force
from zhidai.services.transactions import Answer, once


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What an enterprise chooses when it opens a case.

    answers: what it has answered already, by subject; the first task shows it filled in.
    """

    scheme: str
    route: str
    amount: str
    parties: Mapping[str, int]  # role -> party id, for those that are no offices
    rights: tuple[str, ...]  # patent numbers
    answers: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def open_case(acting: Acting, new: NewCase, *, key: str) -> Answer:
    """Open a case; the parties that the route names take part from now on."""
    request: dict[str, object] = {
        "new": [new.scheme, new.route, new.amount, dict(new.parties), list(new.rights)]
    }
    if new.answers:
        request["answers"] = {subject: dict(given) for subject, given in new.answers.items()}
    return once(acting, "open_case", key=key, request=request, work=lambda: _open(acting, new))


def _open(acting: Acting, new: NewCase) -> Answer:
    if acting.kind is not PartyKind.ENTERPRISE:
        raise NotFound
    today = business_date.today()
    locked_breaker(shipped(new.scheme).id)
    scheme = scheme_in_force(new.scheme, today)
    if new.route not in scheme.routes:
        raise bad_input("route_unknown", route=new.route)
    route = scheme.routes[new.route]
    keep_shipped(scheme, today)
    enterprise = Party.objects.select_for_update().get(pk=acting.party_id)
    rights = _own_rights(enterprise, new.rights)
    amount = parse_yuan(new.amount)
    case = Case.objects.create(
        number=next_number(today),
        scheme=scheme.id,
        scheme_hash=scheme.content_hash,
        route=route.id,
        enterprise=enterprise,
        amount=to_fen(amount),
        opened_on=today,
        facts={"request": {"amount": {"value": new.amount}}, "patents": {}},
        **counted_now(enterprise.facts),
    )
    for role, party in _take_part(scheme, new, enterprise).items():
        CaseParty.objects.create(case=case, role=role, party=party)
    for right in rights:
        CaseRight.objects.create(case=case, right=right)
    if new.answers:
        first = route.steps[0].tasks[0].id
        case.facts = merged_facts(case, first, new.answers, party=PartyKind.ENTERPRISE)
        case.save(update_fields=["facts"])
    _refuse_what_stands_against(case, today)
    open_tasks(case, opened_by(route, done=frozenset(), known=frozenset(), on=today), today)
    payload: dict[str, object] = {
        "route": route.id,
        "amount": str(amount),
        "rights": list(new.rights),
    }
    if new.answers:
        payload["facts"] = {subject: dict(given) for subject, given in new.answers.items()}
    append(f"case:{case.number}", "case.opened", acting=acting, payload=payload)
    return {"case": case.number}


def _refuse_what_stands_against(case: Case, today: date) -> None:
    """What is known to stand against a case is said at once, before anybody works on it."""
    now = circumstances(case, today)
    against = nothing_against(now) + within_limit(now)
    if against:
        raise Refused(against)


def _own_rights(enterprise: Party, numbers: Sequence[str]) -> list[IpRight]:
    if not numbers:
        raise bad_input("rights_needed")
    rights = {right.number: right for right in IpRight.objects.filter(owner=enterprise)}
    unknown = [number for number in numbers if number not in rights]
    if unknown:
        raise bad_input("right_not_owned", number=unknown[0])
    return [rights[number] for number in dict.fromkeys(numbers)]


def _take_part(scheme: Scheme, new: NewCase, enterprise: Party) -> dict[str, Party]:
    """The enterprise, those it chose, and the offices, each in its role."""
    parties = Party.objects.in_bulk(list(new.parties.values()))
    chosen = {role: parties[one] for role, one in new.parties.items() if one in parties}
    return roles_taken(scheme, new.route, chosen, enterprise=enterprise)


def next_number(today: date) -> str:
    """The next case number of the year; unique, and counted under the breaker's lock."""
    prefix = f"ZD{today.year}-"
    last = (
        Case.objects.filter(number__startswith=prefix)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"
