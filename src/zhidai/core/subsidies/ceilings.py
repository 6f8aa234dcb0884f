"""The ceilings over one line of a subsidy, as they stand when it is computed.

The order is the order of naming: of two ceilings that leave the same room the first is said to
bind.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.money import down_to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.common_fractions import share_of
from zhidai.core.policy.subsidies import SubsidyFormula, SubsidyItem
from zhidai.core.subsidies.fee_subsidy import fee_ceiling
from zhidai.core.subsidies.inputs import EarlierGrant, SubsidyInputs
from zhidai.core.subsidies.settings import (
    CapTerms,
    Ceiling,
    SharedCap,
    SubsidySettings,
    SubsidyTerms,
)
from zhidai.core.subsidies.statement import AppliedCeiling

ZERO = Decimal("0.00")
_OWN = {
    CapScope.LOAN: Ceiling.FEE_TOTAL,
    CapScope.ENTERPRISE_LIFE: Ceiling.PAYER_TOTAL,
    CapScope.ENTERPRISE_YEAR: Ceiling.PAYER_YEAR,
}
_COMBINED = {
    CapScope.LOAN: Ceiling.FEE_TOTAL,
    CapScope.ENTERPRISE_LIFE: Ceiling.COMBINED_TOTAL,
    CapScope.ENTERPRISE_YEAR: Ceiling.COMBINED_YEAR,
}


def ceilings_of(
    one: SubsidyTerms,
    *,
    counted: Decimal,
    of_all_months: Decimal,
    ratio: Decimal,
    before: Sequence[tuple[SubsidyTerms, Decimal]],
    inputs: SubsidyInputs,
    settings: SubsidySettings,
) -> tuple[AppliedCeiling, ...]:
    """Every ceiling over a line. before: the lines of this statement computed already. counted:
    what was paid for the time that the line subsidises; of_all_months: for all of the loan's, which
    a ratio over several lines is of, whatever time each of them subsidises.
    """
    return (
        *_fee_ceiling(one, ratio, inputs, settings),
        *(_own(one, cap, inputs) for cap in one.caps),
        *_actual_cost(one, counted),
        *_shared(one, of_all_months, before, inputs, settings),
    )


def _fee_ceiling(
    one: SubsidyTerms, ratio: Decimal, inputs: SubsidyInputs, settings: SubsidySettings
) -> Iterator[AppliedCeiling]:
    if one.fee_ceiling is None or one.item is SubsidyItem.INTEREST:
        return
    highest = fee_ceiling(
        inputs.principal,
        yearly_rate=one.fee_ceiling,
        drawn_on=inputs.drawn_on,
        due_on=inputs.due_on,
        reading=settings.fee_ceiling_reading,
    )
    yield AppliedCeiling(
        name=Ceiling.FEE_CEILING, clause=one.clause, room=down_to_fen(share_of(highest, ratio))
    )


def _own(one: SubsidyTerms, cap: CapTerms, inputs: SubsidyInputs) -> AppliedCeiling:
    own = [each for each in inputs.earlier if (each.level, each.item) == (one.level, one.item)]
    used = _used(one.id, cap.scope, own, inputs)
    return AppliedCeiling(
        name=_OWN.get(cap.scope, Ceiling.BUDGET),
        clause=cap.clause,
        room=max(cap.most - used, ZERO),
    )


def _actual_cost(one: SubsidyTerms, counted: Decimal) -> Iterator[AppliedCeiling]:
    """Never above what was paid: needed where the amount is not a share of it."""
    if any(part.formula is not SubsidyFormula.SHARE_OF_PAID for part in one.parts):
        yield AppliedCeiling(name=Ceiling.ACTUAL_COST, clause=one.clause, room=counted)


def _shared(
    one: SubsidyTerms,
    of_all_months: Decimal,
    before: Sequence[tuple[SubsidyTerms, Decimal]],
    inputs: SubsidyInputs,
    settings: SubsidySettings,
) -> Iterator[AppliedCeiling]:
    for cap in settings.shared:
        if one.id not in cap.over:
            continue
        now = sum((amount for other, amount in before if other.id in cap.over), ZERO)
        if cap.ratio is not None:
            room = down_to_fen(share_of(of_all_months, cap.ratio)) - now
            name = Ceiling.COMBINED_RATIO
        else:
            room = (cap.most or ZERO) - now - _used_of(cap, inputs)
            name = _COMBINED.get(cap.scope, Ceiling.BUDGET)
        yield AppliedCeiling(name=name, clause=cap.clause, room=max(room, ZERO))


def _used_of(cap: SharedCap, inputs: SubsidyInputs) -> Decimal:
    shared = [each for each in inputs.earlier if (each.level, each.item) in cap.places]
    return _used(cap.id, cap.scope, shared, inputs)


def _used(
    cap_id: str, scope: CapScope, earlier: Sequence[EarlierGrant], inputs: SubsidyInputs
) -> Decimal:
    """What was taken of a cap by the enterprise's earlier claims, or by everybody's."""
    if scope is CapScope.LOAN:
        return ZERO
    if scope is CapScope.ENTERPRISE_LIFE:
        return sum((each.amount for each in earlier), ZERO)
    if scope is CapScope.ENTERPRISE_YEAR:
        year = inputs.drawn_on.year
        return sum((each.amount for each in earlier if each.drawn_on.year == year), ZERO)
    taken = inputs.taken.get((cap_id, scope))
    if taken is None:
        raise bad_input("subsidy_room_unknown", cap=cap_id)
    return taken
