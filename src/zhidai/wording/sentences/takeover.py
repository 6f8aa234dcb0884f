"""Sentences about loans that a bank takes over from its ledger."""

SENTENCES = {
    "takeover_by_a_bank_only": "Running loans are taken over by the bank that lent them.",
    "takeover_in_future": (
        "The cut-over day {day} has not come (today is {today}); give a day up to today."
    ),
    "takeover_without_number": (
        "The loan has no number; its contract number is what it is called by everywhere."
    ),
    "takeover_without_rate": "The loan has no rate, so that its interest cannot be worked out.",
    "takeover_rate_too_fine": "A rate is kept to the ten-thousandth of a per cent; round it.",
    "takeover_due_since": (
        "A due day of the loan, {due_on}, lies after the cut-over day {cut_over_on} and counts as "
        "overdue today ({today}), and the file cannot tell whether it was paid; hand in the "
        "ledger as it stands on a later day."
    ),
    "takeover_drawn_later": (
        "The loan was drawn on {drawn_on}, after the cut-over day {cut_over_on}; it is worked "
        "here from its application on."
    ),
    "takeover_extended": (
        "The loan was extended; take it over with its first due day, the cell left empty, and "
        "record the extension with its consents then."
    ),
    "takeover_of_settled_loan": (
        "The loan is settled; only loans that run on the cut-over day are taken over."
    ),
    "takeover_without_balance": (
        "No balance is told, and no sheet of payments stands beside the ledger; add one of them."
    ),
    "takeover_prepaid_when": (
        "The balance of {balance} is not the amount of {amount}, and when the difference was "
        "paid is not told; add its payments to a sheet of payments beside the ledger."
    ),
    "takeover_payment_later": (
        "Row {row} of {sheet} is a payment of {day}, after the cut-over day {cut_over_on}; leave "
        "it out and record it here afterwards, or choose a later day."
    ),
    "takeover_balance_differs": (
        "The ledger tells a balance of {told}; the loan's history leads to {found}."
    ),
    "takeover_overdue_days_differs": (
        "The ledger tells {told} days overdue; the loan's history leads to {found}."
    ),
    "takeover_overdue_interest_differs": (
        "The ledger tells unpaid interest of {told}; the loan's history leads to {found}."
    ),
    "takeover_interest_paid_differs": (
        "The ledger tells interest paid of {told}; the loan's history leads to {found}."
    ),
    "takeover_enterprise_unknown": (
        "{name} is not registered here and the row gives no credit code; add the code, by which "
        "it is then registered."
    ),
    "takeover_enterprise_other": (
        "Name and credit code of {name} do not belong together: registered is {registered}."
    ),
    "takeover_enterprise_other_in_file": (
        "Name and credit code of {name} do not agree with row {row} of {sheet}, which gives "
        "{other} with the code {code}; put the wrong one right."
    ),
    "takeover_name_of_other_party": (
        "{name} is registered here as another kind of party, so that it cannot be a borrower."
    ),
    "takeover_party_unknown": (
        "{name} is not registered here; write the name as it is registered, or ask the operator "
        "to enter it."
    ),
    "takeover_without_appraiser": (
        "The row names no appraiser, who takes part in every loan; choose one for such rows."
    ),
    "takeover_of_other_bank": "The loan is another bank's; each bank takes over its own.",
    "takeover_before_scheme": (
        "The loan was drawn on {drawn_on}, before the scheme came into force on {since}."
    ),
    "takeover_number_taken": "A loan with the number {number} is here already.",
    "takeover_too_many": "The file holds {count} loans; hand in at most {most} at once.",
    "takeover_confirmed_already": "This ledger was confirmed already; its loans are here.",
    "takeover_of_nothing": "No row of the ledger can be taken over.",
    "takeover_rows_refused": (
        "{count} rows are refused, so that nothing was written. Put them right and hand the "
        "ledger in again, or choose to take over the {good} good rows alone."
    ),
    "takeover_file_not_given": "Choose the ledger that the loans are taken over from.",
}
