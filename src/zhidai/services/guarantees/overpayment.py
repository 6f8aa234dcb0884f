"""A payer that would have paid more than its share, because of what is dated before its payment."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from zhidai.core.errors import BadInput, reason
from zhidai.core.money import format_yuan
from zhidai.db.lending.models import Loan
from zhidai.services.guarantees.terms import recovery_clause
from zhidai.services.refusal import Refused


@contextmanager
def told_of_overpayment(loan: Loan) -> Iterator[None]:
    """Refused with what to do about it."""
    try:
        yield
    except BadInput as error:
        found = error.reasons[0]
        paid, amount = found.parameters.get("paid"), found.parameters.get("amount")
        if not isinstance(paid, Decimal) or not isinstance(amount, Decimal):
            raise
        excess = format_yuan(paid - amount)
        above = reason("claim_correction_above_owed", recovery_clause(loan), excess=excess)
        raise Refused((above,)) from None
