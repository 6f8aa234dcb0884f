"""What money is used for. The order is a term; the default puts interest before principal.

1. What is due, in the order of the loan's `allocation` (Civil Code art. 561: interest before
principal, unless agreed otherwise). 2. A payment that would pay off the whole balance brings the
interest to that day due (or to the due day, by the term `prepayment_interest`) and pays it first.
3. Before maturity, the current period's interest in full, kept for that period's due day, so that a
fen more than the interest never makes a payer overdue; under a single payment only the interest
earned so far, since the period is the whole loan. 4. The rest reduces the principal. From maturity
on the principal itself is due: nothing is kept, and the rest is principal at once.
What was written off is paid last, when nothing is left on the bank's books.
Money kept for interest that a claim payment, a recovery, a waiver, a write-off or an acceleration
makes needless is not held on to: on that day it is used as if it had just come in. What even then
nothing is owed for stays the enterprise's, with the bank.
Recoveries of a claimed loan go to all principal first, on the books and off them, because loss
sharing is of principal (8.1).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.interest import ZERO
from zhidai.core.lending.terms import Allocation, PrepaymentInterest, Repayment


@dataclass(slots=True, kw_only=True)
class Use:
    """What a sum of money was used for."""

    interest: Decimal = ZERO
    in_advance: Decimal = ZERO  # may turn negative: money kept earlier is used now
    principal: Decimal = ZERO
    subrogated: Decimal = ZERO
    written_off: Decimal = ZERO  # recovered of what was written off
    written_off_interest: Decimal = ZERO  # of it interest
    excess: Decimal = ZERO


def repay(account: LoanAccount, amount: Decimal) -> Use:
    """Uses what the enterprise paid today, in the order above."""
    use = Use()
    rest = _pay_due(account, amount, use)
    if rest and rest + account.in_advance >= _to_pay_off(account):
        return _pay_off(account, rest, use)
    if rest:
        _prepay(account, rest, use)
    if use.principal and not account.balance and not _runs_to_due_day(account):
        account.settle()
    return use


def pay_claim(account: LoanAccount, amount: Decimal) -> Use:
    """A guarantor's or appraiser's money: the bank is owed less, the payer takes its place."""
    paid = min(amount, account.balance)
    account.balance -= paid
    account.subrogated += paid
    return Use(principal=paid, excess=amount - paid)


def recover(account: LoanAccount, *, to_bank: Decimal, to_payers: Decimal) -> Use:
    """Net proceeds, principal first; what payers get reduces what is owed to them."""
    use = Use()
    rest = _pay_principal(account, to_bank, use, most=account.balance)
    if not account.balance:
        account.settle()
    rest = _pay_principal_off_books(account, rest, use)
    rest = _pay_interest(account, rest, use)
    use.subrogated = min(to_payers, account.subrogated)
    account.subrogated -= use.subrogated
    rest = _pay_written_off(account, rest, use)
    use.excess = rest + to_payers - use.subrogated
    return use


def release(account: LoanAccount) -> Use:
    """Uses again what is kept, after the principal that it was kept for has become smaller.

    What is still needed is kept again; the rest pays principal. What nothing is owed for stays in
    advance: it is the enterprise's money, and never an excess that is refused.
    """
    kept, account.in_advance = account.in_advance, ZERO
    if not kept:
        return Use()
    use = repay(account, kept)
    account.in_advance += use.excess
    use.in_advance += use.excess - kept
    use.excess = ZERO
    return use


def _pay_due(account: LoanAccount, amount: Decimal, use: Use) -> Decimal:
    """Pays what is due in the agreed order, and returns what is left.

    Where interest comes first, principal due is left to the steps after: they pay it, with the
    interest to the day before it where the payment is for everything.
    """
    order = account.terms.allocation
    if order is Allocation.PRINCIPAL_FIRST:
        amount = _pay_principal(account, amount, use, most=account.principal_due)
    if order is Allocation.OLDEST_FIRST:
        amount = _pay_by_due_day(account, amount, use)
    return _pay_interest(account, amount, use)


def _pay_by_due_day(account: LoanAccount, amount: Decimal, use: Use) -> Decimal:
    """Interest up to each day on which principal fell due, and then that principal."""
    parts = tuple(account.plan.unpaid_parts(account.principal_left))
    for day, _ in parts:
        if day <= account.day:
            amount = _pay_interest(account, amount, use, due_by=day)
            due_by_then = account.plan.unpaid_by(day, left=account.principal_left)
            amount = _pay_principal(account, amount, use, most=account.of_bank(due_by_then))
    return amount


def _pay_principal(account: LoanAccount, amount: Decimal, use: Use, *, most: Decimal) -> Decimal:
    paid = min(amount, most)
    account.balance -= paid
    use.principal += paid
    return amount - paid


def _pay_interest(
    account: LoanAccount, amount: Decimal, use: Use, *, due_by: date = date.max
) -> Decimal:
    rest = account.dues.pay(amount, account.day, due_by=due_by)
    use.interest += amount - rest
    return rest


def _pay_written_off(account: LoanAccount, amount: Decimal, use: Use) -> Decimal:
    """Money for what was written off: principal first, then interest; returns what is left."""
    rest = _pay_principal_off_books(account, amount, use)
    interest = min(rest, account.interest_written_off)
    account.interest_written_off -= interest
    use.written_off += interest
    use.written_off_interest += interest
    return rest - interest


def _pay_principal_off_books(account: LoanAccount, amount: Decimal, use: Use) -> Decimal:
    paid = min(amount, account.written_off)
    account.written_off -= paid
    use.written_off += paid
    return amount - paid


def _to_pay_off(account: LoanAccount) -> Decimal:
    """From what sum on, what is kept included, a payment counts as one for everything."""
    if _runs_to_due_day(account):
        interest = _interest_of_period(account, account.balance)
        return account.balance + interest + account.in_advance
    return account.balance


def _pay_off(account: LoanAccount, rest: Decimal, use: Use) -> Use:
    if _runs_to_due_day(account):
        account.charge_ahead(account.balance)
    kept, account.in_advance = account.in_advance, ZERO
    account.settle()
    rest = _pay_interest(account, rest + kept, use)
    use.in_advance = -kept
    rest = _pay_principal(account, rest, use, most=account.balance)
    use.excess = _pay_written_off(account, rest, use)
    return use


def _prepay(account: LoanAccount, rest: Decimal, use: Use) -> None:
    """Part for the current period's interest, the other part off the principal."""
    rest = _pay_principal(account, rest, use, most=account.principal_due)
    use.in_advance = _kept_of(account, rest)
    prepaid = rest - use.in_advance
    if _runs_to_due_day(account):
        account.charge_ahead(prepaid)
    account.in_advance += use.in_advance
    _pay_principal(account, prepaid, use, most=prepaid)


def _kept_of(account: LoanAccount, rest: Decimal) -> Decimal:
    """The part of a sum that the current period's interest needs; the other is principal.

    A smaller balance needs less interest, so the two are settled together: from the interest on
    the whole balance downwards, until what is kept is what the balance left will have earned.
    """
    if account.has_matured:
        return ZERO
    if account.terms.repayment is Repayment.SINGLE_PAYMENT:
        earned = max(account.accrued.total - account.in_advance, ZERO)
        return max(min(rest, earned), rest - account.balance)  # interest to the due day: more
    kept = _interest_of_period(account, account.balance)
    if rest <= kept:
        return rest
    while not _runs_to_due_day(account):
        needed = _interest_of_period(account, account.balance - rest + kept)
        if needed >= kept:
            break
        kept = needed
    return kept


def _interest_of_period(account: LoanAccount, balance: Decimal) -> Decimal:
    """What the current period's interest will be on a balance from now, less what is kept."""
    return account.interest_to_due_day(balance) - account.in_advance


def _runs_to_due_day(account: LoanAccount) -> bool:
    """Whether what is paid early bears interest to the end of the period all the same."""
    agreed = account.terms.prepayment_interest is PrepaymentInterest.TO_THE_DUE_DAY
    return agreed and not account.has_matured
