"""One patent of a valued book: its figures, its later years, and what is like it."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from zhidai.core.valuation.book_notices import notices_from
from zhidai.core.valuation.income import Prospects
from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.levers import Earning, Lever, levers
from zhidai.core.valuation.outlook import LaterValue, outlook
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters
from zhidai.core.valuation.patent_report import PatentReport
from zhidai.core.valuation.status import Status
from zhidai.core.valuation.value import PARTS
from zhidai.db.valuation.models import ValuedBook
from zhidai.engine.valuation.earning import earning
from zhidai.engine.valuation.indicators import COHORT, with_cohort
from zhidai.engine.valuation.percentiles import amounts_of, indicators_of
from zhidai.engine.valuation.prospects import prospects
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.parameters import parameters_in_use
from zhidai.services.valuation.queries import patent_row, patents_of, row_of, visible_book
from zhidai.services.valuation.views import PatentRow, PatentView

MOST_SIMILAR = 5
_FIGURES = (
    "score",
    "value_mean",
    "value_p10",
    "value_p50",
    "value_p90",
    "liquidation_value",
    "pledge_ratio",
    "renewal_floor",
    "expected_remaining_years",
    "lapse_probability_1y",
    "lapse_probability_3y",
    "confidence",
)


def patent_view(acting: Acting, book_id: int, number: str) -> PatentView:
    """One patent of one's own book, by its number."""
    book = visible_book(acting, book_id)
    frame = with_cohort(patents_of(book))
    rows = frame.filter(pl.col("patent_number") == number)
    if rows.is_empty():
        raise NotFound
    row, parameters = rows.row(0, named=True), parameters_in_use()
    indicators = indicators_of(row, frame.filter(pl.col(COHORT) == row[COHORT]), parameters)
    is_same = row["value_mean"] > 0 and parameters.version == book.parameters
    return PatentView(
        book=row_of(book),
        number=number,
        title=row["title"],
        owner=row["owner_name"],
        kind=row["kind"],
        main_ipc=row["main_ipc"],
        filing_date=row["filing_date"],
        expiry_date=row["expiry_date"],
        status=_status(row),
        is_calibrated=parameters.lapse.is_calibrated(
            row["kind"], (row["main_ipc"] or "")[:1].upper()
        ),
        figures={name: row[name] for name in _FIGURES},
        scores=tuple((name, row[f"{name}_score"]) for name in DIMENSIONS),
        indicators=indicators,
        indicator_parts=amounts_of(row, indicators, parameters) if is_same else {},
        levers=_levers(book, rows, indicators, parameters) if is_same else (),
        bridge=tuple((name, row[f"bridge_{name}"]) for name in ("typical", *PARTS)),
        outlook=_outlook(book, rows, parameters) if is_same else (),
        similar=_similar(frame, row),
    )


def _status(row: Mapping[str, Any]) -> Status:
    """As it was kept; of books kept before it was, what the value tells."""
    if row.get("status") is not None:
        return Status(row["status"])
    return Status.IN_FORCE if row["value_mean"] > 0 else Status.ENDED


def _outlook(
    book: ValuedBook, one: pl.DataFrame, parameters: ValuationParameters
) -> tuple[LaterValue, ...]:
    """Worked out again from the patent as it was read, by the parameters it was valued with."""
    mean = float(one["value_mean"][0])
    left = prospects(one, on=book.valued_on, model=parameters.lapse)
    earned = earning(one, left, parameters)
    kept = tuple(float(chance) for chance in left.kept[0] if chance > 0)
    return outlook(
        mean / float(earned.worth[0]),
        Prospects(months_left=int(left.months_left[0]), kept=kept),
        factor=float(earned.factor[0]),
        level_sd=float(earned.level_sd[0]),
        parameters=parameters,
    )


def _levers(
    book: ValuedBook,
    one: pl.DataFrame,
    indicators: tuple[Indicator, ...],
    parameters: ValuationParameters,
) -> tuple[Lever, ...]:
    left = prospects(one, on=book.valued_on, model=parameters.lapse)
    growth = one["revenue_growth"][0]
    known = one["attributable_revenue"][0] is not None
    found = Earning(
        mean=float(one["value_mean"][0]),
        prospects=Prospects(
            months_left=int(left.months_left[0]),
            kept=tuple(float(chance) for chance in left.kept[0] if chance > 0),
        ),
        growth=parameters.growth if growth is None or not known else float(growth),
        has_economics=known,
    )
    return levers(found, indicators, parameters)


def _similar(frame: pl.DataFrame, row: dict[str, object]) -> tuple[PatentRow, ...]:
    """Patents in force of the same kind and cohort whose three scores lie nearest."""
    apart = pl.sum_horizontal(
        (pl.col(f"{name}_score") - float(str(row[f"{name}_score"]))).pow(2) for name in DIMENSIONS
    )
    near = (
        frame.filter(
            (pl.col(COHORT) == row[COHORT])
            & (pl.col("kind") == row["kind"])
            & (pl.col("patent_number") != row["patent_number"])
            & (pl.col("value_mean") > 0)
        )
        .with_columns(apart=apart)
        .sort("apart", "patent_number")
        .head(MOST_SIMILAR)
    )
    return tuple(patent_row(one) for one in near.iter_rows(named=True))


def patent_report(acting: Acting, book_id: int, number: str) -> PatentReport:
    """The report of one patent of one's own book, made of what was kept with the book."""
    view, book = patent_view(acting, book_id, number), visible_book(acting, book_id)
    row = patents_of(book).filter(pl.col("patent_number") == number).row(0, named=True)
    parameters = parameters_in_use()
    is_same = parameters.version == book.parameters
    return PatentReport(
        party=acting.party_name,
        person=acting.person_name,
        is_fictional=book.party.is_fictional,
        number=number,
        title=view.title,
        owner=view.owner,
        kind=view.kind,
        main_ipc=view.main_ipc,
        filed_on=view.filing_date,
        expires_on=view.expiry_date,
        valued_on=book.valued_on,
        status=view.status,
        notices=notices_from(book.notices),
        revenue=row["attributable_revenue"],
        royalty=row["royalty_rate"],
        figures=view.figures,
        scores=view.scores,
        indicators=view.indicators,
        indicator_parts=view.indicator_parts,
        levers=view.levers,
        bridge=view.bridge,
        outlook=view.outlook,
        rates=_rates(parameters) if is_same else None,
        parameters=book.parameters,
        parameters_source=parameters.source,
        is_indicative=book.is_indicative,
        is_calibrated=view.is_calibrated,
        lapse_source=parameters.lapse.source,
        book=book.name,
        book_sha256=book.sha256,
    )


def _rates(parameters: ValuationParameters) -> dict[str, float]:
    sale = parameters.liquidation
    return {
        "discount": parameters.discount,
        "growth": parameters.growth,
        "obsolescence": parameters.obsolescence,
        "volatility": parameters.volatility,
        "tax": parameters.tax,
        "fire_sale_discount": sale.fire_sale_discount,
        "chance_of_sale": sale.chance_of_sale,
        "cost_share": sale.cost_share,
    }
