"""Where two clauses of a plan pull against each other, and how much money lies between them.

Each tension is a check of its own over the scheme's data; one that the plan does not have is not
said. The sentences are made at the surface.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.breakers import BreakerMetric, BreakerScope
from zhidai.core.policy.common_fractions import exact, exact_sum, quotient
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyFormula
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.xray.basis import Basis, of_breaker, of_model
from zhidai.core.xray.bounds import lowest_limit
from zhidai.core.xray.loss_parts import LossParts
from zhidai.core.xray.premises import Premises

DAYS_A_YEAR_OF_INTEREST = 360
ZERO = Decimal(0)
_ONE_LOAN_TRIPS = MappingProxyType(
    {
        BreakerScope.SCHEME: "one_loan_trips",
        BreakerScope.BANK: "one_loan_trips_its_bank",
        BreakerScope.DISTRICT: "one_loan_trips_its_district",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """money: yuan on the reference loan, or None where the figure is none of money. party: whom it
    is about, where the sentence has to say so.
    """

    code: str
    clauses: tuple[str, ...]
    of: str  # `loss_models/<id>` or `breakers/<id>`; empty: of neither
    money: Decimal | None
    figures: Mapping[str, Decimal | int]
    party: str = ""


def claim_tensions(model: LossModel, claims: ClaimSettings, basis: Basis) -> Iterator[Tension]:
    """Interest that nobody shares (no base has any), the part of a loss that no payer is asked for,
    and what is asked for but paid only after the disposal.
    """
    given, days = basis.premises, basis.days_until_paid
    clauses, of = tuple(dict.fromkeys((model.clause, claims.clause))), of_model(model.id)
    interest = given.amount * given.rate * days / DAYS_A_YEAR_OF_INTEREST
    yield Tension(
        code="interest_unshared",
        clauses=clauses,
        of=of,
        money=half_up_to_fen(interest),
        figures={"days": days},
    )
    asked = basis.asked
    if asked < 1:
        yield Tension(
            code="payers_bear_less_than_all",
            clauses=clauses,
            of=of,
            money=half_up_to_fen(given.amount * (1 - asked)),
            figures={"asked": asked, "own": 1 - asked},
        )
    later = sum((basis.borne.get(one, ZERO) for one in claims.advance_by), ZERO)
    if claims.advance is not None and claims.advance < 1 and later:
        waits = given.amount * later * (1 - claims.advance)
        yield Tension(
            code="paid_after_disposal",
            clauses=tuple(dict.fromkeys((claims.clause, claims.recovery_clause))),
            of=of,
            money=half_up_to_fen(waits),
            figures={"of_all": given.amount * asked},
        )


def cap_tensions(
    model: LossModel, parts: LossParts, premises: Premises, largest: Decimal | None
) -> Iterator[Tension]:
    """A cap, or a pool, that is smaller than the party's part of one loan: of the largest that the
    plan lends, or of a reference loan beyond it.
    """
    loan = max(largest or ZERO, premises.amount)
    for party in parts.stated:
        cap, whole = parts.room(party), Fraction(loan) * parts.exactly(party)
        if cap is not None and Fraction(cap.most) < whole:
            part = quotient(whole)
            yield Tension(
                code="cap_below_one_loan",
                clauses=tuple(dict.fromkeys((model.clause, cap.clause))),
                of=of_model(model.id),
                money=half_up_to_fen(part - cap.most),
                figures={"loan": loan, "part": part, "room": cap.most},
                party=party,
            )


def breaker_tensions(basis: Basis, stop: StopLine, largest: Decimal | None) -> Iterator[Tension]:
    """The ratio counts a loan long before a claim may start; one loan can trip a small book: by its
    balance, or where only claims count by what the payers pay for it.
    """
    claims, of = basis.claims, of_breaker(stop.rule)
    by_claims = stop.metric is BreakerMetric.COMPENSATED_PRINCIPAL
    first = stop.from_overdue_day
    if claims is not None and first is not None and claims.overdue_days > first:
        yield Tension(
            code="counted_before_claim",
            clauses=(stop.clause, claims.clause),
            of=of,
            money=None,
            figures={
                "days": claims.overdue_days - first,
                "from_day": first,
            },
        )
    counted = _counted(basis, largest) if by_claims else largest
    if counted and largest is not None and stop.threshold:
        yield Tension(
            code="one_claim_trips" if by_claims else _ONE_LOAN_TRIPS[stop.scope],
            clauses=(stop.clause,),
            of=of,
            money=half_up_to_fen(counted / stop.threshold),
            figures={"largest": largest} | ({"counted": counted} if by_claims else {}),
        )


def _counted(basis: Basis, largest: Decimal | None) -> Decimal | None:
    """What the payers pay for the largest loan."""
    if basis.claims is None or basis.parts is None or largest is None:
        return None
    borne = basis.parts.borne(largest)
    return sum((borne.get(one, ZERO) for one in basis.claims.payers), ZERO) * largest


def amount_tensions(scheme: Scheme, premises: Premises) -> Iterator[Tension]:
    """A ceiling for one loan that takes the whole of a year's room; of several the lowest."""
    one = lowest_limit(scheme, premises, "fixed_cap")
    year = lowest_limit(scheme, premises, "yearly_room")
    if one is not None and year is not None and one.most >= year.most:
        yield Tension(
            code="loan_takes_the_year",
            clauses=(one.clause, year.clause),
            of="",
            money=half_up_to_fen(year.most),
            figures={"loan": one.most},
        )


def subsidy_tensions(settings: SubsidySettings) -> Iterator[Tension]:
    """Payers whose own ceilings allow more than the ceiling over all of them, or less."""
    for shared in settings.shared:
        members = [one for one in settings.subsidies if one.id in shared.over]
        if shared.ratio is not None:
            ratios = sum((one.parts[0].share for one in members), Decimal(0))
            of_paid = all(one.parts[0].formula is SubsidyFormula.SHARE_OF_PAID for one in members)
            stated = exact_sum(one.parts[0].share for one in members)
            if of_paid and stated != exact(shared.ratio):
                yield Tension(
                    code="shares_differ_from_all",
                    clauses=tuple(dict.fromkeys((shared.clause, *(one.clause for one in members)))),
                    of="",
                    money=None,
                    figures={"payers": ratios, "all": shared.ratio},
                )
        elif shared.most is not None:
            own = [cap.most for one in members for cap in one.caps if cap.scope is shared.scope]
            total = sum(own, Decimal(0))
            if len(own) == len(members) and total != shared.most:
                yield Tension(
                    code="caps_differ_from_all",
                    clauses=tuple(dict.fromkeys((shared.clause, *(one.clause for one in members)))),
                    of="",
                    money=abs(total - shared.most),
                    figures={"payers": total, "all": shared.most},
                )
