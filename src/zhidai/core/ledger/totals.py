"""Rows of totals: known by their word, and held against the rows that they add up.

A total may stand below its rows or above them, may count all of them, those since the last total
(城东支行 小计) or those of several subtotals (分行合计): it agrees if it is the sum of any run of
rows that begins or ends where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import Sheet, place
from zhidai.core.ledger.columns import Column
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.layout import Layout
from zhidai.core.ledger.loan import LedgerLoan, TotalsRow
from zhidai.core.ledger.values import is_blank, read_amount
from zhidai.core.numerals import normalise

_WORD = r"(?:合计|小计|总计|共计|累计|总和|汇总)"
_COUNT = r"[0-9]+[笔户家件].*"
_TOTALS = re.compile(
    rf"(?:.{{0,24}}?{_WORD}(?:{_COUNT})?|共{_COUNT}|.{{0,24}}?(?:sub-?|grand)?totals?)"
    r"(?:[:：(（].*)?",
    re.IGNORECASE,
)
_OF_A_PART = re.compile("小计|subtotal|sub-total", re.IGNORECASE)
ZERO = Decimal("0.00")


def is_totals_label(text: str) -> bool:
    """Whether a text names a total: 合计, 小计：, 城东支行 小计, 合计3笔, Grand total."""
    return _TOTALS.fullmatch(normalise(text)) is not None


def totals_label(sheet: Sheet, row: int, *, until: int) -> str:
    """The words of a row of totals up to a column (城东支行 小计); "" where it is none."""
    texts = [text for text in sheet.texts(row, until=until) if not text.isdigit()]
    if not any(map(is_totals_label, texts)):
        return ""
    return " ".join(" ".join(texts).split())[:20]


@dataclass(slots=True, kw_only=True)
class RunningSums:
    """Amounts in the order of their rows, cut where a total stands."""

    rows: int = 0
    sum: Decimal = ZERO
    cuts: list[tuple[int, Decimal]] = field(default_factory=list)

    def add(self, amount: Decimal) -> None:
        self.rows += 1
        self.sum += amount

    def cut(self) -> int:
        """The number of the cut made here."""
        self.cuts.append((self.rows, self.sum))
        return len(self.cuts) - 1

    def held_against(self, cut: int, stated: Decimal | None, label: str) -> Decimal:
        """What the rows add up to that a total counts; to be asked when all rows are read."""
        ending, beginning = self._runs_at(cut)
        if stated is not None and stated in (*ending, *beginning):
            return stated
        runs = ending or beginning or [ZERO]
        return runs[0] if _OF_A_PART.search(normalise(label)) else runs[-1]

    def _runs_at(self, cut: int) -> tuple[list[Decimal], list[Decimal]]:
        """The sums of the rows that end at a cut, and of those that begin there, shortest first."""
        rows, here = self.cuts[cut]
        above = [*reversed(self.cuts[:cut]), (0, ZERO)]
        below = [*self.cuts[cut + 1 :], (self.rows, self.sum)]
        return (
            [here - at for count, at in above if count < rows],
            [at - here for count, at in below if count > rows],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A total's cell as it was met. cut: where it stands among the rows."""

    row: int
    label: str
    column: Column
    amount: Decimal | None
    missed: bool
    cut: int


@dataclass(slots=True, kw_only=True)
class Totals:
    """The amounts read from a sheet so far by field, and the totals met among them."""

    sheet: Sheet
    layout: Layout
    sums: dict[tuple[Field, int | None], RunningSums] = field(default_factory=dict)
    stated: list[_Stated] = field(default_factory=list)

    def add(self, loan: LedgerLoan, *, number: int) -> None:
        """A loan that was taken. number: of the columns it stands in, where loans stand abreast."""
        for of in (None, number):
            self._sums(Field.PRINCIPAL, of).add(loan.principal)
            self._sums(Field.BALANCE, of).add(loan.balance or ZERO)

    def meet(self, row: int, label: str) -> None:
        """A row of totals: one entry for each column of amounts lent or outstanding."""
        columns = [
            one
            for one in self.layout.columns.known
            if one.field in (Field.PRINCIPAL, Field.BALANCE)
        ]
        amounts = [self._amount(row, one) for one in columns]
        no_other = all(amount is None for amount in amounts)
        for one, amount in zip(columns, amounts, strict=True):
            stands = not is_blank(self.sheet.value(row, one.index))
            self.stated.append(
                _Stated(
                    row=row,
                    label=label,
                    column=one,
                    amount=amount,
                    missed=amount is None and (stands or no_other),
                    cut=self._sums(one.field, one.number).cut(),
                )
            )

    def rows(self) -> Iterator[TotalsRow]:
        """Each total beside what was read, when the whole sheet was."""
        for one in self.stated:
            yield TotalsRow(
                sheet=self.sheet.name,
                row=one.row + 1,
                label=one.label,
                column=one.column.heading,
                cell=place(one.row, one.column.index),
                stated=one.amount,
                added=self._sums(one.column.field, one.column.number).held_against(
                    one.cut, one.amount, one.label
                ),
                missed=one.missed,
            )

    def _sums(self, name: Field, number: int | None) -> RunningSums:
        return self.sums.setdefault((name, number), RunningSums())

    def _amount(self, row: int, column: Column) -> Decimal | None:
        try:
            value = self.sheet.value(row, column.index)
            return None if is_blank(value) else read_amount(value, column.unit or self.layout.unit)
        except BadInput:
            return None
