"""Survival of patents: the fit against another library's, and rows as registers keep them."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import polars as pl
import pytest
from lifelines import CoxPHFitter, LogLogisticAFTFitter
from lifelines.utils import concordance_index
from tests.services.refusals import bad_input_told

from zhidai.core.calendar import add_months
from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.core.valuation.lapse import COVARIATES, LapseModel, log_scale, survival
from zhidai.engine.calibration.calibration import calibrate
from zhidai.engine.calibration.fitting import fit, fit_cox
from zhidai.engine.calibration.renewal_rows import columns_unused
from zhidai.engine.calibration.renewals import Renewals, read_renewals
from zhidai.engine.calibration.scores import (
    Quality,
    Score,
    auc,
    c_index,
    counting_rejected,
    folds_of,
    slope,
)
from zhidai.reference.lapse_model import lapse_model, written_lapse_model
from zhidai.reference.written_table import WrittenTable

SHAPE, SCALE, OF_CLAIMS = 1.8, 9.0, 0.4


def simulated(count: int, seed: int = 3) -> Renewals:
    """Lapses at whole years after grant by a law that is known; kept at most sixteen years."""
    chance = np.random.default_rng(seed)
    claims = chance.normal(2.0, 0.6, count)
    scale = SCALE * np.exp(OF_CLAIMS * (claims - 2.0))
    time = scale * (1 / chance.random(count) - 1) ** (1 / SHAPE)
    observed = chance.integers(8, 17, count).astype(float)
    missed = np.ceil(time)
    lapsed = missed <= observed
    covariates = np.zeros((count, len(COVARIATES)))
    covariates[:, 0] = claims
    return Renewals(
        kept=np.where(lapsed, missed - 1, observed),
        missed=np.where(lapsed, missed, np.inf),
        observed=np.where(lapsed, missed, observed),
        covariates=covariates,
        sections=("A",) * count,
    )


def test_the_fit_finds_the_law_that_the_lapses_were_made_with() -> None:
    found = fit(simulated(4_000))

    assert found.shape == pytest.approx(SHAPE, rel=0.06)
    assert np.exp(found.intercept) == pytest.approx(SCALE, rel=0.06)
    assert found.coefficients[0] == pytest.approx(OF_CLAIMS, abs=0.08)


def test_the_fit_agrees_with_another_library_on_intervals() -> None:
    renewals = simulated(600)
    other = LogLogisticAFTFitter()
    frame = pd.DataFrame(
        {
            "lower": np.maximum(renewals.kept, 1e-9),
            "upper": renewals.missed,
            "claims": renewals.covariates[:, 0] - renewals.covariates[:, 0].mean(),
        }
    )
    other.fit_interval_censoring(frame, lower_bound_col="lower", upper_bound_col="upper")

    ours = fit(renewals, columns=(0,))

    assert ours.coefficients[0] == pytest.approx(other.params_["alpha_"]["claims"], abs=0.01)
    assert ours.shape == pytest.approx(np.exp(other.params_["beta_"]["Intercept"]), rel=0.01)


def test_the_plain_model_and_the_index_agree_with_another_library() -> None:
    renewals = simulated(500)
    end = np.where(renewals.has_lapsed, renewals.missed, renewals.kept)
    other = CoxPHFitter()
    other.fit(
        pd.DataFrame(
            {"end": end, "lapsed": renewals.has_lapsed, "claims": renewals.covariates[:, 0]}
        ),
        "end",
        "lapsed",
        fit_options={"step_size": 0.5},
    )

    ours = fit_cox(renewals)
    risk = renewals.covariates[:, 0] * ours.coefficients[0]

    assert ours.coefficients[0] == pytest.approx(other.params_["claims"], rel=0.1)  # other ties
    theirs = concordance_index(end, -risk, renewals.has_lapsed)
    assert c_index(renewals, risk) == pytest.approx(theirs, abs=0.02)


def test_an_area_and_a_slope_by_hand() -> None:
    happened = np.array([True, True, False, False])

    assert auc(happened, np.array([0.9, 0.4, 0.5, 0.1])) == 0.75
    assert auc(happened, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5
    assert auc(np.array([True]), np.array([0.5])) is None
    said = np.repeat([0.2, 0.8], 500)
    came = np.concatenate([np.arange(500) < 100, np.arange(500) < 400])
    assert slope(came, said) == pytest.approx(1.0, abs=0.01)


def test_folds_are_the_same_every_time_and_of_equal_size() -> None:
    folds = folds_of(1_001, 5)

    assert (folds == folds_of(1_001, 5)).all()
    assert np.bincount(folds).max() - np.bincount(folds).min() <= 1


ROW = {
    "application_number": "CN02105655.2",
    "main_ipc": "A61B8/00",
    "filing_date": "2002-03-05",
    "grant_date": "2005-11-02",
    "lapse_date": "2015-04-29",
    "applicants": "1",
    "inventors": "3",
    "claims": "16",
    "domestic": "0",
}


def numbered(place: int, digit: int = 1) -> str:
    """The place-th number of 2002."""
    body = f"02{digit}{place:05d}"
    return f"{body}.{check_digit_of(body)}"


def test_a_gazetted_lapse_is_put_back_to_the_anniversary_of_the_unpaid_fee() -> None:
    renewals, rejected = read_renewals(pl.DataFrame([ROW]), observed_until=date(2016, 6, 30))

    missed_on = date(2005, 11, 2) + timedelta(days=round(float(renewals.missed[0]) * 365.25))
    paid_on = date(2005, 11, 2) + timedelta(days=round(float(renewals.kept[0]) * 365.25))
    assert (paid_on, missed_on) == (date(2013, 3, 5), date(2014, 3, 5))
    assert not rejected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"grant_date": "2001-01-01"}, "renewals_days_out_of_order"),
        ({"lapse_date": "2005-01-01"}, "renewals_days_out_of_order"),
        ({"filing_date": "2002-02-30"}, "renewals_day_unreadable"),
        ({"claims": "many"}, "renewals_number_unreadable"),
        ({"claims": "-1"}, "renewals_number_unreadable"),
        ({"application_number": "CN02105655.2"}, "renewals_patent_twice"),
        ({"application_number": numbered(7, digit=2)}, "renewals_kind_outside"),
        ({"application_number": numbered(7, digit=3)}, "renewals_kind_outside"),
        ({"application_number": "02105655.3"}, "patent_check_digit_wrong"),
        ({"grant_date": "2016-07-01", "lapse_date": ""}, "renewals_granted_after_observation"),
    ],
)
def test_a_row_that_cannot_be_used_is_rejected_with_its_reason(
    change: dict[str, str], code: str
) -> None:
    frame = pl.DataFrame([ROW, {**ROW, "application_number": numbered(1), **change}])

    renewals, rejected = read_renewals(frame, observed_until=date(2016, 6, 30))

    assert len(renewals) == 1
    assert [(one.row, one.reasons[0].code) for one in rejected] == [(3, code)]


def test_a_table_without_the_days_or_without_a_usable_row_is_refused() -> None:
    with bad_input_told() as missing:
        read_renewals(pl.DataFrame([ROW]).drop("grant_date"), observed_until=date(2016, 6, 30))
    with bad_input_told() as empty:
        read_renewals(pl.DataFrame([{**ROW, "claims": "x"}]), observed_until=date(2016, 6, 30))

    assert {one.code for one in missing.reasons} == {"renewals_column_missing"}
    assert [one.code for one in empty.reasons] == [
        "renewals_empty",
        "renewals_first_rejected",
        "renewals_number_unreadable",
    ]


def test_a_book_with_chinese_headings_words_and_days_is_read_as_a_book_is() -> None:
    frame = pl.DataFrame(
        {
            "专利号": ["ZL02105655.2", "ZL02200001.1", "ZL02100002.6"],
            "专利类型": ["发明专利", "实用新型", "实用新型"],
            "申请日": ["2002年3月5日", "2002.3.5", "2002/3/5"],
            "授权公告日": ["20051102", "20051102", "20051102"],
            "失效日": ["2014/3/5", "", ""],
            "权利人类型": ["大专院校", "企业", "企业"],
            "权利要求数": ["1,016", "3", "3"],
            "备注": ["", "", ""],
        }
    )

    renewals, rejected = read_renewals(frame, observed_until=date(2016, 6, 30))

    known = dict(zip(COVARIATES, renewals.covariates[0].tolist(), strict=True))
    assert known["owner_university"] == 1.0
    assert known["log_claims"] == pytest.approx(np.log(1017))
    # A lapse on an anniversary of the filing is the legal end, not a gazette.
    missed_on = date(2005, 11, 2) + timedelta(days=round(float(renewals.missed[0]) * 365.25))
    assert missed_on == date(2014, 3, 5)
    said = {one.row: one.reasons[0].code for one in rejected}
    assert said == {3: "renewals_kind_outside", 4: "valuation_kind_differs"}
    assert columns_unused(frame.columns) == ("备注",)


def test_a_table_with_neither_numbers_nor_kinds_is_refused_and_kinds_alone_suffice() -> None:
    unnumbered = pl.DataFrame([{**ROW, "kind": "发明"}]).drop("application_number")

    renewals, _ = read_renewals(unnumbered, observed_until=date(2016, 6, 30))

    assert len(renewals) == 1
    with bad_input_told() as told:
        read_renewals(unnumbered.drop("kind"), observed_until=date(2016, 6, 30))
    assert told.codes == {("renewals_column_missing", None)}


def test_a_calibration_ranks_the_models_on_patents_it_has_not_seen() -> None:
    chance = np.random.default_rng(5)
    rows = []
    for _ in range(400):
        filed = add_months(date(2000, 1, 5), int(chance.integers(0, 24)))
        granted = add_months(filed, 36)
        claims = int(chance.integers(1, 40))
        years = int(np.ceil(4 * np.exp(0.5 * np.log1p(claims) - 1) * chance.lognormal(0, 0.5)))
        lapsed = add_months(granted, 12 * years + 14)
        gone = "" if lapsed > date(2017, 8, 31) else lapsed.isoformat()
        days = {"filing_date": filed.isoformat(), "grant_date": granted.isoformat()}
        own = {"application_number": numbered(len(rows)), "claims": str(claims)}
        rows.append({**ROW, **days, "lapse_date": gone, **own})

    found = calibrate(pl.DataFrame(rows), gazetted_until=date(2017, 8, 31), folds=4)

    ours = found.quality["log_logistic"]
    assert found.patents + len(found.rejected) == found.rows == 400
    assert ours.c_index.value is not None
    assert ours.c_index.value > 0.65
    assert found.sections == ("A",)


def test_on_patents_not_seen_ours_foretells_no_worse_than_cox_and_means_what_it_says() -> None:
    """The bounds that the calibration on real renewals keeps to, here on a law that is known."""
    found = calibrate(renewals_by_law(1_500), gazetted_until=date(2017, 8, 31), folds=4)

    ours, cox = found.quality["log_logistic"], found.quality["cox"]
    assert (found.patents, len(found.rejected)) == (1_500, 0)
    assert value_of(ours.c_index) >= value_of(cox.c_index) - 0.01
    for years in ("1y", "3y"):
        assert value_of(ours.auc[years]) >= value_of(cox.auc[years]) - 0.01
        assert 0.8 <= value_of(ours.slope[years]) <= 1.2


def renewals_by_law(count: int) -> pl.DataFrame:
    """Fictional patents whose lapse is log-logistic in claims and owner, as a gazette has it."""
    chance = np.random.default_rng(6)
    rows = []
    for _ in range(count):
        filed = add_months(date(1998, 1, 5), int(chance.integers(0, 48)))
        granted = add_months(filed, int(chance.integers(24, 60)))
        claims, domestic = int(chance.integers(1, 40)), int(chance.integers(0, 2))
        scale = np.exp(1.2 + 0.6 * (np.log1p(claims) - 2.6) - 0.6 * domestic)
        kept = scale * (1 / chance.random() - 1) ** (1 / 1.4)
        missed = add_months(filed, 12 * int(np.ceil((granted - filed).days / 365.25 + kept)))
        lapsed = add_months(missed, 14)
        rows.append(
            ROW
            | {
                "application_number": numbered(len(rows)),
                "filing_date": filed.isoformat(),
                "grant_date": granted.isoformat(),
                "lapse_date": "" if lapsed > date(2017, 8, 31) else lapsed.isoformat(),
                "claims": str(claims),
                "domestic": str(domestic),
            }
        )
    return pl.DataFrame(rows)


def test_a_rejected_row_counts_as_a_pair_ordered_wrongly_with_every_other() -> None:
    found = Quality(
        c_index=Score(value=0.7, error=0.02),
        auc={"1y": Score(value=0.6, error=None), "3y": Score(value=None, error=None)},
        slope={"1y": Score(value=1.0, error=0.1)},
    )

    counted = counting_rejected(found, used=9, rejected=1)

    assert counted.c_index.value == pytest.approx(0.7 * 72 / 90)
    assert counted.c_index.error == pytest.approx(0.02 * 72 / 90)
    assert counted.auc["1y"].value == pytest.approx(0.6 * 72 / 90)
    assert counted.auc["3y"].value is None
    assert counted.slope == found.slope
    assert counting_rejected(found, used=9, rejected=0) == found


def value_of(score: Score) -> float:
    assert score.value is not None
    return score.value


def test_the_shipped_model_says_where_it_comes_from_and_for_what_it_speaks() -> None:
    model: LapseModel = lapse_model()

    assert "MIT" in model.source
    assert model.is_calibrated("invention", "A")
    assert not model.is_calibrated("utility_model", "A")
    assert not model.is_calibrated("invention", "H")
    usual = log_scale(model, {}, "invention")
    many_claims = log_scale(model, {"log_claims": 3.5}, "invention")
    assert survival(model.shape, usual, 0) == 1.0
    assert survival(model.shape, many_claims, 8) > survival(model.shape, usual, 8) > 0.3


def test_parameters_in_a_strange_form_are_refused() -> None:
    with bad_input_told() as told:
        written_lapse_model(WrittenTable(file="own.yaml", place="lapse", values={"shape": 1.0}))

    assert [dict(one.parameters) for one in told.reasons] == [
        {"file": "own.yaml", "place": "lapse.coefficients"}
    ]
