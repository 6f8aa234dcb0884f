"""Claims on the acting party's loans, what was paid and recovered, and who is left with how much.

How a loss is shared concerns those who share it and those who supervise (as the claim's own page).
"""

from django.db.models import Prefetch, QuerySet

from zhidai.core.dashboards.figures import Panel
from zhidai.core.dashboards.losses import (
    ClaimThen,
    DatedAmount,
    PartOfLoss,
    claims_by_period,
    losses_by_party,
)
from zhidai.core.labels import Label
from zhidai.core.money import from_fen
from zhidai.db.guarantees.models import Claim
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.views import PanelView
from zhidai.services.guarantees.position import positions_of
from zhidai.services.guarantees.standing import standing_payments, standing_recoveries


def claims_panel(look: Look) -> PanelView:
    """By quarter; a recovery counts net of the costs that were paid out of it."""
    claims = _claims(look).prefetch_related(
        Prefetch("shares__payments", queryset=standing_payments()),
        Prefetch("recoveries", queryset=standing_recoveries()),
    )
    figures = claims_by_period([_then(claim) for claim in claims], quarters(look))
    return PanelView(panel=Panel.CLAIMS, figures=figures, names={})


def losses_panel(look: Look) -> PanelView:
    """By party, over all claims so far."""
    claims = {claim.pk: claim for claim in _claims(look)}
    parts: list[PartOfLoss] = []
    names: dict[str, Label] = {}
    for claim, positions in positions_of(claims.values(), look.today).items():
        for one in positions:
            party = one.share.party
            names[str(party.pk)] = Label(zh=party.name, en=party.name_en)
            parts.append(
                PartOfLoss(
                    loan=claims[claim].loan.key,
                    party=str(party.pk),
                    borne=from_fen(one.share.amount),
                    settled=from_fen(one.paid + one.set_off),
                    owed=from_fen(one.owed),
                    recovered=from_fen(one.recovered),
                )
            )
    return PanelView(panel=Panel.LOSSES, figures=losses_by_party(parts), names=names)


def _claims(look: Look) -> QuerySet[Claim]:
    claims = Claim.objects.filter(loan__case__in=look.cases.values("pk"))
    return claims.select_related("loan").order_by("claimed_on", "id")


def _then(claim: Claim) -> ClaimThen:
    return ClaimThen(
        loan=claim.loan.key,
        claimed_on=claim.claimed_on,
        principal=from_fen(claim.principal_loss),
        payments=tuple(
            DatedAmount(on=payment.paid_on, amount=from_fen(payment.amount))
            for share in claim.shares.all()
            for payment in share.payments.all()
        ),
        recoveries=tuple(
            DatedAmount(on=row.received_on, amount=from_fen(row.gross - row.costs_paid))
            for row in claim.recoveries.all()
        ),
    )
