"""Facts and published series as they are written down: every slip is one clear refusal."""

from collections.abc import Mapping
from datetime import date

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.statistics.beside import beside
from zhidai.core.statistics.bulletin import bulletin
from zhidai.core.statistics.fact_file import read_facts
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import parse_period
from zhidai.core.statistics.published import Published, published
from zhidai.core.statistics.series import on_the_period_before
from zhidai.wording.speech import sentences

LOAN = {
    "record": "loan", "id": "L-1", "borrower": "甲", "amount": "300万元", "drawn_on": "2021-01-12",
    "due_on": "2022-01-12", "rate": "4.85%", "district": "东区", "ip_kind": "invention",
}  # fmt: skip
REGISTRATION = {
    "record": "registration", "id": "Y-1", "pledgor": "甲", "amount": "300万元",
    "registered_on": "2021-01-08", "released_on": "",
}  # fmt: skip
REPAYMENT = {"record": "repayment", "loan": "L-1", "principal": "100万元", "on": "2021-06-30"}
ENTERPRISE = {"record": "enterprise", "id": "甲", "active_from": "2019-01-01"}
ROW = {
    "series": "cnipa", "metric": "registered_amount", "scope": "China", "source": "CNIPA",
    "period": "2018", "value": "885亿元", "counted": "patents", "counted_zh": "专利",
}  # fmt: skip
WITH_TRADEMARKS = {
    **ROW, "period": "2020", "value": "2180亿元", "counted": "patents and trademarks",
    "counted_zh": "专利和商标",
}  # fmt: skip


def read(*records: Mapping[str, object]) -> Facts:
    named = [(f"row {number}", record) for number, record in enumerate(records, start=2)]
    return read_facts(named, scope="示范市", source="样本")


def load(*rows: Mapping[str, str]) -> tuple[Published, ...]:
    return published((f"row {number}", row) for number, row in enumerate(rows, start=2))


def test_records_become_facts() -> None:
    facts = read(LOAN, REGISTRATION, REPAYMENT)

    assert facts.loans[0].amount == 3_000_000
    assert facts.loans[0].repayments[0].principal == 1_000_000
    assert facts.registrations[0].released_on is None
    assert facts.loans[0].places.district == "东区"


def test_a_file_without_loans_tells_nothing_of_loans_and_one_without_registrations_of_those() -> (
    None
):
    quarter = parse_period("2021Q1")

    def spoken_of(*records: Mapping[str, object]) -> set[str]:
        parts = bulletin(read(*records), quarter).parts
        return {one.code for part in parts for one in part.statements}

    assert "loans" not in spoken_of(REGISTRATION)
    assert "balance" not in spoken_of(REGISTRATION)
    assert "registrations" not in spoken_of(LOAN)
    assert {"loans", "registrations"} <= spoken_of(LOAN, REGISTRATION)
    assert Metric.FINANCING_COVERAGE in read(LOAN, REGISTRATION).silent_on
    assert Metric.FINANCING_COVERAGE in read(REGISTRATION, ENTERPRISE).silent_on
    assert Metric.FINANCING_COVERAGE not in read(LOAN, ENTERPRISE).silent_on


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({**LOAN, "record": "lone"}, "is no kind of record"),
        ({**LOAN, "borrower": " "}, "lacks the field borrower"),
        ({**LOAN, "borower": "甲"}, "has no field borower"),
        ({**LOAN, "amount": 3000000}, "is no text"),
        ({**LOAN, "amount": "300"}, "row 2: the field amount cannot be used"),
        ({**LOAN, "ip_kind": "idea"}, "is no kind of right"),
        ({**LOAN, "due_on": "2021-01-11"}, "before 2021-01-12"),
        ({**LOAN, "applied_on": "2021-01-13"}, "before 2021-01-13"),
        ({**LOAN, "recorded_at": "2021-01-12T08:00"}, "is no instant with a time zone"),
        ({**REGISTRATION, "released_on": "2021-01-07"}, "before 2021-01-08"),
        (REPAYMENT, "there is no loan L-1"),
    ],
)
def test_a_record_with_a_slip_is_refused_with_its_place(
    wrong: Mapping[str, object], said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read(wrong)

    assert said in " ".join(sentences(refused.value.reasons, "en"))
    assert "row 2" in " ".join(sentences(refused.value.reasons, "zh-hans"))


@pytest.mark.parametrize(("principal", "taken"), [("300万元", True), ("3000000.01", False)])
def test_no_more_is_repaid_than_was_drawn(principal: str, taken: bool) -> None:
    paid = {**REPAYMENT, "principal": principal}
    if taken:
        assert read(LOAN, paid).loans[0].repayments
        return
    with pytest.raises(BadInput, match="statistics_repaid_too_much"):
        read(LOAN, paid)


def test_an_id_counts_once() -> None:
    with pytest.raises(BadInput, match="statistics_fact_twice"):
        read(LOAN, LOAN)


def test_a_published_break_that_is_not_marked_is_refused_with_the_reason() -> None:
    with pytest.raises(BadInput) as refused:
        load(ROW, WITH_TRADEMARKS)

    (said,) = sentences(refused.value.reasons, "en")
    assert "from 2020 on the series counts patents and trademarks instead of patents" in said


def test_a_marked_break_is_taken_and_no_change_is_said_across_it() -> None:
    (found,) = load(ROW, {**WITH_TRADEMARKS, "break": "trademarks included"})

    step = on_the_period_before(found.series)[1]

    assert (step.change, step.broken and step.broken.what.en) == (None, "trademarks included")


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("metric", "statistics_figure_without_metric"),
        ("source", "statistics_figure_without_source"),
        ("scope", "statistics_figure_without_source"),
        ("counted", "statistics_field_missing"),
    ],
)
def test_a_figure_without_metric_or_source_is_refused(missing: str, code: str) -> None:
    with pytest.raises(BadInput, match=code):
        load({**ROW, missing: ""})


def test_one_published_series_keeps_to_one_metric_and_its_periods_apart() -> None:
    with pytest.raises(BadInput, match="statistics_series_mixed"):
        load(ROW, {**ROW, "period": "2019", "metric": "amount_disbursed"})
    with pytest.raises(BadInput, match="statistics_periods_overlap"):
        load(ROW, {**ROW, "period": "2018Q2"})


def test_a_quarter_is_not_a_year_of_the_same_series() -> None:
    with pytest.raises(BadInput) as refused:
        load(ROW, {**ROW, "period": "2019Q1"})

    (english,) = sentences(refused.value.reasons, "en")
    (chinese,) = sentences(refused.value.reasons, "zh-hans")
    assert "row 3: These figures are of different lengths of period: 2018 and 2019Q1." in english
    assert "期间长度不同：2018 与 2019Q1" in chinese


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"metric": "sums"}, 'row 3: "sums" is no metric'),
        ({"period": "last year"}, 'row 3: "last year" is no month'),
        ({"value": "x亿元"}, "row 3 (value): "),
        ({"scope": "Jiangxi"}, "row 3: These figures are of different scopes: China and Jiangxi."),
    ],
)
def test_a_slip_in_a_published_row_is_one_sentence_with_its_place(
    wrong: Mapping[str, str], said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        load(ROW, {**ROW, "period": "2019", **wrong})

    (told,) = sentences(refused.value.reasons, "en")
    assert told.startswith(said)


def test_a_rate_of_ours_is_no_part_of_a_rate_of_theirs() -> None:
    rate = {**ROW, "metric": "average_rate", "value": "4.35%"}
    (theirs,) = load(rate)
    (ours,) = load({**rate, "scope": "示范市", "value": "4.85%"})

    (found,) = beside(ours.series.figures, theirs)

    assert found.share is None


@pytest.mark.parametrize(
    "wrong", [{"value": "885"}, {"metric": "sums"}, {"period": "last year"}, {"value": "x亿元"}]
)
def test_a_value_without_its_unit_a_strange_metric_or_period_is_refused(
    wrong: Mapping[str, str],
) -> None:
    with pytest.raises(BadInput):
        load({**ROW, **wrong})


@pytest.mark.parametrize(
    ("metric", "value", "code"),
    [
        ("registrations", "12", None),
        ("registrations", "12.5", "statistics_count_not_whole"),
        ("small_loan_share", "0%", None),
        ("small_loan_share", "100%", None),
        ("small_loan_share", "100.01%", "statistics_share_beyond_all"),
        ("financing_coverage", "-0.01%", "statistics_below_zero"),
        ("pledge_ratio", "180%", None),
        ("average_rate", "-3%", "statistics_below_zero"),
        ("days_to_drawdown", "29.5", None),
    ],
)
def test_a_published_value_is_one_that_its_metric_can_have(
    metric: str, value: str, code: str | None
) -> None:
    row = {**ROW, "metric": metric, "value": value}
    if code is None:
        assert load(row)
        return
    with pytest.raises(BadInput, match=code):
        load(row)


@pytest.mark.parametrize(("until", "taken"), [("2017-12-31", False), ("2018-01-01", True)])
def test_a_published_period_has_begun_when_it_is_read(until: str, taken: bool) -> None:
    rows, day = [("row 2", ROW)], date.fromisoformat(until)
    if taken:
        assert published(rows, until=day)
        return
    with pytest.raises(BadInput, match="statistics_period_ahead"):
        published(rows, until=day)


def test_ours_stands_beside_theirs_only_for_the_same_metric() -> None:
    (registered,) = load(ROW)
    (ours,) = load(
        {**ROW, "series": "ours", "scope": "示范市", "source": "样本", "value": "8.85亿元"}
    )
    (disbursed,) = load({**ROW, "metric": "amount_disbursed"})

    (found,) = beside(ours.series.figures, registered)

    assert (str(found.share), found.ours.source, found.theirs.source) == ("0.01", "样本", "CNIPA")
    with pytest.raises(BadInput, match="statistics_series_mixed"):
        beside(ours.series.figures, disbursed)
