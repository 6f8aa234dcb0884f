"""A count is of what is counted: enterprises by 家, loans by 笔, registrations by 件."""

import pytest

from zhidai.core.dashboards.figures import Measure
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.wording.contributions import part_unit
from zhidai.wording.dashboards import measure_unit
from zhidai.wording.statistics import metric_unit, with_unit

CHINESE, ENGLISH = "zh-hans", "en"


@pytest.mark.parametrize(
    ("metric", "chinese", "english"),
    [
        (Metric.REGISTRATIONS, "件", "registrations"),
        (Metric.REGISTRATIONS_IN_FORCE, "件", "registrations"),
        (Metric.FIRST_TIME_PLEDGORS, "家", "enterprises"),
        (Metric.APPLICATIONS, "件", "applications"),
        (Metric.LOANS_DISBURSED, "笔", "loans"),
        (Metric.BORROWERS, "家", "enterprises"),
    ],
)
def test_a_heading_over_a_count_says_what_is_counted(
    metric: Metric, chinese: str, english: str
) -> None:
    assert with_unit("x", metric, CHINESE) == f"x ({chinese})"
    assert with_unit("x", metric, ENGLISH) == f"x ({english})"


def test_every_metric_has_its_unit() -> None:
    counts = [one for one in Metric if DEFINITIONS[one].unit is FigureUnit.COUNT]

    assert all(metric_unit(one, CHINESE) for one in Metric)
    assert {metric_unit(one, CHINESE) for one in counts} == {"件", "家", "笔"}


@pytest.mark.parametrize(
    ("counted", "chinese", "english"),
    [
        (Metric.BORROWERS, "家", "enterprises"),
        (Metric.SMALL_LOAN_SHARE, "笔", "loans"),
        (Metric.FINANCING_COVERAGE, "家", "enterprises"),
        (Measure.WAITING, "件", "cases"),
        (Measure.CLAIMS_STARTED, "笔", "claims"),
    ],
)
def test_a_line_behind_a_count_is_one_of_what_is_counted(
    counted: Metric | Measure, chinese: str, english: str
) -> None:
    assert part_unit(counted, FigureUnit.COUNT, CHINESE) == chinese
    assert part_unit(counted, FigureUnit.COUNT, ENGLISH) == english


def test_cases_that_wait_are_counted_by_the_case_and_claims_by_the_claim() -> None:
    counted = (Measure.WAITING, Measure.WAITING_LATE, Measure.CLAIMS_STARTED)

    assert [measure_unit(one, CHINESE) for one in counted] == ["件", "件", "笔"]
