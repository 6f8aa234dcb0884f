"""An agreement as it is submitted: read, checked, and told to the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.guarantees.loss_sharing import loss_shares
from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.db.parties.models import Party
from zhidai.documents.characters import require_settable
from zhidai.documents.uploads import CheckedUpload
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.parties.standing import MILLION, reasons_against, shares_against

LONGEST_NUMBER = 60
_TAKEN_ADDRESSES = frozenset({"new", ".", ".."})  # the form's own, and what browsers resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An agreement as submitted, read and checked."""

    scheme: Scheme
    number: str
    signed_on: date
    in_force_from: date
    in_force_until: date
    shares: Mapping[int, int]  # party id -> millionths
    parties: tuple[Party, ...]
    paper: CheckedUpload | None


def agreement_number(written: str) -> str:
    """An agreement's number as it is kept: one printable line that can stand in an address."""
    number = written.strip()
    in_address = "/" not in number and number not in _TAKEN_ADDRESSES and number.isprintable()
    if not number or len(number) > LONGEST_NUMBER or not in_address:
        raise bad_input("agreement_number_needed", longest=LONGEST_NUMBER)
    require_settable(number)
    return number


def millionths(shares: Mapping[int, str]) -> dict[int, int]:
    """Shares as whole millionths that make exactly the whole (8.1)."""
    ratios = {
        party: in_unit(parse_quantity(text), Unit.RATIO).amount for party, text in shares.items()
    }
    loss_shares({str(party): ratio for party, ratio in ratios.items()})
    found = {party: ratio * MILLION for party, ratio in ratios.items()}
    if any(share != share.to_integral_value() for share in found.values()):
        raise bad_input("loss_share_too_fine")
    return {party: int(share) for party, share in found.items()}


def against_submission(acting: Acting, signed: Signed) -> tuple[Reason, ...]:
    """Why an agreement cannot be submitted; empty if it can."""
    clause = cited(signed.scheme, Topic.AGREEMENT)
    if acting.kind not in SIGNING or acting.party_id not in signed.shares:
        return (reason("agreement_of_others", clause),)
    if signed.paper is None:
        return (reason("agreement_paper_missing", clause, number=signed.number),)
    kinds = [PartyKind(party.kind) for party in signed.parties]
    known = len(signed.parties) == len(signed.shares) and len(set(kinds)) == len(kinds)
    if not known or not _of_the_place(signed):
        return (reason("agreement_fits_no_route", clause),)
    today = business_date.today()
    shares = {PartyKind(party.kind): signed.shares[party.pk] for party in signed.parties}
    return (
        shares_against(signed.scheme, shares, today)
        or _dates_against(signed, clause)
        or reasons_against(signed.scheme, signed.parties, today)
    )


def _of_the_place(signed: Signed) -> bool:
    """A fund signs for its own city only: nobody chooses the fund of a case."""
    place = signed.scheme.place.zh
    return all(party.place == place for party in signed.parties if party.kind == PartyKind.FUND)


def _dates_against(signed: Signed, clause: str | None) -> tuple[Reason, ...]:
    today = business_date.today()
    if signed.signed_on > today:
        return (reason("agreement_signed_later", clause, signed=signed.signed_on, today=today),)
    if not signed.signed_on <= signed.in_force_from <= signed.in_force_until:
        return (reason("agreement_dates_out_of_order", clause),)
    if signed.in_force_until < today:
        return (reason("agreement_over", clause, until=signed.in_force_until),)
    return ()


def content(signed: Signed) -> dict[str, object]:
    """What the log keeps of a submission."""
    paper = signed.paper
    return {
        "scheme": signed.scheme.id,
        "signed_on": signed.signed_on.isoformat(),
        "in_force_from": signed.in_force_from.isoformat(),
        "in_force_until": signed.in_force_until.isoformat(),
        "shares": {
            party.name: f"{Decimal(signed.shares[party.pk]) / 10_000:f}%"
            for party in signed.parties
        },
        "paper": {"name": paper.name, "sha256": paper.sha256} if paper else None,
    }
