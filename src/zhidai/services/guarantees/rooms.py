"""What is left of the caps on what a party compensates: of a year, of a bank, of its fund.

An amount counts from the day of the claim that asks for it, in the year of that day (reading
`year_of_the_ceiling`), paid already or not; what recoveries give back counts for the fund alone.
Claims of one scheme are started one after the other, under the breaker's lock.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from zhidai.core.lending.events import BANK
from zhidai.core.money import from_fen
from zhidai.core.policy.caps import Cap, CapInForce, CapScope
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import ClaimShare, RecoveryShare
from zhidai.services.cases.dossier import scheme_of


def room_of(model: LossModel | None, case: Case, on: date) -> dict[str, Decimal]:
    """Yuan that the capped party may still bear of a claim started on a day; empty: no caps."""
    if model is None or model.capped is None or not model.caps:
        return {}
    return {model.capped: min(one.room for one in _in_force(model, model.capped, case, on))}


def _in_force(model: LossModel, role: str, case: Case, on: date) -> Iterator[CapInForce]:
    scheme = scheme_of(case)
    for cap in model.caps:
        yield CapInForce(
            scope=cap.scope,
            clause=cap.clause,
            most=_most(cap, scheme, on),
            used=_used(cap.scope, role, case, on),
        )


def _most(cap: Cap, scheme: Scheme, on: date) -> Decimal:
    parameter = scheme.funds[cap.fund].size if cap.fund is not None else cap.parameter
    return scheme.value(str(parameter), on).amount


def _used(scope: CapScope, role: str, case: Case, on: date) -> Decimal:
    borne = ClaimShare.objects.filter(claim__loan__case__scheme=case.scheme, role=role)
    taken = _sum(_counted(borne, scope, case, on))
    if scope is not CapScope.POOL_BALANCE:
        return taken
    back = RecoveryShare.objects.filter(
        recovery__claim__loan__case__scheme=case.scheme, role=role
    ).aggregate(sum=Sum("amount"))
    return taken - from_fen(back["sum"] or 0)


def _counted(
    borne: QuerySet[ClaimShare], scope: CapScope, case: Case, on: date
) -> QuerySet[ClaimShare]:
    """The shares that count against a cap, beside the claim that is being started."""
    this_year = borne.filter(claim__claimed_on__year=on.year)
    match scope:
        case CapScope.LOAN:
            return borne.none()
        case CapScope.ENTERPRISE_YEAR:
            return this_year.filter(claim__loan__case__enterprise=case.enterprise_id)
        case CapScope.ENTERPRISE_LIFE:
            return borne.filter(claim__loan__case__enterprise=case.enterprise_id)
        case CapScope.BANK_YEAR:
            bank = case.parties.get(role=BANK).party_id
            return this_year.filter(
                claim__loan__case__parties__role=BANK, claim__loan__case__parties__party=bank
            )
        case CapScope.SCHEME_YEAR:
            return this_year
        case CapScope.POOL_BALANCE:
            return borne


def _sum(shares: QuerySet[ClaimShare]) -> Decimal:
    return from_fen(shares.aggregate(sum=Sum("amount"))["sum"] or 0)
