"""What another reading of an open question would move, in closed form on the reference loan.

The platform runs on one reading of most questions, so the others cannot be played through. What
they would move can still be said: each formula here takes a reading that is not carried out (or
moves more than a computation shows) and gives the yuan or days against the reading chosen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.calendar import add_months
from zhidai.core.guarantees.claim import GraceDays
from zhidai.core.lending.events import BANK
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.rates import CeilingFormula
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.xray.basis import Basis
from zhidai.core.xray.bounds import longest_days
from zhidai.core.xray.costs import in_one_piece
from zhidai.core.xray.fees import fees_of

DAYS_A_YEAR_OF_INTEREST = 360
MONTHS_A_YEAR = 12
_BY_LPR = frozenset({CeilingFormula.LPR_PLUS, CeilingFormula.LPR_TIMES})
MILLION = Decimal(1_000_000)
ZERO = Decimal(0)


class Moved(StrEnum):
    """What is moved: money, or days where it ends in `_days`. Above 0: more than as chosen."""

    SUBSIDIES = "subsidies"  # granted on the reference loan
    SUBSIDIES_HALF_TERM = "subsidies_half_term"  # granted on one of half its term
    SUBSIDIES_AGAIN = "subsidies_again"  # at most, on further loans of the same enterprise
    MAY_BORROW = "may_borrow"  # by one enterprise within a year, at most
    LOAN_PER_MILLION = "loan_per_million"  # per million by which the formal value is lower
    INTEREST = "interest"  # at the ceiling, paid by the borrower
    FEES = "fees"  # paid by the borrower
    BANK_BEARS = "bank_bears"  # when the reference loan is lost
    BANK_GETS_BACK = "bank_gets_back"  # of what is recovered, while the last payer owes its share
    BANK_WAITS = "bank_waits"  # what the money asked of the payers costs the bank meanwhile
    PAYERS_ADVANCE = "payers_advance"  # until the bank gives its own share back
    DRAWN_WHILE_STOPPED = "drawn_while_stopped"  # of an approved reference loan
    TRIPS_BELOW = "trips_below"  # one overdue reference loan stops a book smaller than this
    CLAIM_DAYS = "claim_days"  # until a claim may start
    GRACE_DAYS = "grace_days"  # until the payers must have paid
    BREAKER_DAYS = "breaker_days"  # until a balance counts for the breaker's ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One figure against the reading chosen: yuan to the fen, or whole days.

    under: `loss_models/<id>` or `breakers/<id>`, where it is not the same under all.
    """

    of: Moved
    under: str = ""
    money: Decimal | None = None
    days: int | None = None


ClosedForm = Callable[[Basis], Effect | None]


def closed_forms(basis: Basis, question: str, reading: str) -> tuple[Effect, ...]:
    """What the reading moves by the formulas below; empty where none applies to the scheme."""
    found = (formula(basis) for formula in _FORMULAS.get((question, reading), ()))
    return tuple(one for one in found if one is not None)


def _money(of: Moved, yuan: Decimal) -> Effect:
    return Effect(of=of, money=half_up_to_fen(yuan))


def _a_year_more(basis: Basis) -> Effect | None:
    """Each further loan of the year up to the ceiling of one."""
    most = basis.limit("fixed_cap")
    return None if most is None else _money(Moved.MAY_BORROW, most)


def _one_loan_within_the_year(basis: Basis) -> Effect | None:
    """Only the year's room: a single loan may take all of it."""
    most, room = basis.limit("fixed_cap"), basis.limit("yearly_room")
    if most is None or room is None:
        return None
    return _money(Moved.MAY_BORROW, max(room - most, ZERO))


def _room_no_second_time(basis: Basis) -> Effect | None:
    """December's and January's loans share one room, where each had its own."""
    room = basis.limit("yearly_room")
    return None if room is None else _money(Moved.MAY_BORROW, -room)


def _room_of_a_loan(basis: Basis) -> Effect | None:
    """The reference loan does not yet take room of its year."""
    if basis.limit("yearly_room") is None:
        return None
    return _money(Moved.MAY_BORROW, basis.premises.amount)


def _longer_lpr(basis: Basis) -> Effect | None:
    """By the ceiling's own formula; a plan that lends for more than a year leaves the LPR open for
    its longer loans alone.
    """
    given, scheme = basis.premises, basis.scheme
    by_lpr = next((one for one in scheme.rate_ceilings if one.formula in _BY_LPR), None)
    year = (add_months(given.on, MONTHS_A_YEAR) - given.on).days
    longest = longest_days(scheme, given, basis.route)
    if by_lpr is None or (given.days <= year and (longest is None or longest > year)):
        return None
    is_times = by_lpr.formula is CeilingFormula.LPR_TIMES
    factor = scheme.value(by_lpr.parameter, given.on).amount if is_times else Decimal(1)
    points = (given.lpr_five_years - given.lpr) * factor
    return _money(
        Moved.INTEREST, given.amount * points * given.days / Decimal(DAYS_A_YEAR_OF_INTEREST)
    )


def _ratio_of_a_million(basis: Basis) -> Effect | None:
    ratio = basis.limit("value_times_ratio")
    return None if ratio is None else _money(Moved.LOAN_PER_MILLION, ratio * MILLION)


def _no_appraisal_fee(basis: Basis) -> Effect | None:
    given = basis.premises
    fees = fees_of(basis.subsidies, given, amount=given.amount, days=given.days)
    fee = fees.get(str(SubsidyItem.APPRAISAL_FEE))
    return None if fee is None else _money(Moved.FEES, -fee)


def _no_appraisal_subsidy(basis: Basis) -> Effect | None:
    granted = basis.granted_by_item().get(str(SubsidyItem.APPRAISAL_FEE))
    return None if granted is None else _money(Moved.SUBSIDIES, -granted)


def _own_share_first(basis: Basis) -> Effect | None:
    """Of what is shared; the bank's own part of the rest nobody pays for it."""
    if basis.claims is None or basis.parts is None:
        return None
    own = basis.claims.suggested_shares.get(BANK, ZERO) * basis.parts.shared
    return _money(Moved.PAYERS_ADVANCE, basis.premises.amount * own)


def _interest_shared(basis: Basis) -> Effect | None:
    claims, given = basis.claims, basis.premises
    if claims is None:
        return None
    interest = given.amount * given.rate * basis.days_until_paid / DAYS_A_YEAR_OF_INTEREST
    return _money(Moved.BANK_BEARS, -interest * basis.asked)


def _loss_shared(basis: Basis) -> Effect | None:
    claims, given = basis.claims, basis.premises
    if claims is None:
        return None
    lost = given.amount * (1 - given.recovery)
    return _money(Moved.BANK_BEARS, -lost * basis.asked)


def _by_what_was_paid(basis: Basis) -> Effect | None:
    """The last payer has paid nothing yet: the others' parts of what is recovered are larger."""
    claims, given = basis.claims, basis.premises
    if claims is None or not claims.payers:
        return None
    own = basis.borne.get(BANK, ZERO)
    paid = 1 - basis.borne.get(claims.payers[-1], ZERO)
    if not paid:
        return None
    return _money(Moved.BANK_GETS_BACK, given.amount * given.recovery * (own / paid - own))


def _a_day_sooner(basis: Basis) -> Effect | None:
    return _waiting(basis, -1)


def _working_days_more(basis: Basis) -> int:
    """Calendar days that as many working days take longer; none where the plan itself says so."""
    if basis.claims is None:
        return 0
    working = replace(basis.claims, grace_counts=GraceDays.WORKING)
    return replace(basis, claims=working).days_until_paid - basis.days_until_paid


def _working_grace(basis: Basis) -> Effect:
    return Effect(of=Moved.GRACE_DAYS, days=_working_days_more(basis))


def _working_grace_costs(basis: Basis) -> Effect | None:
    return _waiting(basis, _working_days_more(basis))


def _waiting(basis: Basis, days: int) -> Effect | None:
    """What the money asked of the payers costs the bank for some days."""
    claims, given = basis.claims, basis.premises
    if claims is None:
        return None
    asked = given.amount * basis.asked
    return _money(Moved.BANK_WAITS, asked * given.funding_cost * days / DAYS_A_YEAR_OF_INTEREST)


def _each_book_by_itself(basis: Basis) -> Effect | None:
    if basis.stop is None or not basis.stop.threshold:
        return None
    return _money(Moved.TRIPS_BELOW, basis.premises.amount / basis.stop.threshold)


def _goes_on(basis: Basis) -> Effect | None:
    if basis.stop is None:
        return None
    return _money(Moved.DRAWN_WHILE_STOPPED, basis.premises.amount)


def _by_the_rate(basis: Basis) -> Effect | None:
    """Interest in one piece instead of month by month, each rounded to the fen."""
    granted = basis.granted_by_item().get(str(SubsidyItem.INTEREST))
    if granted is None:
        return None
    return _money(Moved.SUBSIDIES, in_one_piece(basis.subsidies, basis.premises) - granted)


def _ceilings_again(basis: Basis) -> Effect | None:
    """What the ceilings for life let an enterprise have, and would let it have once more."""
    own: dict[str, Decimal] = {}
    for one in basis.subsidies.subsidies:
        caps = [cap.most for cap in one.caps if cap.scope is CapScope.ENTERPRISE_LIFE]
        if caps:
            own[one.id] = min(caps)
    total = sum(own.values(), ZERO)
    for shared in basis.subsidies.shared:
        if shared.scope is CapScope.ENTERPRISE_LIFE and shared.most is not None:
            members = sum((own.get(name, ZERO) for name in shared.over), ZERO)
            total -= max(members - shared.most, ZERO)
    return _money(Moved.SUBSIDIES_AGAIN, total) if total else None


def _none_at_all(basis: Basis) -> Effect:
    return _money(Moved.SUBSIDIES, -basis.granted())


_FORMULAS: Mapping[tuple[str, str], tuple[ClosedForm, ...]] = MappingProxyType(
    {
        ("amount_ceiling_scope", "per_loan_only"): (_a_year_more,),
        ("amount_ceiling_scope", "per_enterprise_only"): (_one_loan_within_the_year,),
        ("year_of_the_ceiling", "rolling_twelve_months"): (_room_no_second_time,),
        ("room_consumed_on", "signing"): (_room_of_a_loan,),
        ("room_consumed_on", "drawdown"): (_room_of_a_loan,),
        ("pending_applications", "do_not_reserve"): (_room_of_a_loan,),
        ("lpr_tenor", "five_years"): (_longer_lpr,),
        ("formal_report_lower", "approved_value_stands"): (_ratio_of_a_million,),
        ("direct_route_appraiser", "bank_decides"): (_no_appraisal_fee, _no_appraisal_subsidy),
        ("sixty_days_counted", "due_day"): (_a_day_sooner,),
        ("claim_amount", "paid_in_full_first"): (_own_share_first,),
        ("loss_base", "principal_and_interest"): (_interest_shared,),
        ("claim_grace_days", "working_days"): (_working_grace, _working_grace_costs),
        ("recovery_shares", "amounts_paid"): (_by_what_was_paid,),
        ("direct_route_losses", "same_shares"): (_loss_shared,),
        ("npl_ratio_scope", "each_bank"): (_each_book_by_itself,),
        ("breaker_and_approved_loans", "signed_loans_continue"): (_goes_on,),
        ("breaker_and_approved_loans", "approved_continue"): (_goes_on,),
        ("interest_or_rate", "rate"): (_by_the_rate,),
        ("subsidy_ceilings_period", "per_year"): (_ceilings_again,),
        ("subsidy_ceilings_period", "per_loan"): (_ceilings_again,),
        ("after_the_trial", "contracts_only"): (_none_at_all,),
    }
)
