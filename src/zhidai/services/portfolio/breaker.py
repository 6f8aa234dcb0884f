"""The breakers of a scheme: their rows, the ratios they watch, their warnings and trips.

A breaker trips by itself, inside the transaction that brought the ratio above the threshold. It
lifts itself only where the scheme says so (`below_threshold`). Where it was agreed or decided to
resume at a ratio above the threshold, it trips again above the lowest ratio that a day has begun
with since (reading `stop_after_resumption`), until the ratio is back at the threshold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from django.db.models import BigIntegerField, F, Sum, Value

from zhidai.core.errors import bad_input
from zhidai.core.lending.events import BANK
from zhidai.core.lending.standing import days_overdue
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.core.policy.breakers import BreakerScope, Resume
from zhidai.core.portfolio.breaker import BreakerPosition, breaker_position
from zhidai.core.portfolio.npl import LoanBalance
from zhidai.core.portfolio.npl import npl_position as position_of
from zhidai.core.portfolio.settings import StopLine, arrears_lines
from zhidai.core.portfolio.stops import WHOLE, bank_of, subject_of_bank, warns
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import Breaker, BreakerAction, LoanStanding
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.lending.book import states_of
from zhidai.services.lending.standing import holding, not_holding
from zhidai.services.schemes.versions import scheme_in_force

TRIP, LIFT, WARNING = "trip", "lift", "warning"
_TOLD = {TRIP: "breaker.tripped", LIFT: "breaker.lifted", WARNING: "breaker.warned"}
REPLAYED_AT_ONCE = 4_000  # loans whose events are in memory together


class Grounds(StrEnum):
    """What the ratio was looked at for: kept with a trip, put into words by the surface."""

    DECISION = "decision"
    DRAWDOWN = "drawdown"
    REPAYMENT = "repayment"
    CLAIM = "claim"
    CLAIM_PAYMENT = "claim_payment"
    RECOVERY = "recovery"
    LOAN_CHANGED = "loan_changed"  # extended, called in, paused, written off ...
    DAILY_WORK = "daily_work"
    AGREED_BY_ALL = "agreed_by_all"  # of a lift
    DECIDED_BY_BUREAU = "decided_by_bureau"  # of a lift


def locked_breaker(scheme: str, subject: str = WHOLE) -> Breaker:
    """The row of a scheme's subject, locked until the transaction ends; its first use makes it.

    The row of the whole scheme is the lock of all: another subject's is taken after it.
    """
    locked = Breaker.objects.select_for_update()
    try:
        return locked.get(scheme=scheme, subject=subject)
    except Breaker.DoesNotExist:
        Breaker.objects.get_or_create(scheme=scheme, subject=subject)
        return locked.get(scheme=scheme, subject=subject)


def lines_of(scheme: str, on: date) -> tuple[StopLine, ...]:
    """The breakers of a scheme on a day, in its order; before its first day none stands yet.

    After its last day they go on: loans that run are still watched, and what is stopped stays so.
    """
    known = scheme_in_force(scheme, on)
    return () if on < known.in_force_from else arrears_lines(known, on)


def npl_position(
    scheme: str, on: date, *, line: StopLine | None = None, subject: str = WHOLE
) -> BreakerPosition:
    """Overdue and total balance on a day, the ratio, its threshold and headroom.

    line: the first of the scheme's where none is named; subject: whose balances.
    """
    watched = line or _first_line(scheme, on)
    if watched is None:
        raise bad_input("breaker_not_in_scheme", scheme=scheme)
    balances = _balances(scheme, on, bank=bank_of(subject))
    npl = position_of(balances, from_overdue_day=watched.counted_from)
    return breaker_position(
        npl,
        watched.threshold,
        clause=watched.clause,
        line_itself_trips=watched.line_itself_trips,
    )


def _first_line(scheme: str, on: date) -> StopLine | None:
    known = scheme_in_force(scheme, on)
    return next(iter(arrears_lines(known, max(on, known.in_force_from))), None)


def _balances(scheme: str, on: date, *, bank: int | None) -> Iterator[LoanBalance]:
    """The book in sums of loans overdue since one day; replayed, those kept for other days only.

    One statement says which loan is which. A page that keeps standings takes no breaker's lock:
    between two statements a loan could be told by both or by neither.
    """
    rows = LoanStanding.objects.filter(scheme=scheme).order_by()
    if bank is not None:
        rows = rows.filter(loan__case__parties__role=BANK, loan__case__parties__party=bank)
    # A closed loan whose standing holds owes nothing, so that only loans that run are looked at.
    told = ("replayed", "overdue_from", "paused_days", "total")
    no_loan = Value(None, output_field=BigIntegerField())
    held = rows.filter(holding(on), closed_on__isnull=True).annotate(replayed=no_loan)
    book = held.values(*told[:3]).annotate(total=Sum("balance")).values_list(*told)
    others = rows.filter(not_holding(on)).annotate(replayed=F("loan_id"), total=F("balance"))
    alone: list[int] = []
    for loan, overdue_from, paused, balance in book.union(others.values_list(*told), all=True):
        if loan is not None:
            alone.append(loan)
        else:
            yield LoanBalance(
                balance=from_fen(balance), overdue_days=days_overdue(overdue_from, paused, on=on)
            )
    for start in range(0, len(alone), REPLAYED_AT_ONCE):
        some = Loan.objects.filter(pk__in=alone[start : start + REPLAYED_AT_ONCE])
        for each in states_of(some, on):
            yield LoanBalance(
                balance=each.state.principal_balance, overdue_days=each.state.overdue_days
            )


def check_breaker(scheme: str, on: date, *, grounds: Grounds, acting: Acting | None = None) -> bool:
    """Trip each breaker whose ratio asks for it, in the calling transaction; True if any did."""
    whole = locked_breaker(scheme)
    tripped = False
    for line in lines_of(scheme, on):
        for subject in _subjects(line, scheme):
            breaker = whole if subject == WHOLE else locked_breaker(scheme, subject)
            position = npl_position(scheme, on, line=line, subject=subject)
            write = _Writing(line=line, position=position, on=on, grounds=grounds, acting=acting)
            tripped |= _check(breaker, write)
    return tripped


def _subjects(line: StopLine, scheme: str) -> tuple[str, ...]:
    """Whose balances a breaker watches: all, or each bank that has lent under the scheme."""
    if line.scope is not BreakerScope.BANK:
        return (WHOLE,)
    return tuple(subject_of_bank(bank) for bank in banks_lending(scheme))


def banks_lending(scheme: str) -> tuple[int, ...]:
    """Every bank that has lent under a scheme."""
    lent = CaseParty.objects.filter(role=BANK, case__loan__isnull=False, case__scheme=scheme)
    return tuple(lent.order_by("party_id").values_list("party_id", flat=True).distinct())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """What a breaker is brought up to date with."""

    line: StopLine
    position: BreakerPosition
    on: date
    grounds: Grounds
    acting: Acting | None


def _check(breaker: Breaker, now: _Writing) -> bool:
    """Warn, trip, or lift where the scheme lifts by itself; True if it tripped."""
    _warn(breaker, now)
    ours = breaker.rule in {"", now.line.rule}  # what was decided on this line's ratio
    if breaker.is_tripped:
        if ours and now.line.resume is Resume.BELOW_THRESHOLD and not now.position.tripped:
            breaker.is_tripped = False
            breaker.save(update_fields=["is_tripped"])
            _record(breaker, LIFT, now)
        return False
    if not now.position.tripped:
        if ours:
            _forget_resumed_ratio(breaker)
        return False
    if ours and _is_within_resumed_ratio(breaker, now.position):
        if now.grounds is Grounds.DAILY_WORK:
            _keep_resumed_ratio(breaker, now.position)
        return False
    breaker.is_tripped, breaker.rule = True, now.line.rule
    breaker.resumed_overdue = breaker.resumed_total = None
    breaker.save()
    _record(breaker, TRIP, now)
    return True


def _warn(breaker: Breaker, now: _Writing) -> None:
    """A warning is told once, and again only after the ratio was below its line."""
    if now.line.warning is None:
        return
    is_reached = warns(now.line, now.position.npl)
    if is_reached == breaker.is_warned:
        return
    breaker.is_warned = is_reached
    breaker.save(update_fields=["is_warned"])
    if is_reached:
        _record(breaker, WARNING, now)


def _record(breaker: Breaker, action: str, now: _Writing) -> None:
    record_action(
        breaker,
        action,
        now.position,
        rule=now.line.rule,
        on=now.on,
        grounds=now.grounds,
        acting=now.acting,
    )


def record_action(
    breaker: Breaker,
    action: str,
    position: BreakerPosition,
    *,
    rule: str,
    on: date,
    grounds: Grounds,
    acting: Acting | None,
    said: str = "",
    told: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write a warning, trip or lift down, with the balances it was decided on.

    What is of one bank is told in that bank's own chain: how it stands is not every party's affair.
    said: the grounds in words, where somebody decided; told: what else the event says.
    """
    bank = bank_of(breaker.subject)
    BreakerAction.objects.create(
        breaker=breaker,
        action=action,
        rule=rule,
        effective_on=on,
        overdue_balance=to_fen(position.npl.overdue),
        total_balance=to_fen(position.npl.total),
        grounds=str(grounds),
        person_id=acting.person_id if acting else None,
    )
    append(
        f"scheme:{breaker.scheme}" if bank is None else f"party:{bank}",
        _TOLD[action],
        acting=acting,
        payload={
            "overdue": format_yuan(position.npl.overdue),
            "total": format_yuan(position.npl.total),
            "threshold": str(position.threshold),
            "grounds": str(grounds),
            **({} if bank is None else {"scheme": breaker.scheme}),
            **({"words": said} if said else {}),
            **told,
        },
        effective_on=on,
    )


def _is_within_resumed_ratio(breaker: Breaker, position: BreakerPosition) -> bool:
    ratio = position.npl.ratio
    if breaker.resumed_overdue is None or breaker.resumed_total is None or ratio is None:
        return False
    return ratio <= Fraction(breaker.resumed_overdue, breaker.resumed_total)


def _keep_resumed_ratio(breaker: Breaker, position: BreakerPosition) -> None:
    """What the ratio has fallen to: who agreed to resume agreed that the risk is to go down."""
    breaker.resumed_overdue = to_fen(position.npl.overdue)
    breaker.resumed_total = to_fen(position.npl.total)
    breaker.save(update_fields=["resumed_overdue", "resumed_total"])


def _forget_resumed_ratio(breaker: Breaker) -> None:
    if breaker.resumed_total is not None:
        breaker.resumed_overdue = breaker.resumed_total = None
        breaker.save(update_fields=["resumed_overdue", "resumed_total"])
