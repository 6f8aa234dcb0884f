"""Who sees a breach: its bureau and its party; once it stands, those who work with them.

To work with a party is to take part in a case with it.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhidai.core.integrity.breaches import BreachStatus, breach_status
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Citation, Topic, cited, rules_clauses
from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import CaseParty
from zhidai.db.integrity.models import Breach
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.integrity.facts import FROM_REGISTER, breach_of
from zhidai.services.parties.declared import scheme_of_place
from zhidai.services.refusal import NotFound

RECORDED_OF = (PartyKind.ENTERPRISE, PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)


def visible_breaches(acting: Acting) -> list[Breach]:
    """The breaches that the acting party may see today, newest first."""
    today = business_date.today()
    own = Q(bureau_id=acting.party_id) | Q(party_id=acting.party_id)
    rows = _related(Breach.objects.filter(own | _worked_with(acting, "party")))
    return [row for row in rows.order_by("-recorded_on", "-id") if _may_see(acting, row, today)]


def visible_breach(acting: Acting, number: str) -> Breach:
    """One of them; a foreign breach and a missing one get the same answer."""
    for row in visible_breaches(acting):
        if row.number == number:
            return row
    raise NotFound


def accusable(acting: Acting) -> QuerySet[Party]:
    """The parties of whom a bureau may record a breach: those of its cases."""
    kinds = [str(kind) for kind in RECORDED_OF]
    return Party.objects.filter(_worked_with(acting, "pk"), kind__in=kinds).order_by("kind", "id")


def register_clause(bureau: Party) -> Citation | None:
    """The clause of a bureau's scheme that has what is learnt of a party shared."""
    return next(iter(_information(scheme_of_place(bureau.place))), None)


def register_citations(acting: Acting) -> tuple[Citation, ...]:
    """That of the acting party's place, and those of the rules that ask what the register answers.

    Breaches of several bureaus may stand in one list.
    """
    scheme = scheme_of_place(acting.place)
    asked = [f"{kind}.{fact}" for kind in RECORDED_OF for fact in FROM_REGISTER]
    rules = (Citation(scheme=scheme.id, clause=one) for one in rules_clauses(scheme, asked))
    return (*_information(scheme), *rules)


def _information(scheme: Scheme) -> tuple[Citation, ...]:
    clause = cited(scheme, Topic.INFORMATION)
    return () if clause is None else (Citation(scheme=scheme.id, clause=clause),)


def _worked_with(acting: Acting, party: str) -> Q:
    """Whether a party takes part in a case of ours; asked of each, the first such case answers."""
    return Q(Exists(CaseParty.objects.filter(takes_part(acting, "case"), party=OuterRef(party))))


def _may_see(acting: Acting, row: Breach, today: date) -> bool:
    if acting.party_id in (row.bureau_id, row.party_id):
        return True
    return breach_status(breach_of(row), today) is BreachStatus.STANDS


def _related(rows: QuerySet[Breach]) -> QuerySet[Breach]:
    return rows.select_related(
        "party", "bureau", "recorded_by", "objection", "objection__person", "decision",
        "decision__person",
    ).distinct()  # fmt: skip
