"""The figures of a deal sheet that two sheets are held against: what changed from one to the next.

A sheet is made for a day. Made again on a later one, value, range and risk have moved: the patent
is older, a fee was paid or not, a report or an answer came in, the parameters may be others. The
figures are kept with each sheet as decimal text, so that a difference is shown without making the
earlier sheet again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.registration_grounds import Answer


class SheetFigure(StrEnum):
    """A figure of the sheet, in the order in which it is shown."""

    AMOUNT = "amount"
    MEAN = "mean"
    P10 = "p10"
    P50 = "p50"
    P90 = "p90"
    LIQUIDATION = "liquidation"
    PLEDGE_RATIO = "pledge_ratio"
    LOAN_TO_VALUE = "loan_to_value"
    LOAN_TO_LIQUIDATION = "loan_to_liquidation"
    LAPSE_IN_TERM = "lapse_in_term"
    LOSS_GIVEN_DEFAULT = "loss_given_default"
    EXPECTED_LOSS = "expected_loss"
    APPRAISED = "appraised"
    GAP = "gap"
    GROUNDS_IN_THE_WAY = "grounds_in_the_way"
    FINDINGS = "findings"


RATIOS = frozenset(
    {
        SheetFigure.PLEDGE_RATIO,
        SheetFigure.LOAN_TO_VALUE,
        SheetFigure.LOAN_TO_LIQUIDATION,
        SheetFigure.LAPSE_IN_TERM,
    }
)
COUNTS = frozenset({SheetFigure.GROUNDS_IN_THE_WAY, SheetFigure.FINDINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure before and now; None where a sheet had none."""

    figure: SheetFigure
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Now less before, where both are there."""
        if self.before is None or self.now is None:
            return None
        return self.now - self.before


def figures_of(sheet: DealSheet) -> dict[SheetFigure, Decimal | None]:
    """Every figure; yuan, fractions of one and counts. appraised and gap: of the first report."""
    value, risk = sheet.value, sheet.risk
    first = sheet.comparisons[0] if sheet.comparisons else None
    standing = sum(one.answer is Answer.STANDS for one in sheet.grounds)
    return {
        SheetFigure.AMOUNT: sheet.deal.loan.amount,
        SheetFigure.MEAN: value.mean,
        SheetFigure.P10: value.p10,
        SheetFigure.P50: value.p50,
        SheetFigure.P90: value.p90,
        SheetFigure.LIQUIDATION: value.liquidation,
        SheetFigure.PLEDGE_RATIO: value.pledge_ratio,
        SheetFigure.LOAN_TO_VALUE: risk.loan_to_value,
        SheetFigure.LOAN_TO_LIQUIDATION: risk.loan_to_liquidation,
        SheetFigure.LAPSE_IN_TERM: risk.lapse_in_term,
        SheetFigure.LOSS_GIVEN_DEFAULT: risk.loss_given_default,
        SheetFigure.EXPECTED_LOSS: risk.expected_loss,
        SheetFigure.APPRAISED: None if first is None else first.appraised,
        SheetFigure.GAP: None if first is None else first.gap,
        SheetFigure.GROUNDS_IN_THE_WAY: Decimal(standing),
        SheetFigure.FINDINGS: Decimal(sum(len(one.findings) for one in sheet.comparisons)),
    }


def as_kept(figures: Mapping[SheetFigure, Decimal | None]) -> dict[str, str | None]:
    """The figures as decimal text."""
    return {str(name): None if value is None else str(value) for name, value in figures.items()}


def from_kept(kept: Mapping[str, str | None]) -> dict[SheetFigure, Decimal | None]:
    """The figures that a sheet was kept with; one that it did not have yet is None."""
    return {
        name: Decimal(text) if (text := kept.get(str(name))) is not None else None
        for name in SheetFigure
    }


def changes(
    before: Mapping[SheetFigure, Decimal | None], now: Mapping[SheetFigure, Decimal | None]
) -> tuple[FigureChange, ...]:
    """Figure by figure, those that neither has left out."""
    return tuple(
        FigureChange(figure=name, before=before.get(name), now=now.get(name))
        for name in SheetFigure
        if before.get(name) is not None or now.get(name) is not None
    )
