"""A subsidy claim for one loan: every line, or the clause that says not yet.

Ganzhou plan 9.3: province at most 50 % of the interest actually paid and 500,000, beneficiary level
30 % and 150,000, and 50 % of each fee, at most 50,000 a deal; 4.3: together at most 80 % and
650,000 an enterprise. Payers pay in the order of the scheme, so what shared caps leave goes to the
first; a yuan cap of one payer is cumulative too (reading `subsidy_ceilings_period`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.policy.common_fractions import share_of
from zhidai.core.policy.quantity import Quantity, Unit, in_unit
from zhidai.core.policy.subsidies import SubsidyFormula, SubsidyItem
from zhidai.core.subsidies.ceilings import ceilings_of
from zhidai.core.subsidies.inputs import SubsidyInputs
from zhidai.core.subsidies.interest_subsidy import (
    ZERO,
    as_if_at_ceiling,
    interest_at,
    interest_ends_on,
    lpr_day,
)
from zhidai.core.subsidies.settings import AmountPart, SubsidySettings, SubsidyTerms
from zhidai.core.subsidies.statement import SubsidyLine, SubsidyStatement, line_within


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """One part of a subsidy before any ceiling: base x ratio, unrounded."""

    base: Decimal
    ratio: Decimal
    computed: Decimal


def compute_subsidies(
    inputs: SubsidyInputs, settings: SubsidySettings, *, on: date | None = None
) -> SubsidyStatement:
    """Lines in the order of the scheme; refused before the loan is repaid where that is asked.

    on: the day of the claim, held against the time within which it must be made; None: not asked.
    Bad input: `subsidy_amount_negative`, `subsidy_fee_unknown`, `subsidy_needs_lpr`,
    `subsidy_room_unknown`.
    """
    _check(inputs, settings)
    refusals = _refusals(inputs, settings, on)
    if refusals:
        return SubsidyStatement(refusals=refusals)
    done: list[tuple[SubsidyTerms, SubsidyLine]] = []
    for one in settings.subsidies:
        if on is not None and _too_late(one, inputs, on) is not None:
            continue
        before = [(other, line.amount) for other, line in done]
        line = _line(one, inputs, settings, before)
        if line is not None:
            done.append((one, line))
    return SubsidyStatement(lines=tuple(line for _, line in done))


def _check(inputs: SubsidyInputs, settings: SubsidySettings) -> None:
    amounts = (
        *inputs.fees_paid.values(),
        *(each.amount for each in inputs.earlier),
        *(period.paid for period in inputs.interest),
    )
    for amount in amounts:
        if amount < 0:
            raise bad_input("subsidy_amount_negative", amount=amount)
    known = {str(one.item) for one in settings.subsidies} - {str(SubsidyItem.INTEREST)}
    for fee in inputs.fees_paid:
        if fee not in known:
            raise bad_input("subsidy_fee_unknown", fee=fee)


def _refusals(
    inputs: SubsidyInputs, settings: SubsidySettings, on: date | None
) -> tuple[Reason, ...]:
    if inputs.closed_on is None:
        clause = settings.repayment_clause
        return () if clause is None else (reason("subsidy_before_repayment", clause=clause),)
    if on is None or not settings.subsidies:
        return ()
    late = [found for one in settings.subsidies if (found := _too_late(one, inputs, on))]
    return tuple(late[:1]) if len(late) == len(settings.subsidies) else ()


def _too_late(one: SubsidyTerms, inputs: SubsidyInputs, on: date) -> Reason | None:
    """Why a subsidy cannot be claimed any more; one whose time has ended takes no other with it."""
    if inputs.closed_on is None or one.claim_within is None:
        return None
    last = _last_day(inputs.closed_on, one.claim_within)
    return reason("subsidy_claimed_too_late", clause=one.clause, last=last) if on > last else None


def _last_day(closed_on: date, within: Quantity) -> date:
    """The last day of a claim window: the day of repayment is not counted (Civil Code 201)."""
    if within.unit is Unit.DAYS:
        return closed_on + timedelta(days=int(within.amount))
    return add_months(closed_on, int(in_unit(within, Unit.MONTHS).amount))


def _line(
    one: SubsidyTerms,
    inputs: SubsidyInputs,
    settings: SubsidySettings,
    before: list[tuple[SubsidyTerms, Decimal]],
) -> SubsidyLine | None:
    paid = inputs.paid_for(one.item)
    if paid is None:
        return None
    limit = _ends_on(inputs, settings, months=one.months)
    counted = _counted(one, inputs, paid, limit)
    lowest = min(
        (_amount(part, one, inputs, counted, limit) for part in one.parts),
        key=lambda amount: amount.computed,
    )
    return line_within(
        level=one.level,
        item=str(one.item),
        paid=paid,
        base=lowest.base,
        ratio=lowest.ratio,
        computed=lowest.computed,
        clause=one.clause,
        ceilings=ceilings_of(
            one,
            counted=counted,
            of_all_months=_counted(one, inputs, paid, _ends_on(inputs, settings, months=None)),
            ratio=lowest.ratio,
            before=before,
            inputs=inputs,
            settings=settings,
        ),
    )


def _ends_on(inputs: SubsidyInputs, settings: SubsidySettings, *, months: int | None) -> date:
    return interest_ends_on(
        drawn_on=inputs.drawn_on,
        matures_on=inputs.maturity,
        months=months,
        reading=settings.interest_reading,
    )


def _counted(one: SubsidyTerms, inputs: SubsidyInputs, paid: Decimal, limit: date) -> Decimal:
    if one.item is not SubsidyItem.INTEREST:
        return paid
    ceiling = inputs.rates.ceiling
    parts = (
        counted
        if rate is None or ceiling is None
        else as_if_at_ceiling(counted, rate=rate, ceiling=ceiling)
        for rate, counted in inputs.counted_by_rate(limit).items()
    )
    return sum(parts, ZERO)


def _amount(
    part: AmountPart, one: SubsidyTerms, inputs: SubsidyInputs, counted: Decimal, limit: date
) -> _Amount:
    if part.formula is SubsidyFormula.SHARE_OF_PAID:
        return _share(counted, part.share)
    if part.formula is SubsidyFormula.SHARE_OF_AMOUNT:
        return _share(inputs.principal, part.share)
    ended = inputs.closed_on or inputs.maturity
    yuan_days = inputs.yuan_days(min(ended, limit))
    if part.formula is SubsidyFormula.FIXED_RATE:
        return _share_of_interest(yuan_days, Decimal(1), part.share)
    signed_on = inputs.rates.signed_on or inputs.drawn_on
    lpr = inputs.lpr_on(lpr_day(one.lpr_on, signed_on=signed_on, closed_on=ended))
    return _share_of_interest(yuan_days, lpr, part.share)


def _share(base: Decimal, share: Decimal) -> _Amount:
    return _Amount(base=base, ratio=share, computed=share_of(base, share))


def _share_of_interest(yuan_days: Decimal, rate: Decimal, share: Decimal) -> _Amount:
    """Divided by the days of a year last: 3 % of a 360th that has no end may well have one."""
    shared = share_of(yuan_days * rate, share)
    return _Amount(
        base=interest_at(yuan_days, rate), ratio=share, computed=interest_at(shared, Decimal(1))
    )
