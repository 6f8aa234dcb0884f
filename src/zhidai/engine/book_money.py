"""What money does to many accounts at once: drawdowns, repayments, claim payments and recoveries.

The twins of `draw` of `core.lending.changes` and of `repay`, `pay_claim`, `recover` and `release`
of `core.lending.allocation`; each takes the loans that it is about and gives what was too much. The
reasons for the order stand there.
"""

import numpy as np

from zhidai.engine.book_account import BookAccount
from zhidai.engine.book_dues import Ints


def draw(account: BookAccount, which: Ints, amount: Ints) -> Ints:
    """A further part is paid out; gives what is beyond the commitment, from maturity on all."""
    left = account.committed[which] - account.lent[which]
    drawn = np.where(account.day[which] < account.matures[which], np.minimum(amount, left), 0)
    account.plan.draw(which, drawn, account.day[which])
    account.lent[which] += drawn
    account.balance[which] += drawn
    excess: Ints = amount - drawn
    return excess


def repay(account: BookAccount, which: Ints, amount: Ints) -> tuple[Ints, Ints]:
    """Uses what enterprises paid; gives principal repaid and excess."""
    rest = account.pay_interest(which, amount)
    principal, excess = np.zeros_like(rest), np.zeros_like(rest)
    off = (rest > 0) & (rest + account.in_advance[which] >= account.balance[which])
    if off.any():
        principal[off], excess[off] = _pay_off(account, which[off], rest[off])
    if not off.all():
        on = ~off
        principal[on] = _reduce(account, which[on], rest[on])
    return principal, excess


def _pay_off(account: BookAccount, which: Ints, rest: Ints) -> tuple[Ints, Ints]:
    rest = rest + account.in_advance[which]
    account.in_advance[which] = 0
    account.settle(which)
    rest = account.pay_interest(which, rest)
    principal = np.minimum(rest, account.balance[which])
    account.balance[which] -= principal
    return principal, rest - principal


def _reduce(account: BookAccount, which: Ints, rest: Ints) -> Ints:
    due = np.minimum(rest, account.principal_due(which))
    account.balance[which] -= due
    rest = rest - due
    kept = _kept_of(account, which, rest)
    prepaid = rest - kept
    account.in_advance[which] += kept
    account.balance[which] -= prepaid
    principal: Ints = due + prepaid
    return principal


def _kept_of(account: BookAccount, which: Ints, rest: Ints) -> Ints:
    """What the current period's interest needs, from the whole balance's downwards to a rest."""
    units = account.counts.units(which, account.day[which], account.days.next_due[which])
    kept = _interest_of_period(account, which, account.balance[which], units)
    within = rest <= kept
    kept = np.where(within, rest, kept)
    single = np.flatnonzero(account.in_one_payment[which])
    if single.size:
        kept[single] = _earned_of(account, which[single], rest[single])
        within[single] = True
    left = np.flatnonzero(~within)
    while left.size:
        loans = which[left]
        balance = account.balance[loans] - rest[left] + kept[left]
        needed = _interest_of_period(account, loans, balance, units[left])
        lower = needed < kept[left]
        left = left[lower]
        kept[left] = needed[lower]
    kept[account.day[which] >= account.matures[which]] = 0
    return kept


def _earned_of(account: BookAccount, which: Ints, rest: Ints) -> Ints:
    """What interest was earned by now, of a loan whose period lasts until maturity."""
    earned = account.accrued(which, account.fen_units[which]) - account.in_advance[which]
    kept: Ints = np.minimum(rest, np.maximum(earned, 0))
    return kept


def _interest_of_period(account: BookAccount, which: Ints, balance: Ints, units: Ints) -> Ints:
    whole = account.accrued(which, account.fen_units[which] + balance * units)
    needed: Ints = whole - account.in_advance[which]
    return needed


def pay_claim(account: BookAccount, which: Ints, amount: Ints) -> Ints:
    """A payer takes the bank's place; gives the excess."""
    paid = np.minimum(amount, account.balance[which])
    account.balance[which] -= paid
    account.subrogated[which] += paid
    excess: Ints = amount - paid
    return excess


def release(account: BookAccount, which: Ints) -> Ints:
    """Uses again what is kept for interest, where less is needed; gives principal repaid."""
    repaid = np.zeros_like(account.in_advance[which])
    some = np.flatnonzero(account.in_advance[which])
    if some.size:
        loans = which[some]
        kept = account.in_advance[loans]
        account.in_advance[loans] = 0
        repaid[some], unused = repay(account, loans, kept)
        account.in_advance[loans] += unused
    return repaid


def recover(account: BookAccount, which: Ints, *, to_bank: Ints, to_payers: Ints) -> Ints:
    """Net proceeds, principal first; gives the excess."""
    principal = np.minimum(to_bank, account.balance[which])
    account.balance[which] -= principal
    account.settle(which[account.balance[which] == 0])
    rest = account.pay_interest(which, to_bank - principal)
    given_back = np.minimum(to_payers, account.subrogated[which])
    account.subrogated[which] -= given_back
    excess: Ints = rest + to_payers - given_back
    return excess
