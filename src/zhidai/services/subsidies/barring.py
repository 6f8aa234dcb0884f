"""Who gets no subsidy for a time: an enterprise that used a loan for something else.

By the scheme's own sanction (`no_subsidy` after `misuse`); the plan of Ganzhou has none. Readings,
ours until confirmed: the time runs from the day on which the misuse began, on any loan of the
enterprise under the scheme; nothing is claimed, approved or paid while it runs. A misuse that was
taken back counts for nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from zhidai.core.calendar import period_end
from zhidai.core.errors import Reason, reason
from zhidai.core.lending.events import EventKind
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.sanctioning import NO_SUBSIDY, is_against_enterprise
from zhidai.core.policy.sanctions import Sanction
from zhidai.core.policy.scheme import Scheme
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.services.cases.dossier import scheme_of


def barred(loan: Loan, on: date) -> tuple[Reason, ...]:
    """Why the loan's enterprise gets no subsidy on a day; empty if it may."""
    return barred_among([loan], on).get(loan.pk, ())


def barred_among(loans: Iterable[Loan], on: date) -> Mapping[int, tuple[Reason, ...]]:
    """The same of many loans, by their ids; only those that are barred."""
    asked = [(loan, _sanctions(scheme_of(loan.case))) for loan in loans]
    concerned = [(loan, sanctions) for loan, sanctions in asked if sanctions]
    misused = _misused_on({loan.case.enterprise_id for loan, _ in concerned})
    found: dict[int, tuple[Reason, ...]] = {}
    for loan, sanctions in concerned:
        day = misused.get((loan.case.enterprise_id, loan.case.scheme))
        reasons = () if day is None else tuple(_running(scheme_of(loan.case), sanctions, day, on))
        if reasons:
            found[loan.pk] = reasons
    return found


def _sanctions(scheme: Scheme) -> list[Sanction]:
    return [one for one in scheme.sanctions if is_against_enterprise(one, NO_SUBSIDY)]


def _misused_on(enterprises: Collection[int]) -> Mapping[tuple[int, str], date]:
    """By enterprise and scheme, the last day on which a misuse of one of its loans began."""
    if not enterprises:
        return {}
    found = ChangeInForce.objects.filter(
        change__kind=str(EventKind.MISUSE),
        reversal__isnull=True,
        change__loan__case__enterprise__in=enterprises,
    ).order_by("effective_on")
    names = ("change__loan__case__enterprise", "change__loan__case__scheme", "effective_on")
    return {(enterprise, scheme): day for enterprise, scheme, day in found.values_list(*names)}


def _running(
    scheme: Scheme, sanctions: list[Sanction], misused_on: date, on: date
) -> Iterator[Reason]:
    for one in sanctions:
        if one.lasts is None:
            yield reason("subsidy_barred", one.clause, since=misused_on)
            continue
        lasts = in_unit(scheme.value(one.lasts, on), Unit.MONTHS)
        until = period_end(misused_on, months=int(lasts.amount))
        if on <= until:
            yield reason("subsidy_barred_until", one.clause, since=misused_on, until=until)
