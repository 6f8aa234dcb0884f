"""Rows of totals on a sheet of registrations, held against the rows that they add up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.ledger.cells import Sheet, text_of
from zhidai.core.ledger.totals import RunningSums, is_totals_label, totals_label
from zhidai.core.ledger.values import is_blank, read_amount
from zhidai.core.pledge_register.columns import RegisterLayout
from zhidai.core.pledge_register.fields import Field


@dataclass(slots=True, kw_only=True)
class RegisterTotals:
    """The amounts read so far, and the totals met among them: row, words, amount, cut."""

    sheet: Sheet
    layout: RegisterLayout
    sums: RunningSums = field(default_factory=RunningSums)
    stated: list[tuple[int, str, Decimal, int]] = field(default_factory=list)

    def label(self, row: int) -> str:
        """The words of a row of totals; "" for one that tells the day of a registration."""
        pledgor, day = (self.layout.column(one) for one in (Field.PLEDGOR, Field.REGISTERED_ON))
        named = None if pledgor is None else self.sheet.value(row, pledgor.index)
        is_day = day is not None and not is_blank(self.sheet.value(row, day.index))
        if is_day and not is_totals_label(text_of(named)):
            return ""
        first = next(at for at in range(self.sheet.width) if self.sheet.value(row, at) is not None)
        return totals_label(
            self.sheet, row, until=max(first, 0 if pledgor is None else pledgor.index)
        )

    def add(self, amount: Decimal) -> None:
        self.sums.add(amount)

    def meet(self, row: int, label: str) -> None:
        """A row of totals; one without an amount is passed over."""
        column = self.layout.column(Field.AMOUNT)
        value = None if column is None else self.sheet.value(row, column.index)
        if column is None or is_blank(value):
            return
        try:
            amount = read_amount(value, column.unit or self.layout.unit)
        except BadInput:
            return
        self.stated.append((row, label, amount, self.sums.cut()))

    def notes(self) -> Iterator[Reason]:
        """Each total beside what was read, when the whole sheet was."""
        for row, label, stated, cut in self.stated:
            added = self.sums.held_against(cut, stated, label)
            code = "register_total_agrees" if stated == added else "register_total_differs"
            yield reason(
                code, sheet=self.sheet.name, row=row + 1, label=label, stated=stated, added=added
            )
