"""How far a patent's annual fees are and can have been paid: within its own term."""

from collections.abc import Mapping
from datetime import date, timedelta

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.registers.annual_fees import FeePosition, FeeRecord, fee_position, fee_year_on
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.db.rights.models import IpRight
from zhidai.reference.annual_fees import fee_schedule
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


def fee_position_of(row: IpRight, on: date) -> FeePosition:
    """The position from the day the fee is declared paid until; the full fee is shown.

    A fee is paid for whole patent years, so the year that the day before lies in is paid.
    """
    ends_on = expires_on(PatentKind(row.kind), row.filing_date)
    paid_until = _day(row.facts.get(PAID_UNTIL))
    paid_years = None
    if paid_until is not None and paid_until > row.filing_date:
        last_paid_on = min(paid_until, ends_on) - timedelta(days=1)
        paid_years = fee_year_on(row.filing_date, last_paid_on)
    record = FeeRecord(
        kind=PatentKind(row.kind),
        filed_on=row.filing_date,
        granted_on=row.filing_date,  # the grant is not asked; it only matters for reductions
        paid_through_year=paid_years,
        expires_on=ends_on,
    )
    return fee_position(record, on=on, schedule=fee_schedule())


def _day(answer: object) -> date | None:
    try:
        return parse_day(plain(answer))
    except BadInput:
        return None
