"""Sentences of what a bank should look at in its own loan ledger."""

SENTENCES = {
    "ledger_warn_stop": (
        "New business must stop: of {total:,} yuan outstanding {overdue:,} yuan are overdue, more"
        " than {threshold}%."
    ),
    "ledger_warn_ratio_ahead": (
        "If none of the loans that fall due is repaid, the ratio passes {threshold}% on {on}"
        " (days until then: {days}): {loans}."
    ),
    "ledger_warn_overdue": (
        "{loan} of {borrower} is on overdue day {days}; the bank and the guarantor report it at"
        " once."
    ),
    "ledger_warn_claim_open": (
        "{loan} of {borrower} is on overdue day {days}: since {since} the payers may be asked to"
        " pay."
    ),
    "ledger_warn_claim_near": (
        "{loan} of {borrower}: if nothing is paid, a claim may be made from {since} (days until"
        " then: {days})."
    ),
    "ledger_warn_guarantee_period": (
        "{loan} of {borrower}: unless the contract says otherwise, the guarantee ends on"
        " {ends_on}, six months after maturity; the guarantor must be asked by then (Civil Code"
        " 692)."
    ),
    "ledger_warn_maturity": (
        "{loan} of {borrower} matures on {due_on} (days until then: {days}); confirm that the"
        " money is there."
    ),
    "ledger_warn_pledged_twice": (
        "Patent {patent} stands with loans of several borrowers ({borrowers}); a right is pledged"
        " once."
    ),
    "ledger_warn_patent_ended": (
        "Patent {patent} ended on {ended_on}; the pledge for {loans} went with it."
    ),
    "ledger_warn_fee_in_grace": (
        "The annual fee of patent {patent} (pledge for {loans}) is late; pay {fee:,} yuan and"
        " {surcharge:,} surcharge by {until}, or the patent ends."
    ),
    "ledger_warn_fee_near": (
        "The annual fee of patent {patent} (pledge for {loans}), {fee:,} yuan in full, is due by"
        " {due_on} (days until then: {days})."
    ),
    "ledger_warn_patent_ends_first": (
        "Patent {patent} ends on {expires_on}, before loan {loan} has matured ({due_on})."
    ),
    "ledger_warn_rule": "{loan} does not meet: {rule}.",
    "ledger_warn_rule_in_principle": (
        "{loan} departs from what holds in principle: {rule}; the approval must be on record."
    ),
    "ledger_warn_year": "{borrower} drew {total:,} yuan in {year}, more than {most:,}: {rule}.",
    "ledger_warn_amount_small": (
        "{loan} has an amount of only {amount:,} yuan; check whether the column counts in 万元."
    ),
    "ledger_warn_amount_large": (
        "{loan} has an amount of {amount:,} yuan; check whether the column counts in 元, not 万元."
    ),
    "ledger_warn_balance_of_another_unit": (
        "{loan} has a balance of {amount:,} yuan beside {principal:,} yuan lent; check the unit in"
        " the heading of the balance."
    ),
    "ledger_warn_appraised_value_of_another_unit": (
        "{loan} has a pledge valued at {amount:,} yuan beside {principal:,} yuan lent; check the"
        " unit in the heading of the value."
    ),
    "ledger_warn_class_too_good": (
        "{loan} has the class {own}, but {days} days overdue make it {least} at least (rules on the"
        " classification of financial assets of commercial banks, 2023 No. 1)."
    ),
    "ledger_warn_arrears_without_balance": (
        "{loan} is told to be overdue and to owe nothing; check its balance and its arrears."
    ),
    "ledger_warn_class_without_arrears": (
        "{loan} has the class {own}, and nothing overdue is told; a ratio that counts what is"
        " overdue leaves it out. Check the arrears of the loan."
    ),
}
