"""The entries of a recovery: each movement of cash by itself, as a bank statement has it.

The lender receives the gross amount; whoever advanced the costs paid them; what is due to others
goes on to them: shares to those who paid the claim, costs to those who advanced them, the surplus
to the pledgor. Costs come back in the order in which they were advanced.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.change_entries import paid_off
from zhidai.core.journal.entries import ENTERPRISE, Entry, EntryKind, Legs, entry_of, legs
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import Allocation, LoanState

ZERO = Decimal("0.00")
_NOTHING: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryBooked:
    """A receipt and where it went, yuan: gross = costs_paid + shares + to_interest + to_pledgor.

    costs: advanced for this receipt by costs_by. set_off: the part of a payer's share that the
    lender keeps against what the payer still owes on the claim.
    """

    id: str  # of the loan event that tells of it
    received_on: date
    gross: Decimal
    costs: Decimal
    costs_paid: Decimal
    shares: Mapping[str, Decimal]
    set_off: Mapping[str, Decimal] = field(default_factory=lambda: _NOTHING)
    to_interest: Decimal = ZERO
    to_pledgor: Decimal = ZERO
    costs_by: str = BANK
    clause: str | None = None


def recoveries_booked(recoveries: Sequence[RecoveryBooked], state: LoanState) -> Iterator[Entry]:
    """The entries of every receipt up to the day of the state."""
    used = {each.event: each for each in state.allocations}
    advanced: list[tuple[str, Decimal]] = []
    for one in sorted(recoveries, key=lambda each: each.received_on):
        if one.received_on > state.on:
            return
        advanced.append((one.costs_by, one.costs))
        back, advanced = _given_back(advanced, one.costs_paid)
        yield from _entries(one, used.get(one.id), back)


def held_in(party: str) -> Account:
    """Where a party holds its part of a loss."""
    return Account.LOSS_ALLOWANCE if party == BANK else Account.CLAIMS_PAYABLE


def _given_back(
    advanced: Sequence[tuple[str, Decimal]], paid: Decimal
) -> tuple[Mapping[str, Decimal], list[tuple[str, Decimal]]]:
    """Who gets how much of its costs back, and what stays advanced."""
    back: dict[str, Decimal] = {}
    left: list[tuple[str, Decimal]] = []
    for party, amount in advanced:
        now = min(amount, paid)
        paid -= now
        if now:
            back[party] = back.get(party, ZERO) + now
        if amount > now:
            left.append((party, amount - now))
    return back, left


def _entries(
    one: RecoveryBooked, use: Allocation | None, back: Mapping[str, Decimal]
) -> Iterator[Entry]:
    made = [
        ("", _received(one, use, back)),
        (" costs", _costs(one)),
        *((f" {party}", _passed_on(one, party)) for party in one.shares if party != BANK),
        *((f" costs {party}", _costs_back(party, back[party])) for party in back if party != BANK),
        (" surplus", _surplus(one)),
    ]
    for of, moved in made:
        if moved:
            yield entry_of(
                EntryKind.RECOVERY, one.received_on, moved, of=f"{one.id}{of}", clause=one.clause
            )


def _received(one: RecoveryBooked, use: Allocation | None, back: Mapping[str, Decimal]) -> Legs:
    """The gross amount in the lender's books, and what it is for."""
    others = use.subrogated if use else ZERO
    own_costs = back.get(BANK, ZERO)
    held = others + one.costs_paid - own_costs + one.to_pledgor
    own = one.shares.get(BANK, ZERO)
    return legs(
        (BANK, Account.CASH, one.gross),
        (BANK, Account.RECOVERY_COSTS, -own_costs),
        (BANK, Account.HELD_FOR_OTHERS, -held),
        (BANK, Account.CLAIM_LOSS, -own),
        (BANK, held_in(BANK), own),
        (ENTERPRISE, Account.PLEDGE_PROCEEDS, one.to_pledgor - one.gross),
        (ENTERPRISE, Account.RECOVERY_EXPENSE, one.costs_paid),
        (ENTERPRISE, Account.OWED_TO_PAYERS, others),
        *(paid_off(use, off_books=Account.LOSS_ALLOWANCE) if use else ()),
    )


def _costs(one: RecoveryBooked) -> Legs:
    return legs(
        (one.costs_by, Account.CASH, -one.costs), (one.costs_by, Account.RECOVERY_COSTS, one.costs)
    )


def _passed_on(one: RecoveryBooked, party: str) -> Legs:
    """A payer's share: what is set off stays with the lender."""
    amount, kept = one.shares[party], one.set_off.get(party, ZERO)
    return legs(
        (BANK, Account.HELD_FOR_OTHERS, amount - kept),
        (BANK, Account.CASH, kept - amount),
        (party, Account.CLAIM_LOSS, -amount),
        (party, held_in(party), kept),
        (party, Account.CASH, amount - kept),
    )


def _costs_back(party: str, amount: Decimal) -> Legs:
    return legs(
        (BANK, Account.HELD_FOR_OTHERS, amount),
        (BANK, Account.CASH, -amount),
        (party, Account.CASH, amount),
        (party, Account.RECOVERY_COSTS, -amount),
    )


def _surplus(one: RecoveryBooked) -> Legs:
    return legs(
        (BANK, Account.HELD_FOR_OTHERS, one.to_pledgor),
        (BANK, Account.CASH, -one.to_pledgor),
        (ENTERPRISE, Account.CASH, one.to_pledgor),
        (ENTERPRISE, Account.PLEDGE_PROCEEDS, -one.to_pledgor),
    )
