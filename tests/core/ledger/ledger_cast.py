"""A small fictional ledger, as read, and the tables that its report needs."""

from datetime import date
from decimal import Decimal

from zhidai.core.ledger.columns import Column, Columns
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan, SheetRead
from zhidai.core.ledger.report import LedgerReport, PatentList, report_on
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped

ON = date(2021, 6, 30)
TOLD = frozenset(
    {Field.BORROWER, Field.PRINCIPAL, Field.DRAWN_ON, Field.DUE_ON, Field.BALANCE,
     Field.OVERDUE_DAYS, Field.ANNUAL_RATE, Field.GUARANTOR}
)  # fmt: skip


def loan(
    key: str = "JJ-1",
    *,
    amount: str = "3000000.00",
    drawn_on: date = date(2021, 3, 1),
    due_on: date = date(2022, 2, 28),
    told: frozenset[Field] = TOLD,
    **more: object,
) -> LedgerLoan:
    """A loan guaranteed, paid on its days and outstanding in full, unless said otherwise."""
    told_more: dict[str, object] = {
        "borrower": "赣州甲科技有限公司",
        "balance": Decimal(amount),
        "annual_rate": Decimal("0.0485"),
        "guarantor": "赣州示范担保有限公司",
        "overdue_days": 0,
    }
    return LedgerLoan(
        sheet="台账", row=2, number=1, principal=Decimal(amount),
        drawn_on=drawn_on, due_on=due_on, loan_id=key, told=told, **(told_more | more),
    )  # fmt: skip


def ledger(
    *loans: LedgerLoan, stated_on: date | None = None, fields: frozenset[Field] = TOLD
) -> Ledger:
    """A ledger of one sheet with columns for these fields."""
    columns = Columns(
        known=tuple(
            Column(index=place, heading=str(one), field=one, unit="", number=None)
            for place, one in enumerate(sorted(fields))
        ),
        passed_over=(),
    )
    sheet = SheetRead(name="台账", columns=columns, heading_row=1, stated_on=stated_on)
    return Ledger(file="台账.xlsx", loans=loans, sheets=(sheet,))


def report(
    *loans: LedgerLoan,
    on: date = ON,
    scheme: str = "ganzhou-2020",
    patents: PatentList | None = None,
) -> LedgerReport:
    """The report of these loans."""
    return report_on(
        ledger(*loans), shipped(scheme), on=on, tables=ledger_tables(), patents=patents
    )
