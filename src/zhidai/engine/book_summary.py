"""What a book of loans comes to on a day; apart, so that its schema needs no columns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSummary:
    """The sums of a book on a day; yuan. Of its loans some were replayed in columns, the others one
    by one, because they say more than columns hold. overdue_ratio is the plan's measure (8.2): the
    balance of every loan with anything overdue over all balances; non_performing_ratio the
    regulator's: substandard and worse. None: nothing is lent.
    """

    on: date
    loans: int
    in_columns: int
    one_by_one: int
    not_drawn_yet: int
    rejected: int
    principal_balance: Decimal
    interest_due: Decimal
    overdue_loans: int
    overdue_balance: Decimal
    overdue_ratio: Decimal | None
    non_performing_ratio: Decimal | None
    by_class: dict[str, int]
