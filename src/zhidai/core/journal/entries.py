"""An entry: legs in the books of one or several parties, each party's own summing to zero."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.journal.accounts import Account
from zhidai.core.money import half_up_to_fen

ENTERPRISE = "enterprise"  # the borrower's name in legs
Legs = Mapping[tuple[str, Account], Decimal]  # (party, account) -> yuan, debit above zero


class EntryKind(StrEnum):
    """What an entry tells of."""

    DRAWDOWN = "drawdown"
    FEE = "fee"
    INTEREST = "interest"  # falls due
    REPAYMENT = "repayment"
    CLAIM = "claim"  # the loss is known, and who bears which part
    CLAIM_PAYMENT = "claim_payment"
    RECOVERY = "recovery"
    WAIVER = "waiver"
    WRITE_OFF = "write_off"
    KEPT_USED = "kept_used"  # interest kept in advance pays principal, without new money
    SUBSIDY_GRANTED = "subsidy_granted"
    SUBSIDY_PAID = "subsidy_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One movement. key: unique within its loan; the same movement has the same key for ever.

    Bad input: `journal_entry_empty`, `journal_entry_unbalanced`, `journal_amount_not_fen`.
    """

    key: str
    kind: EntryKind
    effective_on: date
    clause: str | None
    legs: Legs

    def __post_init__(self) -> None:
        if not self.legs:
            raise bad_input("journal_entry_empty", entry=self.key)
        totals: defaultdict[str, Decimal] = defaultdict(Decimal)
        for (party, _), amount in self.legs.items():
            if not amount or half_up_to_fen(amount) != amount:
                raise bad_input("journal_amount_not_fen", entry=self.key, amount=amount)
            totals[party] += amount
        for party, total in totals.items():
            if total:
                raise bad_input(
                    "journal_entry_unbalanced", entry=self.key, party=party, amount=total
                )


def entry_of(
    kind: EntryKind, effective_on: date, made: Legs, *, of: str = "", clause: str | None = None
) -> Entry:
    """An entry whose key is its kind and what it is of, where there can be several."""
    key = f"{kind}:{of}" if of else str(kind)
    return Entry(key=key, kind=kind, effective_on=effective_on, clause=clause, legs=made)


def legs(*parts: tuple[str, Account, Decimal]) -> Legs:
    """Legs summed by party and account; what comes to nothing is left out."""
    return summed({(party, account): amount} for party, account, amount in parts)


def summed(many: Iterable[Legs]) -> Legs:
    """Several sets of legs as one."""
    totals: defaultdict[tuple[str, Account], Decimal] = defaultdict(Decimal)
    for one in many:
        for place, amount in one.items():
            totals[place] += amount
    return MappingProxyType({place: amount for place, amount in totals.items() if amount})


def reversed_legs(one: Legs) -> Legs:
    """The same with every sign turned."""
    return MappingProxyType({place: -amount for place, amount in one.items()})
