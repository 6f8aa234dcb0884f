"""The accounts of the journal: a closed list, the same for every party that needs them.

A leg above zero is a debit, one below zero a credit. Assets and expenses stand on the debit side.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class AccountClass(StrEnum):
    """The five classes, in the order of a trial balance."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"


class Account(StrEnum):
    """What a party keeps an account of.

    interest_receivable: due and unpaid; below zero where interest was paid in advance.
    loss_allowance: the lender's own share of a claimed principal, held against the loan.
    recovery_costs: what the party advanced for recovering and has not got back.
    held_for_others: what came in and goes on to those who paid, advanced costs, or gave the pledge.
    claim_loss: the share of a loss that the party bears, less what was recovered of it.
    write_offs: what the lender took off its books, less what was recovered of it.
    waivers, waiver_income: what the lender gave up, in its books and in the borrower's.
    owed_to_payers: the principal owed to those who paid a claim in the borrower's place.
    """

    CASH = "cash"
    LOANS = "loans"
    INTEREST_RECEIVABLE = "interest_receivable"
    LOSS_ALLOWANCE = "loss_allowance"
    RECOVERY_COSTS = "recovery_costs"
    SUBSIDIES_RECEIVABLE = "subsidies_receivable"
    LOANS_PAYABLE = "loans_payable"
    INTEREST_PAYABLE = "interest_payable"
    OWED_TO_PAYERS = "owed_to_payers"
    CLAIMS_PAYABLE = "claims_payable"
    HELD_FOR_OTHERS = "held_for_others"
    SUBSIDIES_PAYABLE = "subsidies_payable"
    INTEREST_INCOME = "interest_income"
    FEE_INCOME = "fee_income"
    SUBSIDY_INCOME = "subsidy_income"
    PLEDGE_PROCEEDS = "pledge_proceeds"
    WAIVER_INCOME = "waiver_income"
    INTEREST_EXPENSE = "interest_expense"
    FEE_EXPENSE = "fee_expense"
    RECOVERY_EXPENSE = "recovery_expense"
    CLAIM_LOSS = "claim_loss"
    WRITE_OFFS = "write_offs"
    WAIVERS = "waivers"
    SUBSIDY_EXPENSE = "subsidy_expense"


_CLASSES = {
    AccountClass.ASSET: (
        Account.CASH,
        Account.LOANS,
        Account.INTEREST_RECEIVABLE,
        Account.LOSS_ALLOWANCE,
        Account.RECOVERY_COSTS,
        Account.SUBSIDIES_RECEIVABLE,
    ),
    AccountClass.LIABILITY: (
        Account.LOANS_PAYABLE,
        Account.INTEREST_PAYABLE,
        Account.OWED_TO_PAYERS,
        Account.CLAIMS_PAYABLE,
        Account.HELD_FOR_OTHERS,
        Account.SUBSIDIES_PAYABLE,
    ),
    AccountClass.INCOME: (
        Account.INTEREST_INCOME,
        Account.FEE_INCOME,
        Account.SUBSIDY_INCOME,
        Account.PLEDGE_PROCEEDS,
        Account.WAIVER_INCOME,
    ),
    AccountClass.EXPENSE: (
        Account.INTEREST_EXPENSE,
        Account.FEE_EXPENSE,
        Account.RECOVERY_EXPENSE,
        Account.CLAIM_LOSS,
        Account.WRITE_OFFS,
        Account.WAIVERS,
        Account.SUBSIDY_EXPENSE,
    ),
}

CLASS_OF: Mapping[Account, AccountClass] = MappingProxyType(
    {account: kind for kind, accounts in _CLASSES.items() for account in accounts}
)
