"""The terms of many loans as columns of numbers: what a replay of a whole book starts from."""

from dataclasses import dataclass

from zhidai.core.lending.terms import Repayment
from zhidai.engine.book_dues import Flags, Ints

MILLION = 1_000_000
REPAYMENTS = tuple(Repayment)  # their place is their code


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumns:
    """The terms of each loan; days since 1970, fen, millionths of one a year."""

    principal: Ints  # of the first drawdown
    committed: Ints  # of all of them at most; the first where no more is agreed
    repayment: Ints  # place in REPAYMENTS
    instalments: Ints  # on how many of the last due days principal falls due; 0 of other kinds
    rate: Ints
    days_in_year: Ints
    drawn_on: Ints
    matures: Ints
    on_the_twentieth: Flags
    due_day_counts_as: Ints

    def __len__(self) -> int:
        return len(self.principal)

    def repaid_by(self, kind: Repayment) -> Flags:
        """Which loans are repaid in a way."""
        found: Flags = self.repayment == REPAYMENTS.index(kind)
        return found


def interest_on(fen_days: Ints, *, rate: Ints, days_in_year: Ints) -> Ints:
    """Interest in fen on balance x days, half up to the fen."""
    whole_year = days_in_year * MILLION
    rounded: Ints = (fen_days * rate * 2 + whole_year) // (2 * whole_year)
    return rounded
