"""The trial balance: what every account of a party stands at on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.journal.accounts import CLASS_OF, Account, AccountClass
from zhidai.core.journal.entries import summed
from zhidai.core.journal.posting import Posting

_CLASS_ORDER = list(AccountClass)
_ACCOUNT_ORDER = list(Account)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalance:
    """One line: yuan, debit above zero."""

    party: str
    account: Account
    account_class: AccountClass
    balance: Decimal


def trial_balance(postings: Iterable[Posting], *, on: date) -> tuple[AccountBalance, ...]:
    """Every account with a balance at the end of a day, as booked; each party's sum is zero."""
    totals = summed(one.legs for one in postings if one.booked_on <= on)
    lines = [
        AccountBalance(
            party=party, account=account, account_class=CLASS_OF[account], balance=balance
        )
        for (party, account), balance in totals.items()
    ]
    return tuple(sorted(lines, key=_order))


def _order(line: AccountBalance) -> tuple[str, int, int]:
    return (
        line.party,
        _CLASS_ORDER.index(line.account_class),
        _ACCOUNT_ORDER.index(line.account),
    )
