"""A payer refuses to pay a claim, with its grounds; what it owes stays on the table (7.2)."""

from zhidai.core.errors import reason
from zhidai.core.money import format_yuan, from_fen
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import ClaimRefusal
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.position import claim_of, position_of
from zhidai.services.guarantees.terms import claim_clause
from zhidai.services.history.commands import append
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer

LONGEST_GROUNDS = 500


def refuse(loan: Loan, case: Case, role: str, *, grounds: str, acting: Acting) -> Answer:
    """Record the refusal, inside the command's transaction."""
    today = business_date.today()
    position = position_of(claim_of(loan), role, today)
    if not position.owed:
        raise Refused((reason("claim_asks_nothing", claim_clause(loan)),))
    if says_nothing(grounds):
        raise Refused((reason("claim_refusal_needs_grounds", claim_clause(loan)),))
    if len(grounds) > LONGEST_GROUNDS:
        raise Refused((reason("grounds_too_long", most=LONGEST_GROUNDS),))
    ClaimRefusal.objects.create(
        share=position.share,
        grounds=grounds,
        refused_on=today,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    event = append(
        f"case:{case.number}",
        "claim.refused",
        acting=acting,
        payload={
            "loan": loan.key,
            "role": role,
            "grounds": grounds,
            "still_owed": format_yuan(from_fen(position.owed)),
        },
    )
    return {"loan": loan.key, "event": event.sequence}
