"""Recoveries after a claim: costs first, then back to those who bore the loss.

Ganzhou plan 7.3: money recovered, less recovery costs, goes back to the parties in the original
proportions. Nobody gets more than the loss they bore; what is left is the pledgor's (Civil Code
438: the surplus of a disposed pledge belongs to the pledgor). Costs that one recovery does not
cover are carried to the next. Before the pledgor comes the bank's unpaid interest, which the pledge
secures too (Civil Code 389); what a payer would get back while it still owes on the claim is set
off against that (Civil Code 568).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.guarantees.loss_sharing import split_by_weights
from zhidai.core.lending.events import BANK

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryReceipt:
    """Money that came in (`gross`) with what it cost (`costs`, advanced by costs_by); yuan."""

    received_on: date
    gross: Decimal
    costs: Decimal = ZERO
    costs_by: str = BANK


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryDistribution:
    """Where one receipt went; costs_paid + parts + to_pledgor = gross."""

    receipt: RecoveryReceipt
    costs_paid: Decimal
    costs_carried: Decimal  # costs still uncovered afterwards
    parts: Mapping[str, Decimal]
    to_pledgor: Decimal
    still_lost: Mapping[str, Decimal]  # what each party has not got back


def distribute(
    receipts: Sequence[RecoveryReceipt], *, losses: Mapping[str, Decimal]
) -> tuple[RecoveryDistribution, ...]:
    """Receipts in the order given, their days', each down the waterfall.

    losses: party -> yuan it bore.

    Each net receipt is split in proportion to what each party still lacks; as everyone is repaid
    in step, these are the original proportions to the fen, and the parts sum exactly.
    Bad input: `recovery_amount_negative`.
    """
    still_lost, carried = dict(losses), ZERO
    distributions = []
    for receipt in receipts:
        if receipt.gross < 0 or receipt.costs < 0 or min(losses.values(), default=ZERO) < 0:
            raise bad_input("recovery_amount_negative", received_on=receipt.received_on)
        one = _one(receipt, still_lost=still_lost, carried=carried)
        still_lost, carried = dict(one.still_lost), one.costs_carried
        distributions.append(one)
    return tuple(distributions)


def _one(
    receipt: RecoveryReceipt, *, still_lost: Mapping[str, Decimal], carried: Decimal
) -> RecoveryDistribution:
    costs = carried + receipt.costs
    costs_paid = min(costs, receipt.gross)
    net = receipt.gross - costs_paid
    shared = min(net, sum(still_lost.values(), ZERO))
    parts = split_by_weights(shared, still_lost)
    return RecoveryDistribution(
        receipt=receipt,
        costs_paid=costs_paid,
        costs_carried=costs - costs_paid,
        parts=parts,
        to_pledgor=net - shared,
        still_lost={party: lost - parts[party] for party, lost in still_lost.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySettlement:
    """A distributed receipt, settled. gross = costs_paid + parts + to_interest + to_pledgor.

    set_off: the part of each payer's part that the bank keeps against what the payer owes.
    """

    distribution: RecoveryDistribution
    set_off: Mapping[str, Decimal]
    to_interest: Decimal
    to_pledgor: Decimal


def settled(
    distribution: RecoveryDistribution, *, owed: Mapping[str, Decimal], interest: Decimal
) -> RecoverySettlement:
    """Set-off and the bank's interest. owed: payer -> yuan it owes on the claim; interest: unpaid.

    Both as they stand on the day of the receipt, before it.
    """
    to_interest = min(distribution.to_pledgor, interest)
    return RecoverySettlement(
        distribution=distribution,
        set_off={
            party: min(part, owed.get(party, ZERO)) for party, part in distribution.parts.items()
        },
        to_interest=to_interest,
        to_pledgor=distribution.to_pledgor - to_interest,
    )
