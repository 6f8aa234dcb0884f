"""Cooperation agreements (notice) and what parties declare about themselves.

An agreement counts from the day on which the bureau has filed it. Its signed shares replace the
suggestion of clause 8.1 as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.guarantees.loss_sharing import loss_shares
from zhidai.core.parties import PartyKind
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.db.parties.models import Agreement, AgreementShare, Party
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.declared import LENDING, merged, scheme_of_place
from zhidai.services.parties.standing import reasons_against, routes_served
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

MILLION = 1_000_000
LONGEST_NUMBER, LONGEST_GROUNDS = 60, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """An agreement as submitted, read and checked."""

    scheme: Scheme
    number: str
    signed_on: date
    in_force_from: date
    in_force_until: date
    shares: Mapping[int, int]  # party id -> millionths
    parties: tuple[Party, ...]


def submit_agreement(
    acting: Acting,
    scheme: str,
    number: str,
    *,
    signed_on: date,
    in_force_from: date,
    in_force_until: date,
    shares: Mapping[int, str],
    key: str,
) -> Answer:
    """Submit a signed agreement to the bureau; one that was returned may be submitted again.

    `shares`: party id -> share of principal losses as written (`70%`); together exactly the whole.
    """
    written = {str(party): share for party, share in shares.items()}
    dates = [signed_on, in_force_from, in_force_until]
    request = {"scheme": scheme, "number": number, "dates": dates, "shares": written}

    def work() -> Answer:
        signed = _Signed(
            scheme=shipped(scheme),
            number=_number(number),
            signed_on=signed_on,
            in_force_from=in_force_from,
            in_force_until=in_force_until,
            shares=_millionths(shares),
            parties=tuple(Party.objects.filter(pk__in=shares).order_by("id")),
        )
        against = _against_submission(acting, signed)
        if against:
            raise Refused(against)
        agreement = _kept(acting, signed)
        return _told(agreement, "agreement.submitted", acting, _content(signed))

    return once(acting, "submit_agreement", key=key, request=request, work=work)


def file_agreement(acting: Acting, number: str, *, key: str) -> Answer:
    """The bureau files an agreement: from today its parties may take part."""

    def work() -> Answer:
        agreement = _waiting(acting, number)
        parties = [share.party for share in agreement.shares.select_related("party")]
        today = business_date.today()
        against = reasons_against(shipped(agreement.scheme), parties, today)
        if against:
            raise Refused(against)
        agreement.filed_on, agreement.filed_by_id = today, acting.person_id
        agreement.save(update_fields=["filed_on", "filed_by"])
        return _told(agreement, "agreement.filed", acting, {})

    return once(acting, "file_agreement", key=key, request={"number": number}, work=work)


def return_agreement(acting: Acting, number: str, *, grounds: str, key: str) -> Answer:
    """The bureau gives an agreement back to be corrected (退回)."""

    def work() -> Answer:
        if not grounds.strip():
            raise Refused((reason("grounds_needed"),))
        if len(grounds) > LONGEST_GROUNDS:
            raise bad_input("agreement_grounds_too_long", longest=LONGEST_GROUNDS)
        agreement = _waiting(acting, number)
        agreement.returned_on = business_date.today()
        agreement.returned_by_id = acting.person_id
        agreement.return_grounds = grounds.strip()
        agreement.save(update_fields=["returned_on", "returned_by", "return_grounds"])
        return _told(agreement, "agreement.returned", acting, {"grounds": grounds.strip()})

    request = {"number": number, "grounds": grounds}
    return once(acting, "return_agreement", key=key, request=request, work=work)


def update_profile(acting: Acting, answers: Mapping[str, Any], *, key: str) -> Answer:
    """An enterprise keeps what it tells about itself; cases take it over from there."""
    if acting.kind is not PartyKind.ENTERPRISE:
        raise NotFound
    return _declare(acting, "update_profile", answers, key=key)


def update_credentials(acting: Acting, answers: Mapping[str, Any], *, key: str) -> Answer:
    """A bank, guarantor or appraiser declares how it meets clauses 5.2 to 5.4."""
    if acting.kind not in LENDING:
        raise NotFound
    return _declare(acting, "update_credentials", answers, key=key)


def _declare(acting: Acting, command: str, answers: Mapping[str, Any], *, key: str) -> Answer:
    def work() -> Answer:
        party = Party.objects.select_for_update().get(pk=acting.party_id)
        scheme = scheme_of_place(party.place)
        party.facts = merged(party.facts, answers, scheme=scheme, kind=acting.kind)
        party.save(update_fields=["facts"])
        kind = (
            "party.profile_updated" if command == "update_profile" else "party.credentials_updated"
        )
        event = append(f"party:{party.pk}", kind, acting=acting, payload={"answers": dict(answers)})
        return {"party": party.pk, "event": event.sequence}

    return once(acting, command, key=key, request={"answers": dict(answers)}, work=work)


def _number(written: str) -> str:
    number = written.strip()
    if not number or len(number) > LONGEST_NUMBER:
        raise bad_input("agreement_number_needed", longest=LONGEST_NUMBER)
    return number


def _millionths(shares: Mapping[int, str]) -> dict[int, int]:
    """Shares as whole millionths that make exactly the whole (8.1)."""
    ratios = {
        party: in_unit(parse_quantity(text), Unit.RATIO).amount for party, text in shares.items()
    }
    loss_shares({str(party): ratio for party, ratio in ratios.items()})
    found = {party: ratio * MILLION for party, ratio in ratios.items()}
    if any(share != share.to_integral_value() for share in found.values()):
        raise bad_input("loss_share_too_fine")
    return {party: int(share) for party, share in found.items()}


def _against_submission(acting: Acting, signed: _Signed) -> tuple[Reason, ...]:
    if acting.kind not in LENDING or acting.party_id not in signed.shares:
        return (reason("agreement_of_others", "notice"),)
    kinds = [PartyKind(party.kind) for party in signed.parties]
    known = len(signed.parties) == len(signed.shares) and len(set(kinds)) == len(kinds)
    if not known or not routes_served(signed.scheme, frozenset(kinds)):
        return (reason("agreement_fits_no_route", "notice"),)
    return _dates_against(signed) or reasons_against(
        signed.scheme, signed.parties, business_date.today()
    )


def _dates_against(signed: _Signed) -> tuple[Reason, ...]:
    today = business_date.today()
    if signed.signed_on > today:
        return (reason("agreement_signed_later", "notice", signed=signed.signed_on, today=today),)
    if not signed.signed_on <= signed.in_force_from <= signed.in_force_until:
        return (reason("agreement_dates_out_of_order", "notice"),)
    if signed.in_force_until < today:
        return (reason("agreement_over", "notice", until=signed.in_force_until),)
    return ()


def _kept(acting: Acting, signed: _Signed) -> Agreement:
    """The agreement's row; one of the same number is replaced only if it was returned to them."""
    earlier = Agreement.objects.select_for_update().filter(number=signed.number).first()
    if earlier is not None:
        theirs = earlier.shares.filter(party_id=acting.party_id).exists()
        if not theirs or earlier.returned_on is None:
            raise Refused((reason("agreement_number_taken", "notice", number=signed.number),))
        earlier.shares.all().delete()
    agreement = earlier or Agreement(number=signed.number)
    agreement.scheme = signed.scheme.id
    agreement.signed_on = signed.signed_on
    agreement.in_force_from = signed.in_force_from
    agreement.in_force_until = signed.in_force_until
    agreement.submitted_by_id = acting.person_id
    agreement.returned_on, agreement.returned_by_id, agreement.return_grounds = None, None, ""
    agreement.save()
    for party, share in signed.shares.items():
        AgreementShare.objects.create(agreement=agreement, party_id=party, loss_share=share)
    return agreement


def _waiting(acting: Acting, number: str) -> Agreement:
    """An agreement that waits for the bureau of the scheme's place; locked."""
    agreement = Agreement.objects.select_for_update().filter(number=number).first()
    if agreement is None or not is_bureau_of(acting, shipped(agreement.scheme)):
        raise NotFound
    if agreement.filed_on is not None:
        raise Refused((reason("agreement_filed_already", "notice", number=number),))
    if agreement.returned_on is not None:
        raise Refused((reason("agreement_returned_already", "notice", number=number),))
    return agreement


def is_bureau_of(acting: Acting, scheme: Scheme) -> bool:
    """Whether the acting party is the bureau that a scheme's agreements are filed with."""
    return (
        acting.kind is PartyKind.BUREAU
        and Party.objects.filter(pk=acting.party_id, place=scheme.place.zh).exists()
    )


def _told(agreement: Agreement, kind: str, acting: Acting, payload: Mapping[str, object]) -> Answer:
    event = append(f"agreement:{agreement.number}", kind, acting=acting, payload=payload)
    return {"agreement": agreement.number, "event": event.sequence}


def _content(signed: _Signed) -> dict[str, object]:
    return {
        "scheme": signed.scheme.id,
        "signed_on": signed.signed_on.isoformat(),
        "in_force_from": signed.in_force_from.isoformat(),
        "in_force_until": signed.in_force_until.isoformat(),
        "shares": {
            party.name: f"{Decimal(signed.shares[party.pk]) / 10_000:f}%"
            for party in signed.parties
        },
    }
