"""All searches over one book, in the order of the closed list."""

from datetime import date

from zhidai.core.anomalies.appraisers import always_high
from zhidai.core.anomalies.book import AnomalyParameters, Book, Finding
from zhidai.core.anomalies.loans import (
    amounts_out_of_line,
    quarter_end_bunching,
    split_under_a_cap,
)
from zhidai.core.anomalies.pledges import registrations_without_loan, short_cycles


def search(book: Book, limits: AnomalyParameters, *, on: date) -> tuple[Finding, ...]:
    """Everything to look into on a day; the same book and day give the same findings."""
    return (
        *short_cycles(book.pledges, limits),
        *registrations_without_loan(book.pledges, limits, on=on),
        *amounts_out_of_line(book.loans, limits),
        *split_under_a_cap(book.loans, limits),
        *quarter_end_bunching(book.loans, limits),
        *always_high(book.loans, limits),
    )
