"""Cooperation agreements (notice) and what parties declare about themselves.

An agreement counts from the day on which the bureau has filed it, and it is filed only once every
party that it names has confirmed it: its signed shares replace the suggestion of clause 8.1 as a
whole, so nobody signs away another's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.scheme import Scheme
from zhidai.core.writing import says_nothing
from zhidai.db.parties.models import Agreement, AgreementDocument, AgreementShare, Party
from zhidai.documents.uploads import CheckedUpload
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.counted import count_where_not_stated
from zhidai.services.parties.declared import DECLARING, facts_of_party, merged
from zhidai.services.parties.standing import reasons_against, shares_against
from zhidai.services.parties.submission import (
    Signed,
    against_submission,
    agreement_number,
    content,
    millionths,
)
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.transactions import Answer, once

LONGEST_GROUNDS = 500


def submit_agreement(
    acting: Acting,
    scheme: str,
    number: str,
    *,
    signed_on: date,
    in_force_from: date,
    in_force_until: date,
    shares: Mapping[int, str],
    paper: CheckedUpload | None,
    key: str,
) -> Answer:
    """Submit a signed agreement to the bureau; one that was returned may be submitted again.

    `shares`: party id -> share of principal losses as written (`70%`); together exactly the whole.
    `paper`: the agreement with all signatures. The other parties then confirm; a confirmation
    given to an earlier submission does not count for this one.
    """
    request = {
        "scheme": scheme,
        "number": number,
        "dates": [signed_on, in_force_from, in_force_until],
        "shares": {str(party): share for party, share in shares.items()},
        "paper": paper.sha256 if paper else None,
    }

    def work() -> Answer:
        signed = Signed(
            scheme=scheme_in_force(scheme, business_date.today()),
            number=agreement_number(number),
            signed_on=signed_on,
            in_force_from=in_force_from,
            in_force_until=in_force_until,
            shares=millionths(shares),
            parties=tuple(Party.objects.filter(pk__in=shares).order_by("id")),
            paper=paper,
        )
        against = against_submission(acting, signed)
        if against:
            raise Refused(against)
        agreement = _kept(acting, signed)
        return _told(agreement, "agreement.submitted", acting, content(signed))

    return once(acting, "submit_agreement", key=key, request=request, work=work)


def confirm_agreement(acting: Acting, number: str, *, key: str, paper: int | None = None) -> Answer:
    """A party that the agreement names confirms it as submitted, with the shares in it.

    `paper`: the paper that was read before; if another one was submitted since, nothing happens.
    """

    def work() -> Answer:
        agreement = Agreement.objects.select_for_update().filter(number=number).first()
        if agreement is None:
            raise NotFound
        share = agreement.shares.filter(party_id=acting.party_id).first()
        if share is None:
            raise NotFound
        _require_open(agreement)
        clause = _filing_clause(agreement)
        if share.confirmed_on is not None:
            raise Refused((reason("agreement_confirmed_already", clause, number=number),))
        latest = agreement.documents.defer("content").order_by("-id").first()
        if paper is not None and (latest is None or latest.pk != paper):
            raise Refused((reason("agreement_submitted_anew", clause, number=number),))
        share.confirmed_on, share.confirmed_by_id = business_date.today(), acting.person_id
        share.save(update_fields=["confirmed_on", "confirmed_by"])
        payload = {"paper": latest.sha256 if latest else None}
        return _told(agreement, "agreement.confirmed", acting, payload)

    request = {"number": number, "paper": paper}
    return once(acting, "confirm_agreement", key=key, request=request, work=work)


def file_agreement(acting: Acting, number: str, *, key: str) -> Answer:
    """The bureau files an agreement that all its parties confirmed: from today they may lend."""

    def work() -> Answer:
        agreement = _waiting(acting, number)
        shares = agreement.shares.select_related("party").order_by("id")
        parties, today = [share.party for share in shares], business_date.today()
        scheme = scheme_in_force(agreement.scheme, today)
        signed = {PartyKind(share.party.kind): share.loss_share for share in shares}
        against = (
            _not_complete(agreement)
            or shares_against(scheme, signed, today)
            or reasons_against(scheme, parties, today)
        )
        if against:
            raise Refused(against)
        agreement.filed_on, agreement.filed_by_id = today, acting.person_id
        agreement.save(update_fields=["filed_on", "filed_by"])
        return _told(agreement, "agreement.filed", acting, {})

    return once(acting, "file_agreement", key=key, request={"number": number}, work=work)


def return_agreement(acting: Acting, number: str, *, grounds: str, key: str) -> Answer:
    """The bureau gives an agreement back to be corrected (退回)."""

    def work() -> Answer:
        if says_nothing(grounds):
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
    if acting.kind not in DECLARING:
        raise NotFound
    return _declare(acting, "update_credentials", answers, key=key)


def _declare(acting: Acting, command: str, answers: Mapping[str, Any], *, key: str) -> Answer:
    def work() -> Answer:
        party = Party.objects.select_for_update().get(pk=acting.party_id)
        asked = facts_of_party(party.place, acting.kind)
        party.facts = merged(party.facts, answers, asked=asked, kind=acting.kind)
        party.save(update_fields=["facts"])
        kind = (
            "party.profile_updated" if command == "update_profile" else "party.credentials_updated"
        )
        event = append(f"party:{party.pk}", kind, acting=acting, payload={"answers": dict(answers)})
        count_where_not_stated(party, at=event.recorded_at)
        return {"party": party.pk, "event": event.sequence}

    return once(acting, command, key=key, request={"answers": dict(answers)}, work=work)


def _kept(acting: Acting, signed: Signed) -> Agreement:
    """The agreement's row; one of the same number is replaced only if it was returned to them."""
    earlier = Agreement.objects.select_for_update().filter(number=signed.number).first()
    if earlier is not None:
        theirs = earlier.shares.filter(party_id=acting.party_id).exists()
        if not theirs or earlier.returned_on is None:
            raise Refused(
                (
                    reason(
                        "agreement_number_taken",
                        cited(signed.scheme, Topic.AGREEMENT),
                        number=signed.number,
                    ),
                )
            )
        earlier.shares.all().delete()
    agreement = earlier or Agreement(number=signed.number)
    agreement.scheme = signed.scheme.id
    agreement.signed_on = signed.signed_on
    agreement.in_force_from = signed.in_force_from
    agreement.in_force_until = signed.in_force_until
    agreement.submitted_by_id = acting.person_id
    agreement.returned_on, agreement.returned_by_id, agreement.return_grounds = None, None, ""
    agreement.save()
    _name_parties(agreement, signed, acting)
    if signed.paper is not None:
        _attach(agreement, signed.paper, acting)
    return agreement


def _name_parties(agreement: Agreement, signed: Signed, acting: Acting) -> None:
    """Each party with its share; who submits has confirmed by submitting."""
    for party, share in signed.shares.items():
        is_sender = party == acting.party_id
        AgreementShare.objects.create(
            agreement=agreement,
            party_id=party,
            loss_share=share,
            confirmed_on=business_date.today() if is_sender else None,
            confirmed_by_id=acting.person_id if is_sender else None,
        )


def _attach(agreement: Agreement, paper: CheckedUpload, acting: Acting) -> None:
    AgreementDocument.objects.create(
        agreement=agreement,
        name=paper.name,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        content=paper.content,
        added_on=business_date.today(),
        added_by_id=acting.person_id,
        party_id=acting.party_id,
    )


def _not_complete(agreement: Agreement) -> tuple[Reason, ...]:
    """What a submitted agreement lacks before it can be filed: the paper, confirmations."""
    clause = _filing_clause(agreement)
    missing = (
        []
        if agreement.documents.exists()
        else [reason("agreement_paper_missing", clause, number=agreement.number)]
    )
    unconfirmed = agreement.shares.filter(confirmed_on__isnull=True).select_related("party")
    return (
        *missing,
        *(
            reason(
                "agreement_not_confirmed",
                clause,
                party=Label(zh=share.party.name, en=share.party.name_en),
            )
            for share in unconfirmed.order_by("id")
        ),
    )


def _waiting(acting: Acting, number: str) -> Agreement:
    """An agreement that waits for the bureau of the scheme's place; locked."""
    agreement = Agreement.objects.select_for_update().filter(number=number).first()
    if agreement is None or not is_bureau_of(acting, shipped(agreement.scheme)):
        raise NotFound
    _require_open(agreement)
    return agreement


def _filing_clause(agreement: Agreement) -> str | None:
    """What the scheme says of the filing of agreements."""
    return cited(scheme_in_force(agreement.scheme, business_date.today()), Topic.AGREEMENT)


def _require_open(agreement: Agreement) -> None:
    number, clause = agreement.number, _filing_clause(agreement)
    if agreement.filed_on is not None:
        raise Refused((reason("agreement_filed_already", clause, number=number),))
    if agreement.returned_on is not None:
        raise Refused((reason("agreement_returned_already", clause, number=number),))


def is_bureau_of(acting: Acting, scheme: Scheme) -> bool:
    """Whether the acting party is the bureau that a scheme's agreements are filed with."""
    return (
        acting.kind is PartyKind.BUREAU
        and Party.objects.filter(pk=acting.party_id, place=scheme.place.zh).exists()
    )


def _told(agreement: Agreement, kind: str, acting: Acting, payload: Mapping[str, object]) -> Answer:
    event = append(f"agreement:{agreement.number}", kind, acting=acting, payload=payload)
    return {"agreement": agreement.number, "event": event.sequence}
