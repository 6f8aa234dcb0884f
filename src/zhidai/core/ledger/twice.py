"""Whether a loan stands in the ledger already: on another sheet, in another unit, or rounded.

A number tells for certain, so that the second row is refused. Without one in both rows, or with
numbers of two kinds (借据号 here, 合同编号 there), two rows may be one loan or two: that is said,
and both count.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.numerals import normalise

# 元, 千元, 万元, 百万元, 亿元 taken for one another; 1,000,000 and 10,000,000 may both be drawn.
_SLIPS: Final = frozenset(Decimal(10) ** power for power in (3, 4, 6, 8))
_STEPS: Final = (Decimal(100), Decimal(1000), Decimal(10_000))  # 万元 with two decimals, one, none
_Alike = tuple[str, Decimal, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A loan that was taken. heading: the known name of its number's column, "" if none."""

    loan: LedgerLoan
    heading: str

    @property
    def place(self) -> str:
        return f"{self.loan.sheet} {self.loan.row}"


@dataclass(slots=True, kw_only=True)
class Taken:
    """The loans taken so far."""

    _numbered: dict[tuple[str, date], list[Known]] = field(default_factory=dict)
    _alike: dict[_Alike, list[Known]] = field(default_factory=dict)

    def add(self, found: Known) -> None:
        self._alike.setdefault(_alike(found.loan), []).append(found)
        if found.loan.loan_id:
            self._numbered.setdefault(_number(found.loan), []).append(found)

    def certain(self, loan: LedgerLoan) -> Known | None:
        """The same loan by its number and day, its amount the same but for unit or rounding."""
        if not loan.loan_id:
            return None
        others = self._numbered.get(_number(loan), [])
        return next((one for one in others if _is_same(one.loan, loan)), None)

    def possible(self, found: Known) -> Known | None:
        """A loan of the same borrower, amount and days that no number tells from this one."""
        others = self._alike.get(_alike(found.loan), [])
        return next(
            (one for one in others if one.heading != found.heading or not one.heading), None
        )


def _number(loan: LedgerLoan) -> tuple[str, date]:
    return normalise(loan.loan_id).casefold(), loan.drawn_on


def _alike(loan: LedgerLoan) -> _Alike:
    return normalise(loan.borrower), loan.principal, loan.drawn_on, loan.agreed_due_on


def _is_same(first: LedgerLoan, other: LedgerLoan) -> bool:
    if first.principal == other.principal:
        return True
    less, more = sorted((first.principal, other.principal))
    same_borrower = normalise(first.borrower) == normalise(other.borrower)
    return same_borrower and (more / less in _SLIPS or _is_rounded(less, more))


def is_same_amount(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts in yuan are one, but for the rounding of 万元."""
    return one == other or _is_rounded(one, other)


def _is_rounded(one: Decimal, other: Decimal) -> bool:
    return any(
        _rounded(exact, step) == told
        for exact, told in ((one, other), (other, one))
        for step in _STEPS
    )


def _rounded(yuan: Decimal, step: Decimal) -> Decimal:
    return (yuan / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
