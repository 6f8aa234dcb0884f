"""A loan with its claim written down: the loan file with one more object, read strictly.

    {"terms": {...}, "events": [...],
     "claim": {"claimed_on": "2021-05-20",
               "shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
               "payments": [{"payer": "guarantor", "amount": "210万元", "paid_on": "2021-06-01"}],
               "recoveries": [{"received_on": "2021-09-01", "gross": "100万元", "costs": "5万元"}]}}

Every value is text. `claim` may be left out, and in it payments, recoveries and costs. Terms and
events are those of `zhidai.core.lending.loan_file`, without claim payments and recoveries.
"""

from collections.abc import Mapping
from decimal import Decimal

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.guarantees.claimed_loan import ClaimFacts, ClaimPaid
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.guarantees.recovery import RecoveryReceipt
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.history import not_taken_back
from zhidai.core.lending.loan_file import WrittenLoan, read_loan
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, parse_quantity

OF_CLAIM = (EventKind.CLAIM_PAYMENT, EventKind.RECOVERY)
_CLAIM = ("claimed_on", "shares", "payments", "recoveries")
_PAYMENT = ("payer", "amount", "paid_on")
_RECOVERY = ("received_on", "gross", "costs")


def read_claimed_loan(written: object) -> tuple[WrittenLoan, ClaimFacts | None]:
    """The loan and its claim in JSON values.

    Bad input: those of `read_loan`, `claim_share_not_percent`, `claim_file_event_of_claim`,
    `claim_file_money_before_claim`, `claim_file_repayment_after_claim`, and those of money, days
    and shares.
    """
    whole = _object(written, place="loan")
    loan = read_loan({name: value for name, value in whole.items() if name != "claim"})
    for event in loan.events:
        if event.kind in OF_CLAIM:
            raise bad_input("claim_file_event_of_claim", event=event.id, kind=str(event.kind))
    claim = _claim(whole["claim"]) if "claim" in whole else None
    if claim is not None:
        _check_days(loan, claim)
    return loan, claim


def _check_days(loan: WrittenLoan, claim: ClaimFacts) -> None:
    """Money on the claim comes after it, and from then on the enterprise's is a recovery (7.3)."""
    days = [one.paid_on for one in claim.payments]
    days += [one.received_on for one in claim.recoveries]
    early = min((day for day in days if day < claim.claimed_on), default=None)
    if early is not None:
        raise bad_input("claim_file_money_before_claim", day=early, claimed_on=claim.claimed_on)
    for event in not_taken_back(loan.events):
        if event.kind is EventKind.REPAYMENT and event.effective_on > claim.claimed_on:
            raise bad_input(
                "claim_file_repayment_after_claim",
                event=event.id,
                day=event.effective_on,
                claimed_on=claim.claimed_on,
            )


def _claim(written: object) -> ClaimFacts:
    claim = _object(written, place="claim", known=_CLAIM, needed=("claimed_on", "shares"))
    return ClaimFacts(
        claimed_on=parse_day(_text(claim, "claimed_on", place="claim")),
        shares=_shares(claim["shares"]),
        payments=tuple(
            _payment(one, place=f"claim.payments[{place}]")
            for place, one in enumerate(_list(claim.get("payments", []), place="claim.payments"))
        ),
        recoveries=tuple(
            _recovery(one, place=f"claim.recoveries[{place}]")
            for place, one in enumerate(
                _list(claim.get("recoveries", []), place="claim.recoveries")
            )
        ),
    )


def _shares(written: object) -> LossShares:
    shares = _object(written, place="claim.shares")
    found = {}
    for party in shares:
        text = _text(shares, party, place="claim.shares")
        quantity = parse_quantity(text)
        if quantity.unit is not Unit.RATIO:
            raise bad_input("claim_share_not_percent", party=party[:40], text=text[:40])
        found[party] = quantity.amount
    return loss_shares(found)


def _payment(written: object, *, place: str) -> ClaimPaid:
    payment = _object(written, place=place, known=_PAYMENT, needed=_PAYMENT)
    return ClaimPaid(
        payer=_text(payment, "payer", place=place),
        amount=parse_yuan(_text(payment, "amount", place=place)),
        paid_on=parse_day(_text(payment, "paid_on", place=place)),
    )


def _recovery(written: object, *, place: str) -> RecoveryReceipt:
    recovery = _object(written, place=place, known=_RECOVERY, needed=("received_on", "gross"))
    costs = Decimal("0.00")
    if "costs" in recovery:
        costs = parse_yuan(_text(recovery, "costs", place=place))
    return RecoveryReceipt(
        received_on=parse_day(_text(recovery, "received_on", place=place)),
        gross=parse_yuan(_text(recovery, "gross", place=place)),
        costs=costs,
    )


def _object(
    written: object,
    *,
    place: str,
    known: tuple[str, ...] | None = None,
    needed: tuple[str, ...] = (),
) -> Mapping[str, object]:
    """The object at a place; with `known` None any name may stand in it."""
    if not isinstance(written, Mapping):
        raise bad_input("loan_file_not_object", place=place)
    for name in written:
        if known is not None and name not in known:
            raise bad_input(
                "loan_field_unknown", place=place, field=str(name)[:40], known=", ".join(known)
            )
    for name in needed:
        if name not in written:
            raise bad_input("loan_field_missing", place=place, field=name)
    return written


def _list(written: object, *, place: str) -> list[object]:
    if not isinstance(written, list):
        raise bad_input("loan_file_not_list", place=place)
    return written


def _text(fields: Mapping[str, object], name: str, *, place: str) -> str:
    value = fields[name]
    if not isinstance(value, str):
        raise bad_input("loan_field_not_text", place=place, field=name)
    return value
