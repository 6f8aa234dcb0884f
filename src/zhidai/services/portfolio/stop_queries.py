"""Reads one stop of new business for whoever decides on its end: what is there, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.breakers import BreakerScope, Resume
from zhidai.core.policy.citing import Citation, citations, duties_about
from zhidai.core.policy.occasions import Occasion
from zhidai.core.policy.scheme import Duty, Scheme
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.portfolio.stops import WHOLE, bank_of, subject_of_bank
from zhidai.db.parties.models import Party
from zhidai.db.portfolio.models import Breaker
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.queries import EventView, timeline
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.portfolio.breaker import banks_lending, lines_of, npl_position
from zhidai.services.portfolio.lines import ratio_view
from zhidai.services.portfolio.queries import action_lines, consents_to
from zhidai.services.portfolio.resumption import last_trip, line_of_trip, may_decide
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.portfolio.views import BreakerLine, ConsentLine, RatioView
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force

_SEES_EVERY_BANK = frozenset({PartyKind.BUREAU, PartyKind.FINANCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What the scheme has the bureau do before it decides."""

    what: Label
    when: Label
    clause: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """The stop of a whole scheme, or of one bank under it, and how it ends.

    tripped_on: None while business runs. consents: of the parties whose agreement ends it.
    """

    scheme: str
    scheme_title: Label
    clauses: Mapping[str, Citation]  # by topic
    bank: int | None
    bank_name: Label | None
    ratio: RatioView
    resume: Resume
    tripped_on: date | None
    consents: tuple[ConsentLine, ...]
    hearings: tuple[Hearing, ...]
    history: tuple[BreakerLine, ...]
    may_decide: bool
    timeline: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankStop:
    """One bank's own ratio under a scheme that stops banks one by one."""

    bank: int
    name: Label
    ratio: RatioView
    is_tripped: bool
    is_warned: bool
    history: tuple[BreakerLine, ...]


def stop_view(acting: Acting, bank: int | None = None) -> StopView:
    """The stop on whose end the acting bureau may have to decide."""
    today = business_date.today()
    scheme = scheme_in_force(default_scheme(acting), today)
    if not is_bureau_of(acting, scheme):
        raise NotFound
    subject = WHOLE if bank is None else subject_of_bank(bank)
    breaker = Breaker.objects.filter(scheme=scheme.id, subject=subject).first()
    line = _line(scheme, breaker, today)
    if line is None or not _is_stopped_by(line, bank, scheme):
        raise NotFound
    trip = None if breaker is None else last_trip(breaker)
    return StopView(
        scheme=scheme.id,
        scheme_title=scheme.title,
        clauses=citations(scheme),
        bank=bank,
        bank_name=None if bank is None else _name(Party.objects.get(pk=bank)),
        ratio=ratio_view(npl_position(scheme.id, today, line=line, subject=subject)),
        resume=line.resume,
        tripped_on=None if trip is None else trip.effective_on,
        consents=() if breaker is None else consents_to(breaker, today, acting),
        hearings=tuple(_hearing(scheme, duty) for duty in duties_about(scheme, Occasion.STOP)),
        history=() if breaker is None else action_lines(breaker),
        may_decide=trip is not None and may_decide(line, trip, today),
        timeline=_told(scheme.id, subject),
    )


def bank_stops(acting: Acting, scheme_id: str) -> tuple[BankStop, ...]:
    """Each bank's own ratio, for who supervises; to a bank its own; none under other breakers."""
    on = business_date.today()
    scheme = scheme_in_force(scheme_id, on)
    line = next((one for one in lines_of(scheme.id, on) if one.scope is BreakerScope.BANK), None)
    if line is None:
        return ()
    kept = {row.subject: row for row in Breaker.objects.filter(scheme=scheme.id)}
    banks = Party.objects.filter(pk__in=banks_lending(scheme.id)).order_by("id")
    return tuple(
        _bank_stop(bank, kept.get(subject_of_bank(bank.pk)), scheme, line, on)
        for bank in banks
        if acting.kind in _SEES_EVERY_BANK or bank.pk == acting.party_id
    )


def _bank_stop(
    bank: Party, breaker: Breaker | None, scheme: Scheme, line: StopLine, on: date
) -> BankStop:
    subject = subject_of_bank(bank.pk)
    return BankStop(
        bank=bank.pk,
        name=_name(bank),
        ratio=ratio_view(npl_position(scheme.id, on, line=line, subject=subject)),
        is_tripped=breaker is not None and breaker.is_tripped,
        is_warned=breaker is not None and breaker.is_warned,
        history=() if breaker is None else action_lines(breaker),
    )


def _line(scheme: Scheme, breaker: Breaker | None, on: date) -> StopLine | None:
    """The line that tripped, else the scheme's first."""
    first = next(iter(lines_of(scheme.id, on)), None)
    return first if breaker is None else line_of_trip(breaker, on)


def _is_stopped_by(line: StopLine, bank: int | None, scheme: Scheme) -> bool:
    """A bank has a page of its own only where the line is each bank's."""
    each_bank = line.scope is BreakerScope.BANK
    return bank is None or (each_bank and bank in banks_lending(scheme.id))


def _hearing(scheme: Scheme, duty: Duty) -> Hearing:
    clause = Citation(scheme=scheme.id, clause=duty.clause)
    return Hearing(what=duty.label, when=duty.when, clause=clause)


def _name(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)


def _told(scheme: str, subject: str) -> tuple[EventView, ...]:
    """The events of the stop: of one bank they stand in that bank's own chain."""
    bank = bank_of(subject)
    chain = f"scheme:{scheme}" if bank is None else f"party:{bank}"
    return tuple(event for event in timeline(chain) if event.kind.startswith("breaker."))
