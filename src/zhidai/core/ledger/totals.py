"""Rows of totals: known by their word, and held against the loans above them."""

import re
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

_TOTALS = re.compile(
    r"(?:(?:本页|本月|全行|各行)?(?:合计|小计|总计|共计|累计|总和)|合计[:：(（].*|total|subtotal|grandtotal)"
    r"(?:[:：].*)?",
    re.IGNORECASE,
)
ZERO = Decimal("0.00")


def is_totals_label(text: str) -> bool:
    """Whether a row that begins with this text is one of totals: 合计, 小计, 总计, 本页合计."""
    return _TOTALS.fullmatch(normalise(text)) is not None


@dataclass(slots=True, kw_only=True)
class Totals:
    """The amounts read from a sheet so far, by field and loan number of the row."""

    sheet: Sheet
    layout: Layout
    all: dict[Field, Decimal] = field(default_factory=dict)
    since: dict[Field, Decimal] = field(default_factory=dict)

    def add(self, loan: LedgerLoan) -> None:
        amounts = ((Field.PRINCIPAL, loan.principal), (Field.BALANCE, loan.balance or ZERO))
        for name, amount in amounts:
            self.all[name] = self.all.get(name, ZERO) + amount
            self.since[name] = self.since.get(name, ZERO) + amount

    def held_against(self, row: int, label: str) -> list[TotalsRow]:
        """One entry an amount column; a total may count all rows or those since the last one."""
        found = []
        for one in self.layout.columns.known:
            if one.field in (Field.PRINCIPAL, Field.BALANCE) and one.number is None:
                stated = self._stated(row, one)
                since = self.since.get(one.field, ZERO)
                everything = self.all.get(one.field, ZERO)
                found.append(
                    TotalsRow(
                        sheet=self.sheet.name,
                        row=row + 1,
                        label=" ".join(label.split())[:20],
                        column=one.heading,
                        cell=place(row, one.index),
                        stated=stated,
                        added=since if stated == since else everything,
                    )
                )
        self.since = {}
        return found

    def _stated(self, row: int, column: Column) -> Decimal | None:
        try:
            value = self.sheet.value(row, column.index)
            return None if is_blank(value) else read_amount(value, column.unit or self.layout.unit)
        except BadInput:
            return None
