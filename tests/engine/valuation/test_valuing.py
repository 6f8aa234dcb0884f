"""The value of patents: against the scalar core and simulation; parts that sum to the fen."""

import logging
import math
from datetime import date

import numpy as np
import polars as pl
import pytest
from distributed import LocalCluster
from scipy.stats import norm, qmc
from tests.engine.valuation.plain_scores import plain_scores
from tests.services.refusals import bad_input_told

from zhidai.core.registers.patent_columns import DAYS
from zhidai.core.valuation.income import Prospects, outcome, quantiles, standard_deviation
from zhidai.core.valuation.lapse import (
    COVARIATES,
    kept_at_anniversaries,
    log_scale,
)
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.renewal_floor import renewal_floors
from zhidai.core.valuation.value import PARTS, Economics, Patent, bridge, value
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.executors import cluster, threads
from zhidai.engine.valuation.indicators import with_cohort
from zhidai.engine.valuation.prospects import prospects
from zhidai.engine.valuation.reading import read_book
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.reference.valuation_parameters import valuation_parameters

ON = date(2024, 6, 30)
SAME = 1e-9


@pytest.fixture(scope="module")
def parameters() -> ValuationParameters:
    return valuation_parameters()


def simulated(
    prospects: Prospects, *, factor: float, volatility: float, level_sd: float
) -> tuple[float, float, tuple[float, ...]]:
    """Mean, standard deviation and quantiles of V by quasi-random paths."""
    years, points = len(prospects.kept), 2**15
    uniform = qmc.Sobol(d=years + 2, seed=1).random(points)
    shocks = norm.ppf(np.clip(uniform, 1e-12, 1 - 1e-12))
    level = np.exp(level_sd * shocks[:, 0] - level_sd**2 / 2)
    growth = factor * np.exp(volatility * shocks[:, 1 : years + 1] - volatility**2 / 2)
    sums = np.concatenate(
        [np.zeros((points, 1)), np.cumsum(np.cumprod(growth, axis=1), axis=1)], axis=1
    )
    lapse = np.searchsorted(np.cumsum(prospects.weights)[:-1], uniform[:, -1], side="right")
    f = prospects.months_left / 12
    worth = f * factor ** (f / 2) + factor ** (f - 0.5) * sums[np.arange(points), lapse]
    values = level * worth
    return values.mean(), values.std(), tuple(np.quantile(values, [0.1, 0.5, 0.9]))


@pytest.mark.parametrize(
    ("volatility", "level_sd"), [(0.1, 0.4), (0.35, 0.8), (0.4, 0.8), (0.8, 1.6)]
)
@pytest.mark.parametrize(("months", "years"), [(1, 19), (6, 8), (12, 1), (7, 0)])
def test_mean_and_quantiles_agree_with_simulation_at_any_volatility(
    volatility: float, level_sd: float, months: int, years: int
) -> None:
    kept = kept_at_anniversaries(1.36, 1.8, years_since_grant=2.5, to_next=months / 12, count=years)
    prospects, factor = Prospects(months_left=months, kept=kept), 0.78
    mean, _, expected = simulated(
        prospects, factor=factor, volatility=volatility, level_sd=level_sd
    )

    found = outcome(prospects, factor=factor, volatility=volatility)
    low, middle, high = quantiles(
        1.0, prospects, factor=factor, volatility=volatility, level_sd=level_sd
    )

    assert found.first == pytest.approx(mean, rel=0.02)
    assert low == pytest.approx(expected[0], rel=0.03)
    assert middle == pytest.approx(expected[1], rel=0.01)
    assert high == pytest.approx(expected[2], rel=0.03)


def test_mean_and_spread_of_one_sure_year_by_hand() -> None:
    found = outcome(Prospects(months_left=12, kept=()), factor=0.81, volatility=0.3)

    assert found.first == pytest.approx(0.9)  # a year's income in its middle: 0.81 ** 0.5
    spread = standard_deviation(100.0, found, level_sd=0.5)
    assert spread == pytest.approx(90 * math.sqrt(math.exp(0.25) - 1))


def book_of(count: int) -> pl.DataFrame:
    """Fictional patents; every fourth with economics of its own."""
    book = fictional_patents(count, seed=3)
    place = np.arange(count)
    return book.with_columns(
        attributable_revenue=pl.Series(
            np.where(place % 4 == 0, 1e6 + 1e5 * place, np.nan)
        ).fill_nan(None),
        industry=pl.Series(np.where(place % 3 == 0, "software", None)),
        royalty_rate=pl.Series(np.where(place % 8 == 0, 0.05, np.nan)).fill_nan(None),
        revenue_growth=pl.Series(np.where(place % 12 == 0, 0.1, np.nan)).fill_nan(None),
    )


def scalar_patent(
    row: dict[str, object], source: dict[str, object], known: ValuationParameters
) -> Patent:
    """One row as the scalar core takes it, worked out from its days by hand."""
    filed, granted = source["filing_date"], source["grant_date"]
    assert isinstance(filed, date)
    assert ON.day > 28  # and so later in its month than any day of filing, as those count
    months = (ON.year - filed.year) * 12 + ON.month - filed.month
    left = 12 - months % 12
    term = {"invention": 20, "utility_model": 10}.get(str(source["kind"]))
    term = term or (15 if filed >= date(2021, 6, 1) else 10)
    age = (ON - filed).days / 365.25
    since = age - {"invention": 3.0}.get(str(source["kind"]), 0.75)
    examined = None
    if isinstance(granted, date) and granted <= ON:
        since, examined = (ON - granted).days / 365.25, (granted - filed).days / 365.25
    counts = {
        name: math.log1p(float(str(source[name]))) for name in ("claims", "inventors", "applicants")
    }
    covariates: dict[str, float | None] = {
        "log_claims": counts["claims"],
        "log_inventors": counts["inventors"],
        "log_applicants": counts["applicants"],
        "domestic": float(str(source["domestic"])),
        "owner_university": float(source["owner_type"] in ("university", "institute")),
        "owner_individual": float(source["owner_type"] == "individual"),
        "examination_years": examined,
    }
    assert set(covariates) == set(COVARIATES)
    kept = kept_at_anniversaries(
        known.lapse.shape,
        log_scale(known.lapse, covariates, str(source["kind"])),
        years_since_grant=max(since, 0.0),
        to_next=left / 12,
        count=term - months // 12 - 1,
    )
    revenue, royalty = source["attributable_revenue"], source["royalty_rate"]
    economics = None
    if revenue is not None:
        growth = source["revenue_growth"]
        usual = known.royalty_by_industry.get(str(source.get("industry")), known.royalty_default)
        economics = Economics(
            attributable_revenue=float(str(revenue)),
            royalty_rate=usual if royalty is None else float(str(royalty)),
            growth=None if growth is None else float(str(growth)),
        )
    return Patent(
        kind=str(source["kind"]),
        owner_type=str(source["owner_type"]),
        scores={
            name: float(str(row[f"{name}_score"])) for name in ("legal", "technical", "economic")
        },
        prospects=Prospects(months_left=left, kept=kept),
        economics=economics,
    )


def test_every_patent_of_a_book_is_worth_what_the_scalar_core_says(
    parameters: ValuationParameters,
) -> None:
    book = book_of(120)
    found = value_book(book, on=ON, parameters=parameters, with_bridge=True)
    rows = list(found.values.iter_rows(named=True))
    sources = list(book.iter_rows(named=True))
    read, _ = read_book(book, on=ON)  # the scores of the answer are rounded for people
    scores = plain_scores(with_cohort(read), parameters.indicators).iter_rows(named=True)
    alive = [
        (row, scalar_patent(scored, source, parameters))
        for row, source, scored in zip(rows, sources, scores, strict=True)
        if row["value_mean"] > 0
    ]
    by_scores = [patent for _, patent in alive if patent.economics is None]
    worth = sum(value(patent, 1.0, parameters).mean for patent in by_scores)
    base = parameters.book_mean * len(by_scores) / worth

    assert len(by_scores) > 40
    assert len(alive) > len(by_scores) + 15
    for row, patent in alive:
        expected = value(patent, base, parameters)
        assert row["value_mean"] == pytest.approx(expected.mean, rel=SAME, abs=0.006)
        for name in ("p10", "p50", "p90"):
            assert row[f"value_{name}"] == pytest.approx(
                getattr(expected, name), rel=SAME, abs=0.006
            )
        assert row["liquidation_value"] == pytest.approx(expected.liquidation, abs=0.006)
        for name in (
            "pledge_ratio",
            "expected_remaining_years",
            "lapse_probability_1y",
            "lapse_probability_3y",
        ):
            assert row[name] == pytest.approx(getattr(expected, name), rel=SAME, abs=SAME)


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2020, 2, 27), 133),
        (date(2020, 2, 28), 132),  # a leap day's anniversaries are the 28th
        (date(2020, 2, 29), 132),
        (date(2020, 3, 27), 132),
        (date(2030, 2, 28), 12),
        (date(2031, 1, 27), 2),
        (date(2031, 1, 28), 1),
        (date(2031, 2, 27), 1),
    ],
)
def test_no_month_of_the_term_is_lost_on_any_day(
    on: date, months: int, parameters: ValuationParameters
) -> None:
    filed, ends = date(2016, 2, 29), date(2031, 2, 28)
    patent = pl.DataFrame(
        {"kind": ["design"], "filing_date": [filed], "grant_date": [filed], "expiry_date": [ends]}
    )
    columns = (*DAYS, "claims", "inventors", "applicants", "domestic", "owner", "legal_status")
    empty = {
        name: pl.lit(None, pl.Date if name in DAYS else pl.String if name[0] in "ol" else pl.Int64)
        for name in columns
        if name not in patent.columns
    }

    found = prospects(patent.with_columns(**empty), on=on, model=parameters.lapse)

    full_years = int((found.kept[0] > 0).sum())
    assert int(found.months_left[0]) + 12 * full_years == months


def test_the_mean_of_patents_without_economics_is_the_stated_one(
    parameters: ValuationParameters,
) -> None:
    book = fictional_patents(500, seed=5)

    found = value_book(book, on=ON, parameters=parameters)

    alive = found.values.filter(pl.col("value_mean") > 0)
    assert alive["value_mean"].mean() == pytest.approx(parameters.book_mean, abs=0.01)


def test_parts_add_up_to_the_value_to_the_fen(parameters: ValuationParameters) -> None:
    found = value_book(book_of(300), on=ON, parameters=parameters, with_bridge=True)

    for row in found.values.iter_rows(named=True):
        parts = [row["bridge_typical"], *(row[f"bridge_{name}"] for name in PARTS)]
        assert sum(round(part * 100) for part in parts) == round(row["value_mean"] * 100)


def test_the_scalar_bridge_sums_exactly_and_names_what_is_better() -> None:
    known = valuation_parameters()
    prospects = Prospects(months_left=6, kept=(0.9, 0.8, 0.6))
    patent = Patent(
        kind="utility_model",
        owner_type="enterprise",
        scores={"legal": 50.0, "technical": 90.0, "economic": 20.0},
        prospects=prospects,
    )
    found = value(patent, 100_000.0, known)

    parts = bridge(patent, found, base=100_000.0, typical_first=1.8, parameters=known)

    assert math.fsum(parts.values()) == pytest.approx(found.mean, rel=1e-12)
    assert parts["legal"] == 0
    assert parts["technical"] > 0 > parts["economic"]
    assert parts["kind"] < 0


def test_a_higher_score_or_a_longer_life_is_never_worth_less() -> None:
    known = valuation_parameters()

    def worth(score: float, kept: tuple[float, ...]) -> float:
        scores = {"legal": score, "technical": score, "economic": score}
        prospects = Prospects(months_left=6, kept=kept)
        patent = Patent(kind="invention", owner_type=None, scores=scores, prospects=prospects)
        return value(patent, 1000.0, known).mean

    assert worth(40, (0.9,)) < worth(60, (0.9,)) < worth(60, (0.9, 0.8)) < worth(60, (0.95, 0.9))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_number_of_threads_changes_no_bit(
    count: int, parameters: ValuationParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.engine.valuation.passes.PART", 64)
    book = book_of(300)

    one = value_book(book, on=ON, parameters=parameters, with_bridge=True)
    with threads(count) as executor:
        many = value_book(book, on=ON, parameters=parameters, with_bridge=True, executor=executor)

    assert one.values.equals(many.values)
    assert one.summary == many.summary


def test_two_workers_of_a_cluster_give_what_one_thread_gives_to_the_bit(
    parameters: ValuationParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.engine.valuation.passes.PART", 64)
    book = book_of(300)
    here = value_book(book, on=ON, parameters=parameters, with_bridge=True)

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
        ) as two,
        cluster(two.scheduler_address) as executor,
    ):
        there = value_book(book, on=ON, parameters=parameters, with_bridge=True, executor=executor)

    assert here.values.equals(there.values)
    assert here.summary == there.summary


def test_a_cluster_that_does_not_answer_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.engine.valuation.executors.CONNECTS_WITHIN_SECONDS", 1)

    with bad_input_told() as told, cluster("tcp://127.0.0.1:1"):
        pass

    assert "No dask cluster answers at tcp://127.0.0.1:1" in told.in_both_languages()


def test_what_happened_after_the_day_is_not_known_on_it(parameters: ValuationParameters) -> None:
    book = fictional_patents(50, seed=1).with_columns(lapse_date=pl.lit(date(2024, 7, 1)))

    before = value_book(book, on=ON, parameters=parameters).values
    after = value_book(book, on=date(2024, 7, 1), parameters=parameters).values

    assert before["value_mean"].sum() > 0
    assert after["value_mean"].sum() == 0
    assert after["lapse_probability_1y"].to_list() == [1.0] * 50


def test_parameters_that_make_no_sense_are_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("parameters")
    own = folder / "own.yaml"
    for text, problem in (
        ("tax: 1.5", "tax"),
        ("unknown: 1", "unknown"),
        ("volatility: 3", "volatility"),
        ("kind_factor: {invention: 1}", "kind_factor"),
    ):
        own.write_text(text, encoding="utf-8")
        with bad_input_told() as told:
            valuation_parameters(own)
        assert problem in told.in_both_languages()
    own.write_text("tax: 0.15", encoding="utf-8")
    assert valuation_parameters(own).tax == 0.15


def floor_of(parameters: ValuationParameters, **cells: object) -> float | None:
    row = {
        "patent_number": "201510000001.0",
        "kind": "invention",
        "filing_date": date(2015, 3, 1),
        "grant_date": date(2018, 3, 1),
        **cells,
    }
    values = value_book(pl.DataFrame([row]), on=date(2020, 9, 1), parameters=parameters).values
    found: float | None = values["renewal_floor"][0]
    return found


def test_the_floor_is_that_of_the_fee_year_paid_and_of_the_year_before_in_grace(
    parameters: ValuationParameters,
) -> None:
    sixth = [900.0] * 3 + [1200.0] * 3 + [2000.0] * 3 + [4000.0] * 3 + [6000.0] * 3 + [8000.0] * 5
    floors = renewal_floors(
        tuple(sixth),
        growth=parameters.growth,
        obsolescence=parameters.obsolescence,
        discount=parameters.discount,
        volatility=parameters.volatility,
    )

    paid = floor_of(parameters)  # 2020-09-01: half of the sixth year is left
    in_grace = floor_of(parameters, fee_paid_until=date(2020, 8, 31))

    assert paid == pytest.approx(floors[5, 6], abs=0.01)
    assert in_grace == pytest.approx(floors[4, 0], abs=0.01)


def test_no_payment_speaks_for_a_patent_not_granted_or_no_longer_in_force(
    parameters: ValuationParameters,
) -> None:
    assert floor_of(parameters, grant_date=None) is None
    assert floor_of(parameters, grant_date=date(2020, 9, 2)) is None
    assert floor_of(parameters, lapse_date=date(2020, 3, 1)) is None
