"""How far a patent's annual fees can have been paid: within its own term."""

from collections.abc import Mapping
from datetime import date

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.services.parties.declared import NOTHING, plain

PAID_UNTIL = "fee_paid_until"


def require_fee_within_term(
    answers: Mapping[str, object], *, kind: PatentKind, filed_on: date
) -> None:
    """Bad input for a day before the filing or after the patent's last year.

    What is not a day at all is left to the reading of the answer, which names its field.
    """
    written = plain(answers.get(PAID_UNTIL))
    if written in NOTHING:
        return
    try:
        paid_until = parse_day(written)
    except BadInput:
        return
    ends_on = expires_on(kind, filed_on)
    if not filed_on <= paid_until <= ends_on:
        raise bad_input(
            "fee_paid_outside_term", paid_until=paid_until, filed_on=filed_on, ends_on=ends_on
        )
