"""Where a claim stands: what each party bears, has paid, still owes, and has got back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from zhidai.core.errors import reason
from zhidai.core.guarantees.claim import ClaimDemand, demand_position
from zhidai.core.guarantees.disposal import DisposalKind
from zhidai.core.guarantees.recovery import RecoveryDistribution, RecoveryReceipt, distribute
from zhidai.core.lending.events import BANK
from zhidai.core.money import from_fen
from zhidai.db.guarantees.models import Claim, ClaimShare, DisposalStep, Recovery, RecoveryShare
from zhidai.db.lending.models import Loan
from zhidai.services.guarantees.standing import standing_payments, standing_recoveries
from zhidai.services.guarantees.terms import claim_clause
from zhidai.services.refusal import Refused

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePosition:
    """One party of a claim; amounts in fen.

    unpaid = amount - paid - set_off; the bank owes nobody. deferred: the part of the amount that is
    not owed yet, as the disposal goes on; owed: what is due by now. net_loss = amount - recovered.
    """

    share: ClaimShare
    deferred: int
    paid: int
    set_off: int
    recovered: int
    days_late: int

    @property
    def unpaid(self) -> int:
        if self.share.role == BANK:
            return 0
        return self.share.amount - self.paid - self.set_off

    @property
    def owed(self) -> int:
        return max(self.unpaid - self.deferred, 0)

    @property
    def net_loss(self) -> int:
        return self.share.amount - self.recovered


def claim_of(loan: Loan) -> Claim:
    """The claim of a loan; refused where none was started."""
    claim = Claim.objects.filter(loan=loan).first()
    if claim is None:
        raise Refused((reason("claim_not_started", claim_clause(loan), loan=loan.key),))
    return claim


def positions(claim: Claim, on: date) -> tuple[SharePosition, ...]:
    """The parties of a claim as they stand on a day, in the order of the agreement."""
    return positions_of([claim], on)[claim.pk]


def positions_of(claims: Iterable[Claim], on: date) -> dict[int, tuple[SharePosition, ...]]:
    """The same for many claims, by claim, in four queries for all of them."""
    by_id = {claim.pk: claim for claim in claims}
    back: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    received = standing_recoveries().filter(claim__in=by_id, received_on__lte=on)
    rows = RecoveryShare.objects.filter(recovery__in=received.order_by())
    for of, role, amount, set_off in rows.values_list(
        "recovery__claim", "role", "amount", "set_off"
    ):
        back[of].append((role, amount, set_off))
    found: defaultdict[int, tuple[SharePosition, ...]] = defaultdict(tuple)
    ends = _ends(by_id, on)
    shares = ClaimShare.objects.filter(claim__in=by_id).select_related("party")
    for share in shares.prefetch_related(
        Prefetch("payments", queryset=standing_payments())
    ).order_by("id"):
        claim = share.claim_id
        found[claim] += (_position(by_id[claim], share, back[claim], on, ended=ends.get(claim)),)
    return found


def position_of(claim: Claim, role: str, on: date) -> SharePosition:
    """One party of a claim; refused where the claim asks nothing of it."""
    for position in positions(claim, on):
        if position.share.role == role:
            return position
    raise Refused((reason("claim_asks_nothing", claim_clause(claim.loan)),))


def loss_share_of(share: ClaimShare) -> Decimal:
    """The agreed share as a fraction of one."""
    return Decimal(share.loss_share) / MILLION


def _position(
    claim: Claim,
    share: ClaimShare,
    received: Sequence[tuple[str, int, int]],
    on: date,
    *,
    ended: date | None,
) -> SharePosition:
    paid = sum(each.amount for each in share.payments.all() if each.paid_on <= on)
    set_off = sum(part for role, _, part in received if role == share.role)
    recovered = sum(amount for role, amount, _ in received if role == share.role)
    return SharePosition(
        share=share,
        deferred=share.deferred if ended is None else 0,
        paid=paid,
        set_off=set_off,
        recovered=recovered,
        days_late=_days_late(claim, share, paid + set_off, on, ended=ended),
    )


def _days_late(
    claim: Claim, share: ClaimShare, settled: int, on: date, *, ended: date | None
) -> int:
    """Of what was due within the grace period; once that is paid, of what the disposal's end makes
    due, from that day. Bad input: `claim_overpaid`."""
    if share.role == BANK:
        return 0
    of_the_rest = ended if settled >= share.amount - share.deferred else None
    demand = ClaimDemand(
        payer=share.role,
        share=loss_share_of(share),
        amount=from_fen(share.amount),
        grace_ends_on=of_the_rest or claim.grace_until,
        deferred=from_fen(0 if ended else share.deferred),
    )
    return demand_position(demand, paid=from_fen(settled), on=on).days_late


def _ends(claims: Iterable[int], on: date) -> dict[int, date]:
    """The claims whose disposal had ended by a day, with the day on which it did."""
    rows = DisposalStep.objects.filter(
        claim__in=claims, kind=str(DisposalKind.ENDED), held_on__lte=on
    )
    return dict(rows.values_list("claim_id", "held_on"))


def distributions(
    claim: Claim, *, more: RecoveryReceipt | None = None
) -> tuple[RecoveryDistribution, ...]:
    """All receipts of a claim down the waterfall, in the order of their days.

    Losses are the agreed shares of the principal loss, paid already or not: the original
    proportions of 7.3 are the loss shares (reading `recovery_shares`).
    """
    receipts = [receipt_of(row) for row in standing_recoveries().filter(claim=claim)]
    losses = {share.role: from_fen(share.amount) for share in claim.shares.order_by("id")}
    return distribute([*receipts, *((more,) if more else ())], losses=losses)


def receipt_of(row: Recovery) -> RecoveryReceipt:
    """A recorded recovery as the core knows it."""
    return RecoveryReceipt(
        received_on=row.received_on,
        gross=from_fen(row.gross),
        costs=from_fen(row.costs),
        costs_by=row.costs_by,
    )
