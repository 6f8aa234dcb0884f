"""Sentences of what the figures of a bank's own loan ledger rest on."""

SENTENCES = {
    "ledger_payments_read": (
        "Payments read: {payments}. The loans were replayed from them; {differing} differ from"
        " what the ledger tells, {unreplayed} could not be replayed."
    ),
    "ledger_loans_without_payments": (
        "Loans without a row on the sheet of payments: {count} ({loans}). They were replayed as"
        " if nothing had been paid on them, whatever else the ledger says."
    ),
    "ledger_outside_counts": (
        "Running loans drawn outside the time of the scheme, {since} to {until}: {count}"
        " ({loans}). No subsidy is computed for them and no rule is held against them, but they"
        " count in ratio, warnings and clocks, for the file is taken to hold this business alone;"
        " leave out of the file what is other business."
    ),
    "ledger_since_not_told": (
        "Overdue loans of which the ledger does not tell since when: {count} ({loans}). They count"
        " in the ratio; their days begin with day 1, so that a claim may be possible earlier than"
        " shown. Add a column 逾期天数 or 逾期起始日."
    ),
    "ledger_day_taken": (
        "The ledger does not name one day on which it stands; everything was counted as if it stood"
        " on {on}. Give the day it stands on if that is another one."
    ),
    "ledger_balance_not_used": (
        "Sheet {sheet} has columns that speak of a balance and were not used: {headings}. Each loan"
        " is taken to be outstanding in full; say what they mean: below on the page, or with --map"
        " on the command line."
    ),
    "ledger_no_balance_column": (
        "No column of balances was understood: each loan is taken to be outstanding in full until"
        " its day of repayment is told."
    ),
    "ledger_no_arrears_column": (
        "No column of arrears was understood: only loans past their maturity are seen to be"
        " overdue, unpaid interest is not."
    ),
    "ledger_arrears_not_used": (
        "Sheet {sheet} has columns that speak of arrears and were not used: {headings}. What they"
        " tell is in no figure; say what they mean: below on the page, or with --map on the command"
        " line."
    ),
    "ledger_arrears_in_cells": (
        "Cells of sheet {sheet} speak of arrears in columns that are not used: {cells}. What they"
        " tell is in no figure; say what the column means: below on the page, or with --map on the"
        " command line."
    ),
    "ledger_no_rate_column": (
        "The ledger has no column of rates: interest and interest subsidies cannot be computed."
    ),
    "ledger_days_since": (
        "The ledger stands on {stated_on}: days overdue were counted on to {on} as if nothing had"
        " been paid since."
    ),
    "sheet_hidden": (
        "Sheet {sheet} is hidden in the file and was not read; show it to have it read."
    ),
    "ledger_drawn_later": (
        "Loans drawn after {on}: {count} of {all}, the first on {first}. They are in no figure of"
        " that day; check the day of the report."
    ),
    "ledger_sheet_without_table": "Sheet {sheet} holds no table of loans and was passed over.",
}
