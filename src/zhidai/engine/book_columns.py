"""The terms of many loans as columns of numbers: what a replay of a whole book starts from."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.lending.terms import LoanTerms, Repayment, Settlement
from zhidai.core.money import from_fen
from zhidai.engine.book_day_counts import DAY_COUNTS
from zhidai.engine.book_dues import Flags, Ints

EPOCH = date(1970, 1, 1)
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
    day_count: Ints  # place in DAY_COUNTS
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


def interest_on(fen_units: Ints, *, rate: Ints, in_year: Ints) -> Ints:
    """Interest in fen on balance x units of the day count, half up to the fen."""
    whole_year = in_year * MILLION
    rounded: Ints = (fen_units * rate * 2 + whole_year) // (2 * whole_year)
    return rounded


def terms_of(columns: BookColumns, place: int) -> LoanTerms:
    """One loan's terms as the core knows them."""
    return LoanTerms(
        principal=from_fen(int(columns.principal[place])),
        commitment=from_fen(int(columns.committed[place])),
        annual_rate=Decimal(int(columns.rate[place])) / MILLION,
        drawn_on=EPOCH + timedelta(days=int(columns.drawn_on[place])),
        due_on=EPOCH + timedelta(days=int(columns.matures[place])),
        day_count=DAY_COUNTS[int(columns.day_count[place])],
        settlement=Settlement.TWENTIETH
        if columns.on_the_twentieth[place]
        else Settlement.DRAWDOWN_DAY,
        due_day_counts_as=int(columns.due_day_counts_as[place]),
        repayment=REPAYMENTS[int(columns.repayment[place])],
        instalments=int(columns.instalments[place]),
    )
