"""The journal as plain-text accounting: the ledger format of beancount, version 3.

One transaction for each booking. Accounts are `Assets:Bank-7:Loans`: class, party, account. Amounts
are whole fen in CNY. Days are the days of booking; the day of effect stands beside it where it
differs, so that corrections of closed periods are told from the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.journal.accounts import CLASS_OF, Account, AccountClass
from zhidai.core.journal.posting import Posting
from zhidai.core.money import format_yuan

_ROOTS = {
    AccountClass.ASSET: "Assets",
    AccountClass.LIABILITY: "Liabilities",
    AccountClass.INCOME: "Income",
    AccountClass.EXPENSE: "Expenses",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A booking with the loan it belongs to; parties: role -> name of its ledger (`Bank-7`)."""

    loan: str
    posting: Posting
    parties: Mapping[str, str]


def ledger(lines: Sequence[LedgerLine], *, names: Mapping[str, str]) -> str:
    """The text of the ledger. names: name of a ledger -> the party's own name, for people."""
    ordered = sorted(lines, key=lambda line: line.posting.booked_on)
    parts = [
        'option "title" "zhidai journal"',
        'option "operating_currency" "CNY"',
        *(f"; {ledger_name}: {_plain(name)}" for ledger_name, name in sorted(names.items())),
        "",
        *_opened(ordered),
        "",
        *(text for line in ordered for text in _transaction(line)),
    ]
    return "\n".join(parts) + "\n"


def _opened(lines: Iterable[LedgerLine]) -> Iterator[str]:
    """Each account is opened on the first day on which it is used."""
    seen: dict[str, date] = {}
    for line in lines:
        for party, account in line.posting.legs:
            seen.setdefault(_account(line.parties[party], account), line.posting.booked_on)
    for name, day in sorted(seen.items(), key=lambda each: (each[1], each[0])):
        yield f"{day.isoformat()} open {name} CNY"


def _transaction(line: LedgerLine) -> Iterator[str]:
    one = line.posting
    told = f"{one.kind} reversed" if one.is_reversal else str(one.kind)
    yield f'{one.booked_on.isoformat()} * "{_plain(line.loan)}" "{told}"'
    yield f'  movement: "{_plain(one.key)}"'
    if one.is_correction:
        yield f"  effective: {one.effective_on.isoformat()}"
    if one.clause:
        yield f'  clause: "{_plain(one.clause)}"'
    for (party, account), amount in sorted(one.legs.items()):
        yield f"  {_account(line.parties[party], account)}  {_yuan(amount)} CNY"
    yield ""


def _account(party: str, account: Account) -> str:
    words = "-".join(word.capitalize() for word in str(account).split("_"))
    return f"{_ROOTS[CLASS_OF[account]]}:{party}:{words}"


def _yuan(amount: Decimal) -> str:
    return format_yuan(amount)


def _plain(text: str) -> str:
    """A text that fits into one quoted line."""
    return " ".join(text.replace("\\", " ").replace('"', "'").split())
