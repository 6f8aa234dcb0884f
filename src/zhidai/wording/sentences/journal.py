"""Sentences about the journal: entries, periods, exports."""

SENTENCES = {
    "journal_entry_empty": "The entry {entry} moves nothing. An entry needs at least two legs.",
    "journal_entry_unbalanced": (
        "The entry {entry} leaves {amount} over in the books of {party}. Each party's legs must "
        "sum to zero."
    ),
    "journal_amount_not_fen": (
        "The entry {entry} has a leg of {amount}. A leg is in whole fen and not zero."
    ),
    "reconciliation_ends_before": (
        "The statement cannot cover {since} to {until}; give a first day that is not after the last"
        " one."
    ),
    "reconciliation_line_outside": (
        "Row {row} is of {day}, and the statement is said to cover {since} to {until}; state the"
        " days that it covers."
    ),
    "reconciliation_days_out_of_range": (
        "Bookings up to {days} days apart cannot be taken as one; give 0 to {most} days."
    ),
    "statement_column_missing": (
        "The statement has no column {column}. Name the columns of the day and of the amount; "
        "there are: {known}."
    ),
    "statement_column_alone": (
        "Only {column} is named; name the column of money in and that of money out."
    ),
    "statement_amounts_both": (
        "Row {row} has an amount under {money_in} and under {money_out}; a line has one of the two."
    ),
    "statement_amounts_neither": (
        "Row {row} has no amount, neither under {money_in} nor under {money_out}; take the row out "
        "or write its amount."
    ),
    "statement_empty": "{file} has no lines below its headings.",
    "period_ends_before": "The period ends on {until}, before it begins on {since}.",
    "statement_days_unreadable": "{text} is no number of days; write a whole number like 3.",
    "statement_file_not_given": "Choose the file of the bank statement (CSV, XLSX or Parquet).",
    "statement_too_long": (
        "The statement has {count} lines; a page takes {most}. `zhidai journal reconcile` takes "
        "more."
    ),
    "statement_day_unreadable": "Row {row}: {text} is no day; write it like 2021-03-01.",
    "journal_party_unknown": (
        "Nobody called {name} is registered here; write the party's name as it is registered."
    ),
    "statement_amount_unreadable": (
        "Row {row}: {text} is no amount in yuan; write it like -8083.33."
    ),
}
