"""What this platform itself knows about an enterprise on a day, as facts of subject `record`.

The year's room (4.2) is counted by calendar year of drawdown, over all banks and both routes; what
a running loan may still draw holds room as well. Open applications hold room with the granted
amount, or before that with the amount asked.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum, prefetch_related_objects

from zhidai.core.cases.status import CaseStatus
from zhidai.core.evidence import Evidence, FactContent, FactValue
from zhidai.core.guarantees.agreed_shares import within_bounds
from zhidai.core.money import from_fen
from zhidai.core.parties import OF_EVERY_SCHEME, PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import must_sign, signers
from zhidai.core.portfolio.stops import WHOLE, subject_of_bank
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import AgreementShare
from zhidai.db.portfolio.models import Breaker
from zhidai.db.rights.models import Pledge
from zhidai.services.guarantees.standing import standing_exclusions
from zhidai.services.lending.drawdowns import further_drawdowns
from zhidai.services.schemes.versions import scheme_pinned

STOPPED = "record.breaker_tripped"
MILLION = 1_000_000  # what signed shares are kept in
_DRAWN = {
    "lifetime_room": "record.drawn_in_life",
    "bank_year_room": "record.bank_drawn_this_year",
    "scheme_year_room": "record.scheme_drawn_this_year",
}


def record_facts(case: Case, on: date) -> dict[str, FactValue]:
    """The record's facts for a case, without the case itself."""
    excluded_until = last_day_of_exclusion(case.enterprise_id, on)
    facts: dict[str, FactContent] = {
        **_year_room(case, on),
        **rooms_drawn(scheme_pinned(case.scheme, case.scheme_hash), case, on),
        "record.excluded": excluded_until is not None,
        STOPPED: _is_stopped(case),
        **_agreements(case, on),
    }
    if excluded_until is not None:
        facts["record.excluded_until"] = excluded_until
    return {name: recorded(content) for name, content in facts.items()}


def _is_stopped(case: Case) -> bool:
    """Whether new business stops for all under the scheme, or for the bank of the case."""
    banks = (row.party_id for row in taking_part(case) if row.role == PartyKind.BANK)
    subjects = (WHOLE, *(subject_of_bank(bank) for bank in banks))
    stopped = Breaker.objects.filter(scheme=case.scheme, subject__in=subjects, is_tripped=True)
    return stopped.exists()


def recorded(content: FactContent) -> FactValue:
    """A fact this platform vouches for itself."""
    return FactValue(content=content, evidence=Evidence.RECORDED)


def last_day_of_exclusion(enterprise_id: int, on: date) -> date | None:
    """The last day on which the enterprise is excluded (8.5), None if it is not on that day."""
    row = (
        standing_exclusions()
        .filter(enterprise_id=enterprise_id, since__lte=on, until__gte=on)
        .order_by("-until")
        .first()
    )
    return None if row is None else row.until


def pledged_elsewhere(case: Case) -> list[bool]:
    """Of each right of a case, in their order: whether it is under an active pledge of another."""
    others = Pledge.objects.filter(right=OuterRef("right"), released_on__isnull=True)
    elsewhere = Exists(others.exclude(case=OuterRef("case")))
    return list(case.rights.order_by("id").values_list(elsewhere, flat=True))


def agreement_shares(case: Case, on: date) -> list[AgreementShare]:
    """The signed shares of the filed agreement that governs a case; they make the whole.

    Only an agreement between nobody but lending parties of the case counts. On a route whose losses
    are shared all who share must have signed it; on another one the bank suffices, alone or with
    the appraiser. One whose shares have come to lie beyond the bounds of the case's scheme does not
    count. The newest counts.
    """
    lending, scheme = _lending_parties(case), scheme_pinned(case.scheme, case.scheme_hash)
    needed = {lending[role] for role in must_sign(scheme, case.route)}
    roles = {party: role for role, party in lending.items()}
    for signed in _agreements_in_force(case, on):
        if not needed <= {share.party_id for share in signed} <= roles.keys():
            continue
        shares = {roles[one.party_id]: Decimal(one.loss_share) / MILLION for one in signed}
        if within_bounds(scheme, case.route, shares, on):
            return signed
    return []


def taking_part(case: Case) -> list[CaseParty]:
    """Who takes part in a case; read once for an object, as it never changes after the opening."""
    prefetch_related_objects([case], "parties")
    return list(case.parties.all())


def _lending_parties(case: Case) -> dict[str, int]:
    """Who may sign the agreement that governs the case, by role."""
    scheme = scheme_pinned(case.scheme, case.scheme_hash)
    lending = set(signers(scheme, case.route).values())
    return {row.role: row.party_id for row in taking_part(case) if row.role in lending}


def _agreements_in_force(case: Case, on: date) -> list[list[AgreementShare]]:
    """The shares of each agreement filed and in force on a day, the newest agreement first."""
    shares = AgreementShare.objects.filter(
        agreement__scheme=case.scheme,
        agreement__filed_on__lte=on,
        agreement__in_force_from__lte=on,
        agreement__in_force_until__gte=on,
    ).select_related("agreement", "party")
    by_agreement: dict[int, list[AgreementShare]] = {}
    for share in shares.order_by("-agreement__in_force_from", "-agreement_id", "id"):
        by_agreement.setdefault(share.agreement_id, []).append(share)
    return list(by_agreement.values())


def _year_room(case: Case, on: date) -> dict[str, FactContent]:
    others = Case.objects.filter(enterprise_id=case.enterprise_id, scheme=case.scheme).exclude(
        pk=case.pk
    )
    loans = Loan.objects.filter(
        case__enterprise_id=case.enterprise_id, case__scheme=case.scheme
    ).exclude(case_id=case.pk)
    waiting = others.filter(status=CaseStatus.OPEN).aggregate(
        granted=Sum("granted_amount", filter=Q(granted_on__isnull=False)),
        pending=Sum("amount", filter=Q(granted_on__isnull=True)),
    )
    return {
        "record.drawn_this_year": _yuan(_drawn(loans, on)),
        "record.granted_this_year": _yuan(waiting["granted"]),
        "record.pending_this_year": _yuan(waiting["pending"]),
    }


def _drawn(loans: QuerySet[Loan], on: date) -> int:
    """Fen drawn in the year, at first or later, and what running loans may still draw.

    Added up here, for an enterprise has few loans, and most of them nothing that was drawn later.
    """
    rows = {loan.pk: loan for loan in loans.select_related("case")}
    held = sum(loan.principal for loan in rows.values() if loan.drawn_on.year == on.year)
    may_draw = {loan.pk for loan in rows.values() if _may_draw(loan, on)}
    held += sum((rows[pk].commitment or 0) - rows[pk].principal for pk in may_draw)
    further = further_drawdowns().filter(change__loan__in=rows) if rows else ()
    for one in further:
        amount = one.change.amount or 0
        held += amount * (one.effective_on.year == on.year)
        held -= amount * (one.change.loan_id in may_draw)
    return held


def _may_draw(loan: Loan, on: date) -> bool:
    until = loan.available_until
    return until is not None and until >= on and loan.case.status == CaseStatus.RUNNING


def _drawn_of(loans: QuerySet[Loan], year: int | None) -> int:
    """Fen drawn of loans, at first or later, in a calendar year; None: ever."""
    first, further = loans, further_drawdowns().filter(change__loan__in=loans)
    if year is not None:
        first, further = first.filter(drawn_on__year=year), further.filter(effective_on__year=year)
    return _sum(first, F("principal")) + _sum(further, F("change__amount"))


def _sum(rows: QuerySet[Any], amount: F) -> int:
    found: int | None = rows.aggregate(sum=Sum(amount))["sum"]
    return found or 0


def rooms_drawn(scheme: Scheme, case: Case, on: date) -> dict[str, FactContent]:
    """What was drawn beside the case, for the ceilings that the scheme has: nothing else is read.

    Cases of one scheme are decided on one after the other, under the breaker's lock, so that no two
    of them draw the same room.
    """
    rooms = {one.formula for one in scheme.limits} & _DRAWN.keys()
    drawn = Loan.objects.filter(case__scheme=case.scheme).exclude(case=case)
    return {_DRAWN[room]: _yuan(_counted(drawn, room, case, on)) for room in sorted(rooms)}


def _counted(drawn: QuerySet[Loan], room: str, case: Case, on: date) -> int:
    """Fen drawn that count against a ceiling; years are calendar years, as the enterprise's."""
    if room == "lifetime_room":
        return _drawn_of(drawn.filter(case__enterprise=case.enterprise_id), None)
    if room == "bank_year_room":
        bank = _lending_parties(case)[PartyKind.BANK]
        drawn = drawn.filter(case__parties__role=PartyKind.BANK, case__parties__party=bank)
    return _drawn_of(drawn, on.year)


def _agreements(case: Case, on: date) -> dict[str, FactContent]:
    signed = {share.party_id for share in agreement_shares(case, on)} | _appraisers(case, on)
    return {
        f"record.{role}_agreement_in_force": party in signed
        for role, party in _lending_parties(case).items()
        if role in OF_EVERY_SCHEME
    }


def _appraisers(case: Case, on: date) -> set[int]:
    """Appraisers with any agreement of the scheme in force: one may value for a bank alone."""
    filed = AgreementShare.objects.filter(
        party__kind="appraiser",
        agreement__scheme=case.scheme,
        agreement__filed_on__lte=on,
        agreement__in_force_from__lte=on,
        agreement__in_force_until__gte=on,
    )
    takes_part_alone = PartyKind.GUARANTOR not in _lending_parties(case)
    return set(filed.values_list("party_id", flat=True)) if takes_part_alone else set()


def _yuan(fen: int | None) -> Decimal:
    return from_fen(fen or 0)
