"""What guarantors guarantee, against the registered capital that they declared (5.3.2)."""

from decimal import Decimal

from zhidai.core.dashboards.figures import Panel
from zhidai.core.dashboards.leverage import Guaranteed, leverage
from zhidai.core.labels import Label
from zhidai.core.money import from_fen, parse_yuan
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import CaseParty
from zhidai.db.parties.models import Party
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView


def leverage_panel(look: Look) -> PanelView:
    """Of every guarantor for those who oversee the scheme, of its own for a guarantor."""
    rows = CaseParty.objects.filter(
        case__in=look.cases.values("pk"), role=str(PartyKind.GUARANTOR)
    ).select_related("party")
    guarantor_of = {row.case_id: row.party for row in rows}
    parties = {party.pk: party for party in guarantor_of.values()}
    loans = [
        Guaranteed(loan=key, guarantor=str(guarantor_of[case].pk), balance=from_fen(balance))
        for key, case, balance in look.standing.order_by("loan_id").values_list(
            "loan__key", "loan__case", "balance"
        )
        if case in guarantor_of
    ]
    return PanelView(
        panel=Panel.LEVERAGE,
        figures=leverage(loans, {str(key): _capital(each) for key, each in parties.items()}),
        names={str(key): Label(zh=one.name, en=one.name_en) for key, one in parties.items()},
    )


def _capital(party: Party) -> Decimal | None:
    answer = party.facts.get("registered_capital")
    stated = answer.get("value") if isinstance(answer, dict) else answer
    return None if stated is None else parse_yuan(str(stated))
