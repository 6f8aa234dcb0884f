"""A bank takes its running loans over: it hands a ledger in, looks at it, and confirms it.

Handing in writes the file alone. Confirming reads it once more and writes every loan in one
transaction, or, where a row is refused, none, unless the person chooses the good rows.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.core.parties import PartyKind
from zhidai.db.parties.models import Party
from zhidai.db.takeover.models import Takeover, TakeoverConfirmation
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.portfolio.breaker import Grounds, check_breaker, locked_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.takeover.planning import Handed, Plan, plan_of
from zhidai.services.takeover.writing import write_loan
from zhidai.services.transactions import Answer, once


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLedger:
    """What a bank hands in. guarantor, appraiser: party ids, for the rows that name none."""

    file_name: str
    content: bytes
    cut_over_on: date
    guarantor: int | None = None
    appraiser: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def hand_in(acting: Acting, scheme: str, given: GivenLedger, *, key: str) -> Answer:
    """Keep a ledger to be looked at; no loan is written. Bad input where it cannot be read."""

    def work() -> Answer:
        handed = _handed(acting, scheme, given)
        plan_of(handed)
        row = Takeover.objects.create(
            bank=handed.bank,
            scheme=handed.scheme,
            cut_over_on=handed.cut_over_on,
            file_name=handed.file_name,
            sha256=given.sha256,
            content=handed.content,
            guarantor=handed.guarantor,
            appraiser=handed.appraiser,
            proposed_on=business_date.today(),
            proposed_by_id=acting.person_id,
        )
        return {"takeover": row.pk, "sha256": row.sha256}

    request = {
        "scheme": scheme,
        "file": given.file_name,
        "sha256": given.sha256,
        "cut_over_on": given.cut_over_on,
        "parties": [given.guarantor, given.appraiser],
    }
    return once(acting, "hand_in_takeover", key=key, request=request, work=work)


def preview(acting: Acting, scheme: str, given: GivenLedger) -> Plan:
    """What a ledger would bring; nothing is written, the file neither."""
    return plan_of(_handed(acting, scheme, given))


def confirm_takeover(acting: Acting, number: int, *, good_rows: bool = False, key: str) -> Answer:
    """Write the loans of a ledger that was handed in. good_rows: though others are refused."""

    def work() -> Answer:
        row = own_takeover(acting, number)
        breaker = locked_breaker(row.scheme)
        if TakeoverConfirmation.objects.filter(takeover=row).exists():
            raise Refused((reason("takeover_confirmed_already"),))
        plan = plan_of(handed_of(row))
        against = _against(plan, good_rows=good_rows)
        if against:
            raise Refused(against)
        today = business_date.today()
        keys = [write_loan(one, row, acting=acting, today=today) for one in plan.loans]
        TakeoverConfirmation.objects.create(
            takeover=row,
            taken=len(keys),
            refused=len(plan.refused),
            confirmed_on=today,
            recorded_at=business_date.now(),
            confirmed_by_id=acting.person_id,
        )
        append(
            f"takeover:{row.bank_id}",
            "takeover.confirmed",
            acting=acting,
            payload={
                "file": row.file_name,
                "sha256": row.sha256,
                "cut_over_on": row.cut_over_on.isoformat(),
                "loans": keys,
                "refused": len(plan.refused),
            },
        )
        check_breaker(breaker.scheme, today, grounds=Grounds.DRAWDOWN, acting=acting)
        return {"takeover": row.pk, "taken": len(keys), "refused": len(plan.refused)}

    request = {"takeover": number, "good_rows": good_rows}
    return once(acting, "confirm_takeover", key=key, request=request, work=work)


def own_takeover(acting: Acting, number: int) -> Takeover:
    """A ledger of the acting bank; another's and a missing one get the same answer."""
    row = Takeover.objects.filter(pk=number, bank_id=acting.party_id).first()
    if row is None:
        raise NotFound
    return row


def handed_of(row: Takeover) -> Handed:
    """A kept ledger, to be read once more."""
    return Handed(
        bank=row.bank,
        scheme=row.scheme,
        cut_over_on=row.cut_over_on,
        file_name=row.file_name,
        content=bytes(row.content),
        guarantor=row.guarantor,
        appraiser=row.appraiser,
    )


def _handed(acting: Acting, scheme: str, given: GivenLedger) -> Handed:
    today = business_date.today()
    if acting.kind is not PartyKind.BANK:
        raise Refused((reason("takeover_by_a_bank_only"),))
    if given.cut_over_on > today:
        raise Refused((reason("takeover_in_future", day=given.cut_over_on, today=today),))
    return Handed(
        bank=Party.objects.get(pk=acting.party_id),
        scheme=shipped(scheme).id,
        cut_over_on=given.cut_over_on,
        file_name=given.file_name,
        content=given.content,
        guarantor=_chosen(PartyKind.GUARANTOR, given.guarantor),
        appraiser=_chosen(PartyKind.APPRAISER, given.appraiser),
    )


def _chosen(kind: PartyKind, party: int | None) -> Party | None:
    if party is None:
        return None
    found = Party.objects.filter(pk=party, kind=str(kind)).first()
    if found is None:
        raise Refused((reason("takeover_party_unknown", name=str(party)),))
    return found


def _against(plan: Plan, *, good_rows: bool) -> tuple[Reason, ...]:
    if not plan.loans:
        return (reason("takeover_of_nothing"),)
    if plan.refused and not good_rows:
        return (reason("takeover_rows_refused", count=len(plan.refused), good=len(plan.loans)),)
    return ()
