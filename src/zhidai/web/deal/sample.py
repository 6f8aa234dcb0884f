"""The deal that the page begins with, and what a visitor may change of it. All of it is fictional.

A utility model is offered whose owner filed the same thing as an invention on the same day, and the
appraiser counts a higher royalty, more years and a lower discount than the bank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from zhidai.core.calendar import add_months
from zhidai.core.money import parse_yuan
from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.core.valuation.deal_file import Deal, read_deal
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.filings import Filing
from zhidai.engine.valuation.deals import PatentSource, deal_sheet
from zhidai.engine.valuation.filings import read_filings
from zhidai.reference.valuation_parameters import valuation_parameters

_UTILITY_MODEL, _INVENTION = "20099001", "10099007"  # kind and serial, behind the filing year
_FIRST_YEAR = 2004  # whose numbers are all of today's form
OWNER = "青松精密制造有限公司（虚构）"
TITLE = "一种便于清洁的纸箱分选装置"
DEFAULTS: Mapping[str, str] = {
    "amount": "300万元",
    "revenue": "4000万元",
    "royalty": "3.5%",
    "years_left": "6年",
    "value": "900万元",
    "stated_royalty": "6%",
    "life": "8年",
    "discount": "13%",
}
IN_ENGLISH: Mapping[str, str] = {
    **DEFAULTS,
    "amount": "3 million yuan",
    "revenue": "40 million yuan",
    "years_left": "6 years",
    "value": "9 million yuan",
    "life": "8 years",
}
_TERM_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A deal with the list its patent stands in and its owner's filings."""

    deal: Deal
    source: PatentSource
    filings: tuple[Filing, ...]


def worked_out(given: Mapping[str, str], *, on: date, months_left: int) -> DealSheet:
    """The sheet of the deal with what the visitor wrote; bad input as for a deal file.

    It hangs on nothing else, and most visitors begin with the same figures: it is kept.
    """
    return _worked_out(tuple(given.items()), on, months_left)


@lru_cache(maxsize=64)
def _worked_out(given: tuple[tuple[str, str], ...], on: date, months_left: int) -> DealSheet:
    parts = offered(dict(given), on=on, months_left=months_left)
    return deal_sheet(
        parts.deal, parts.source, valuation_parameters(), filings=parts.filings, inputs=()
    )


def offered(given: Mapping[str, str], *, on: date, months_left: int) -> Offered:
    """The deal with what the visitor wrote; bad input as for a deal file."""
    filed_on = add_months(on, months_left - 10 * _TERM_MONTHS)
    patent, twin = (_numbered(filed_on, serial) for serial in (_UTILITY_MODEL, _INVENTION))
    return Offered(
        deal=read_deal(_written(given, on, patent)),
        source=PatentSource(frame=_patent(given, patent, filed_on), name="—", is_alone=True),
        filings=_filings(patent, twin, filed_on),
    )


def _numbered(filed_on: date, serial: str) -> str:
    """A number of the filing's year, for one of a later year is no patent of that day."""
    body = f"{max(filed_on.year, _FIRST_YEAR)}{serial}"
    return f"{body}.{check_digit_of(body)}"


def _written(given: Mapping[str, str], on: date, patent: str) -> dict[str, object]:
    return {
        "deal": {
            "number": "示范-001",
            "bank": "示范银行（虚构）",
            "borrower": OWNER,
            "pledgor": OWNER,
            "fictional": "yes",
        },
        "on": on.isoformat(),
        "patent_number": patent,
        "loan": {
            "amount": given["amount"],
            "annual_rate": "4.85%",
            "term": "12个月",
            "funding_cost": "2.5%",
            "default_probability": "2%",
        },
        "loss_shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
        "facts": {"already_pledged": "no", "contract_complete": "yes"},
        "reports": [
            {
                "appraiser": "示范资产评估有限公司（虚构）",
                "report_number": f"示评〔{on.year}〕1号",
                "patent_number": patent,
                "on": on.isoformat(),
                "method": "income",
                "value": given["value"],
                "parameters": {
                    "revenue": given["revenue"],
                    "royalty_rate": given["stated_royalty"],
                    "growth": "0%",
                    "technology_share": "100%",
                    "life": given["life"],
                    "discount": given["discount"],
                    "tax": "25%",
                },
            }
        ],
    }


def _patent(given: Mapping[str, str], number: str, filed_on: date) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "patent_number": [number],
            "kind": ["utility_model"],
            "title": [TITLE],
            "main_ipc": ["B65G1/02"],
            "filing_date": [filed_on],
            "grant_date": [add_months(filed_on, 9)],
            "owner_name": [OWNER],
            "owner_type": ["enterprise"],
            "attributable_revenue": [f"{parse_yuan(given['revenue']):f}元"],
            "royalty_rate": [given["royalty"]],
        }
    )


def _filings(patent: str, twin: str, filed_on: date) -> tuple[Filing, ...]:
    columns = ("patent_number", "title", "filing_date", "main_ipc", "owner_name")
    day = filed_on.isoformat()
    rows = (
        (patent, TITLE, day, "B65G1/02", OWNER),
        (twin, f"{TITLE}及其方法", day, "B65G1/02", OWNER),
    )
    cells = (
        (place, dict(zip(columns, row, strict=True))) for place, row in enumerate(rows, start=2)
    )
    read, _ = read_filings(columns, cells)
    return tuple(read)
