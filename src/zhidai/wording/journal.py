"""The names of accounts and their classes, in the reader's language."""

from zhidai.wording.speech import translate

_ACCOUNTS = {
    "cash": "Cash",
    "loans": "Loans",
    "interest_receivable": "Interest receivable",
    "loss_allowance": "Allowance for own loss share",
    "recovery_costs": "Recovery costs advanced",
    "subsidies_receivable": "Subsidies receivable",
    "loans_payable": "Loans payable",
    "interest_payable": "Interest payable",
    "held_for_others": "Received for others",
    "owed_to_payers": "Owed to those who paid the claim",
    "claims_payable": "Claims payable",
    "subsidies_payable": "Subsidies payable",
    "interest_income": "Interest income",
    "fee_income": "Fee income",
    "subsidy_income": "Subsidy income",
    "pledge_proceeds": "Proceeds of the pledge",
    "interest_expense": "Interest expense",
    "fee_expense": "Fee expense",
    "recovery_expense": "Recovery costs borne",
    "claim_loss": "Loss borne on claims",
    "subsidy_expense": "Subsidies granted",
    "write_offs": "Written off, less what came back",
    "waivers": "Waivers granted",
    "waiver_income": "Debt waived by the bank",
}
_CLASSES = {
    "asset": "Assets",
    "liability": "Liabilities",
    "income": "Income",
    "expense": "Expenses",
}
_KINDS = {
    "drawdown": "Drawdown",
    "fee": "Fee invoiced",
    "interest": "Interest fell due",
    "repayment": "Repayment",
    "claim": "Claim started, losses shared",
    "claim_payment": "Payment on the claim",
    "recovery": "Recovery shared out",
    "waiver": "Waiver",
    "write_off": "Write-off",
    "kept_used": "Interest paid in advance used",
    "subsidy_granted": "Subsidy granted",
    "subsidy_paid": "Subsidy paid",
}


def account_word(account: str, language: str) -> str:
    """An account by its code."""
    return translate(_ACCOUNTS[account], language)


def class_word(account_class: str, language: str) -> str:
    """A class of accounts by its code."""
    return translate(_CLASSES[account_class], language)


def kind_word(kind: str, language: str) -> str:
    """What an entry tells of, by its code."""
    return translate(_KINDS[kind], language)
