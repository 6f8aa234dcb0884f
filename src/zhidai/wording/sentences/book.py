"""Sentences about books of loans."""

SENTENCES = {
    "book_column_missing": (
        "The table has no column {column}; docs/how-to/replay-a-book.md lists the columns."
    ),
    "book_column_unknown": (
        "The table has a column {column}, which the replay of a book does not know and would pass"
        " over; rename it or leave it out. docs/how-to/replay-a-book.md lists the columns."
    ),
    "book_money_is_float": (
        "The column {column} holds floating-point numbers, in which fen get lost; give yuan as text"
        " (10000000.00), as decimals, or whole fen in a column that ends in _fen."
    ),
    "book_not_whole": (
        "The column {column} holds {text}, which is no whole number; write 1000000, or yuan and"
        " rates as text in the column without that ending."
    ),
    "book_rate_without_percent": (
        "The column annual_rate has to be text with its unit (4.85%); or give whole millionths in"
        " annual_rate_millionths (48500)."
    ),
    "book_loan_twice": "The loan {loan} stands in the book twice; only its first row was taken.",
    "book_loan_without_id": "The row has no loan number; without it no event finds its loan.",
    "book_event_of_unknown_loan": "The event is of loan {loan}, which is not in the book.",
    "book_instants_missing": (
        "What was known at an instant needs the events' column recorded_at; add it or leave out"
        " --known-at."
    ),
}
