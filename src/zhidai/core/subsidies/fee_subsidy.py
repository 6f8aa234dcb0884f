"""Fee subsidy: half of the guarantee fee and of the appraisal fee actually paid.

Ganzhou plan 9.3: each fee at most amount x 1 % a year; the beneficiary level subsidises 50 % of
each fee actually paid, at most 50,000 each a deal. What was paid above the ceiling is the
enterprise's own cost. How the ceiling runs for terms under a year is an open reading
(`fee_ceiling_short_term`).
"""

from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.money import down_to_fen
from zhidai.core.subsidies.settings import Ceiling, FeeCeilingReading, SubsidySettings
from zhidai.core.subsidies.statement import AppliedCeiling, SubsidyLine, line_within

DAYS_A_YEAR = 365
MONTHS_A_YEAR = 12


def fee_ceiling(
    principal: Decimal,
    *,
    yearly_rate: Decimal,
    drawn_on: date,
    due_on: date,
    reading: FeeCeilingReading,
) -> Decimal:
    """The highest fee in yuan, rounded down: amount x rate x years.

    `pro_rata`: whole months of the term count 1/12 each, days beyond them 1/365 each.
    `full_year`: every year begun counts in full.
    """
    months = 0
    while add_months(drawn_on, months + 1) <= due_on:
        months += 1
    rest_days = (due_on - add_months(drawn_on, months)).days
    if reading is FeeCeilingReading.FULL_YEAR:
        years_begun = months // MONTHS_A_YEAR + (1 if months % MONTHS_A_YEAR or rest_days else 0)
        return down_to_fen(principal * yearly_rate * years_begun)
    parts = months * DAYS_A_YEAR + rest_days * MONTHS_A_YEAR
    return down_to_fen(principal * yearly_rate * parts / (MONTHS_A_YEAR * DAYS_A_YEAR))


def fee_line(
    fee: str, *, paid: Decimal, ceiling: Decimal, settings: SubsidySettings
) -> SubsidyLine:
    """The line of one fee; `ceiling` is what the fee could be at most."""
    held = AppliedCeiling(
        name=Ceiling.FEE_CEILING,
        clause=settings.fee_clause,
        room=down_to_fen(ceiling * settings.fee_ratio),
    )
    cap = AppliedCeiling(
        name=Ceiling.FEE_TOTAL, clause=settings.fee_clause, room=settings.fee_total_max
    )
    return line_within(
        level=settings.fee_payer,
        item=fee,
        paid=paid,
        base=paid,
        ratio=settings.fee_ratio,
        clause=settings.fee_clause,
        ceilings=(held, cap),
    )
