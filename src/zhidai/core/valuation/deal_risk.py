"""What a deal may lose, and at what chance of default its rate just pays: the numbers of the sheet.

Principal A, what a forced sale brings R (at most A), shares s of the parties:

    loss given default  = A - R
    expected loss       = chance of default in a year x years x (A - R), at most all of it
    of each party       = its share of that, whole fen, summing exactly
    break-even          = (rate - funding cost) / (s of the bank x (1 - R / A))   a year

Only principal is shared (Ganzhou 8.1); what is recovered goes to the parties in the proportions of
their losses (7.3), so that sharing after a sale is the same as sharing what is lost. Income is
before costs and capital, as in `core.xray`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.guarantees.break_even import break_even_loss_rate
from zhidai.core.guarantees.loss_sharing import LossShares, share_loss
from zhidai.core.lending.events import BANK
from zhidai.core.money import half_up_to_fen
from zhidai.core.valuation.income import MONTHS, Prospects
from zhidai.core.valuation.lapse import lapse_probability

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRisk:
    """Yuan and fractions of one. Ratios to a value of nothing, and a break-even where no loss
    reaches the bank, are None. fee_days: annual fees that fall due within the term.
    """

    loan_to_value: Decimal | None
    loan_to_liquidation: Decimal | None
    fee_days: int
    lapse_in_term: Decimal
    loss_given_default: Decimal
    expected_loss: Decimal
    expected_loss_by_party: Mapping[str, Decimal]
    break_even: Decimal | None
    break_even_unshared: Decimal | None


def deal_risk(
    *,
    amount: Decimal,
    margin: Decimal,
    term_months: int,
    default_probability: Decimal,
    shares: LossShares,
    mean: Decimal,
    liquidation: Decimal,
    prospects: Prospects | None,
) -> DealRisk:
    """margin: rate less funding cost; prospects: None for a patent not in force, lost already."""
    lost = amount - min(liquidation, amount)
    defaults = min(default_probability * term_months / MONTHS, Decimal(1))
    expected = half_up_to_fen(defaults * lost)
    fee_days = 0 if prospects is None else fee_days_within(prospects, term_months)
    lapses = 1.0 if prospects is None else lapse_probability(prospects.kept, fee_days)
    return DealRisk(
        loan_to_value=_ratio(amount, mean),
        loan_to_liquidation=_ratio(amount, liquidation),
        fee_days=fee_days,
        lapse_in_term=Decimal(repr(lapses)).quantize(_PLACES),
        loss_given_default=lost,
        expected_loss=expected,
        expected_loss_by_party=share_loss(expected, shares),
        break_even=_break_even(margin, shares[BANK] * lost / amount),
        break_even_unshared=_break_even(margin, lost / amount),
    )


def fee_days_within(prospects: Prospects, months: int) -> int:
    """Anniversaries of filing at which a fee falls due within so many months, within the term."""
    coming = range(prospects.months_left, months + 1, MONTHS)
    return min(len(coming), len(prospects.kept))


def _break_even(margin: Decimal, exposed: Decimal) -> Decimal | None:
    if not exposed:
        return None
    rate = break_even_loss_rate(max(margin, Decimal(0)), loss_share=exposed)
    return rate.quantize(_PLACES)


def _ratio(amount: Decimal, value: Decimal) -> Decimal | None:
    return (amount / value).quantize(_PLACES) if value else None
