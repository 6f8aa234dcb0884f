"""Loans as rows of a book's two tables, every cell as the loan file writes it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import polars as pl

from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.terms import LoanTerms
from zhidai.engine.book_written import EVENT_COLUMNS, LOAN_COLUMNS

Written = tuple[LoanTerms, Sequence[LoanEvent]]


def tables(book: Sequence[Written]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Loans and events; their numbers are their places."""
    loans = [_loan(str(place), terms) for place, (terms, _events) in enumerate(book)]
    events = [_event(str(place), one) for place, (_terms, own) in enumerate(book) for one in own]
    return _table(loans, LOAN_COLUMNS), _table(events, EVENT_COLUMNS)


def _table(rows: list[dict[str, str | None]], known: Sequence[str]) -> pl.DataFrame:
    names = [one for one in known if not one.endswith(("_fen", "_millionths"))]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))


def _loan(loan: str, terms: LoanTerms) -> dict[str, str | None]:
    choices = (
        "day_count",
        "settlement",
        "repayment",
        "due_day_counts_as",
        "allocation",
        "rounding",
        "prepayment_interest",
        "compounding",
        "working_day_rule",
    )
    return {
        "loan": loan,
        "principal": f"{terms.principal:.2f}",
        "commitment": None if terms.commitment is None else f"{terms.commitment:.2f}",
        "drawn_on": terms.drawn_on.isoformat(),
        "due_on": terms.due_on.isoformat(),
        "instalments": str(terms.instalments or ""),
        **{name: _rate(getattr(terms, name)) for name in ("annual_rate", *MARKUPS)},
        **{name: str(getattr(terms, name)) for name in choices},
    }


MARKUPS = ("overdue_markup", "misuse_markup")


def _event(loan: str, event: LoanEvent) -> dict[str, str | None]:
    has_part = event.kind in (EventKind.WAIVER, EventKind.WRITE_OFF)
    return {
        "loan": loan,
        "event": event.id,
        "kind": str(event.kind),
        "effective_on": event.effective_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "amount": f"{event.amount:.2f}" if event.amount else None,
        "to_bank": f"{event.split.get(BANK, Decimal(0)):.2f}" if event.split else None,
        "part": str(event.part) if has_part else None,
        "due_on": _day(event.due_on),
        "consents": "；".join(event.consents) or None,
        "annual_rate": _rate(event.annual_rate),
        "until": _day(event.until),
        "markup": _rate(event.markup),
        "reverses": event.reverses or None,
    }


def _rate(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate * 100:f}%"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
