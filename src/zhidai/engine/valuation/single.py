"""Single patents out of a book, with all that their value rests on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from zhidai.core.errors import bad_input
from zhidai.core.registers.patent_numbers import PatentKind, parse_patent_number
from zhidai.core.valuation.income import MONTHS, Prospects, outcome
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters, yearly_factor
from zhidai.core.valuation.status import Status
from zhidai.core.valuation.value import Economics, Patent
from zhidai.engine.valuation.book import IN_TURN, value_read
from zhidai.engine.valuation.passes import FrameRows, Valuing, good_parts
from zhidai.engine.valuation.prospects import prospects


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePatent:
    """A patent of a book on a day: as it is known, its value in whole fen (of one that has
    ended nothing), and the yearly income that the value rests on.
    """

    number: str
    kind: PatentKind
    title: str | None
    owner_name: str | None
    filed_on: date
    granted_on: date | None
    expires_on: date
    fee_paid_until: date | None
    is_calibrated: bool  # survival, by what its parameters were fitted on
    status: Status
    months_left: int  # of the term, whole months
    patent: Patent
    known_weights: Mapping[str, float]  # by dimension: of the indicators that the book knows
    income: float
    royalty: float  # on record, else of the industry
    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    liquidation: Decimal
    renewal_floor: Decimal | None
    pledge_ratio: Decimal
    confidence: Decimal

    @property
    def is_alive(self) -> bool:
        """In force, or an application under way."""
        return self.status.is_alive


def single_patents(
    frame: pl.DataFrame,
    numbers: Collection[str],
    *,
    on: date,
    parameters: ValuationParameters,
) -> dict[str, SinglePatent]:
    """By number, those of `numbers` that the book has and that can be valued.

    The whole book is valued: a patent's scores are percentiles among its like, and what those
    without economics earn is set by the mean of all. Bad input: `valuation_column_...`.
    """
    valuing = Valuing(on=on, parameters=parameters, executor=IN_TURN)
    is_asked = pl.col("patent_number").is_in(list(numbers))
    parts = list(good_parts(FrameRows(frame), valuing, lambda _: None, with_names=True))
    chosen = pl.concat(part.filter(is_asked) for part in parts)
    valued = value_read(parts, valuing).values.filter(is_asked)
    rows = {row["patent_number"]: row for row in valued.iter_rows(named=True)}
    left = prospects(chosen, on=on, model=parameters.lapse)
    found: dict[str, SinglePatent] = {}
    for place, source in enumerate(chosen.iter_rows(named=True)):
        kept = tuple(chance for chance in left.kept[place].tolist() if chance > 0)
        ahead = Prospects(months_left=int(left.months_left[place]), kept=kept)
        row = rows[source["patent_number"]]
        found[source["patent_number"]] = _single(
            source, row, ahead, status=Status(left.status[place]), parameters=parameters
        )
    return found


def require_single(found: Mapping[str, SinglePatent], number: str, *, file: str) -> SinglePatent:
    """The patent of a number. Bad input: `valuation_patent_not_in_book`."""
    if number not in found:
        raise bad_input("valuation_patent_not_in_book", number=number, file=file)
    return found[number]


def _single(
    source: Mapping[str, object],
    row: Mapping[str, Any],
    ahead: Prospects,
    *,
    status: Status,
    parameters: ValuationParameters,
) -> SinglePatent:
    royalty = _royalty(source, parameters)
    patent = Patent(
        kind=str(source["kind"]),
        owner_type=None if source["owner"] is None else str(source["owner"]),
        scores={name: row[f"{name}_score"] for name in DIMENSIONS},
        prospects=ahead,
        economics=_economics(source, royalty),
    )
    number = str(source["patent_number"])
    return SinglePatent(
        number=number,
        kind=parse_patent_number(number).kind,
        title=_text(source["title"]),
        owner_name=_text(source["owner_name"]),
        filed_on=_day(source["filing_date"]),
        granted_on=_known_day(source["grant_date"]),
        expires_on=_day(source["expiry_date"]),
        fee_paid_until=_known_day(source["fee_paid_until"]),
        is_calibrated=parameters.lapse.is_calibrated(patent.kind, _section(source["main_ipc"])),
        status=status,
        months_left=ahead.months_left + MONTHS * len(ahead.kept) if status.is_alive else 0,
        patent=patent,
        known_weights=_known_weights(source, parameters),
        income=_income(patent, row["value_mean"], parameters) if status.is_alive else 0.0,
        royalty=royalty,
        **{name: _yuan(row[column]) for name, column in _MONEY.items()},
        renewal_floor=None if row["renewal_floor"] is None else _yuan(row["renewal_floor"]),
        pledge_ratio=Decimal(f"{row['pledge_ratio']:.4f}"),
        confidence=Decimal(f"{row['confidence']:.4f}"),
    )


def _known_weights(
    source: Mapping[str, object], parameters: ValuationParameters
) -> dict[str, float]:
    """What each dimension's score rests on: nothing where no indicator is known."""
    return {
        dimension: sum(
            abs(weight)
            for name, weight in parameters.indicators[dimension].items()
            if source.get(name) is not None
        )
        for dimension in DIMENSIONS
    }


_MONEY = {
    "mean": "value_mean",
    "p10": "value_p10",
    "p50": "value_p50",
    "p90": "value_p90",
    "liquidation": "liquidation_value",
}


def _royalty(source: Mapping[str, object], parameters: ValuationParameters) -> float:
    if source["royalty_rate"] is not None:
        return float(str(source["royalty_rate"]))
    industry = str(source["industry"])
    return parameters.royalty_by_industry.get(industry, parameters.royalty_default)


def _economics(source: Mapping[str, object], royalty: float) -> Economics | None:
    if source["attributable_revenue"] is None:
        return None
    growth = source["revenue_growth"]
    return Economics(
        attributable_revenue=float(str(source["attributable_revenue"])),
        royalty_rate=royalty,
        growth=None if growth is None else float(str(growth)),
    )


def _income(patent: Patent, mean: float, parameters: ValuationParameters) -> float:
    """Of a patent without economics: its value over what a yuan of yearly income is worth."""
    if patent.economics is not None:
        return patent.economics.income(parameters)
    factor = yearly_factor(parameters)
    first = outcome(patent.prospects, factor=factor, volatility=parameters.volatility).first
    return mean / first


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise AssertionError("a patent that was read has its days")
    return value


def _known_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _section(main_ipc: object) -> str | None:
    """The letter that an IPC symbol begins with."""
    return None if main_ipc is None else str(main_ipc)[:1].upper()


def _yuan(amount: float) -> Decimal:
    return Decimal(f"{amount:.2f}")
