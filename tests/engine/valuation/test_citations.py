"""What a file of citations says of a book's patents, by what was known on a day."""

from datetime import date

import polars as pl
import pytest
from tests.services.refusals import bad_input_told

from zhidai.engine.valuation.citations import with_citations

ON = date(2022, 6, 30)
A, B, C, D = "201510000001.0", "201610000002.7", "201710000003.1", "202010000004.2"
BOOK = pl.DataFrame(
    {
        "patent_number": [A, B, C, D],
        "filing_date": [date(2015, 3, 1), date(2016, 3, 1), date(2017, 3, 1), date(2020, 3, 1)],
        "main_ipc": ["A61K1/00", "A61K31/00", "B23Q1/00", "C08L1/00"],
        "forward_citations": [None, 9.0, 4.0, 7.0],
        "forward_citations_5y": [None, 9.0, 4.0, 7.0],
    },
    schema_overrides={"forward_citations": pl.Float64, "forward_citations_5y": pl.Float64},
)
PAIRS = [
    ("CN" + B, "ZL" + A),  # known from 2016-03-01, the book's day of filing
    ("2017 1000 0003.1", A),
    (B, A),  # twice
    (D, C),  # of another subclass
    (D, A),  # five years later to the day: still in
    ("202210000009.9", A),  # its year ends after the day
    ("EP1234567", A),  # of no known day
    (A, A),  # itself
    (None, A),
]


def cited(pairs: list[tuple[str | None, str]], *, on: date = ON) -> pl.DataFrame:
    frame = pl.DataFrame(pairs, schema=["citing", "cited"], orient="row")
    return with_citations(BOOK, frame, on=on)[0]


def test_forward_citations_are_those_known_on_the_day_each_once() -> None:
    found = cited(PAIRS)

    assert found["forward_citations"].to_list() == [3.0, 0.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("filed", "recent"), [(date(2020, 3, 1), 3.0), (date(2020, 3, 2), 2.0), (date(2020, 2, 29), 3)]
)
def test_a_citation_counts_as_recent_within_five_years_of_filing(
    filed: date, recent: float
) -> None:
    book = BOOK.with_columns(
        filing_date=pl.when(pl.col("patent_number") == D).then(filed).otherwise("filing_date")
    )
    pairs = pl.DataFrame(PAIRS, schema=["citing", "cited"], orient="row")

    found, _ = with_citations(book, pairs, on=ON)

    assert found["forward_citations_5y"][0] == recent


def test_originality_generality_and_radicalness_by_hand() -> None:
    found = cited(PAIRS)

    # A is cited from A61K, B23Q and C08L: 1 - 3/9 = 2/3, times 3/2.
    assert found["generality"].to_list() == [pytest.approx(1.0), None, None, None]
    # D cites B23Q and A61K: 1 - 2/4 = 1/2, times 2/1; both of another subclass than its own.
    assert found["originality"].to_list() == [None, None, None, pytest.approx(1.0)]
    assert found["radicalness"].to_list() == [None, 0.0, 1.0, 1.0]


def test_patents_the_file_does_not_speak_of_keep_the_counts_of_the_book() -> None:
    found = cited([(B, A)])

    assert found["forward_citations"].to_list() == [1.0, 0.0, 4.0, 7.0]


def test_every_row_of_the_file_is_accounted_for() -> None:
    pairs = pl.DataFrame(PAIRS, schema=["citing", "cited"], orient="row")

    _, summary = with_citations(BOOK, pairs, on=ON)

    assert (summary.rows, summary.used, summary.not_yet_known) == (9, 4, 1)
    assert (summary.undated, summary.unreadable) == (1, 2)


def test_a_day_in_the_file_goes_before_the_days_of_filing() -> None:
    pairs = pl.DataFrame(
        {
            "引证专利": ["EP1234567", B],
            "被引证专利": [A, A],
            "引证日": ["2022-06-30", "2022年7月1日"],
        }
    )

    found, summary = with_citations(BOOK, pairs, on=ON)

    assert found["forward_citations"][0] == 1.0
    assert (summary.used, summary.not_yet_known, summary.undated) == (1, 1, 0)


def test_a_file_without_the_two_columns_is_refused_with_the_names_it_may_use() -> None:
    with bad_input_told() as told:
        with_citations(BOOK, pl.DataFrame({"citing": [A]}), on=ON)

    assert "no column cited" in told.in_both_languages()
    assert "被引证专利" in told.in_both_languages()


@pytest.mark.parametrize(
    ("citing", "cited", "day"),
    [
        (" Citing ", "CITED", "Cited_On"),
        ("引证专利\n", "被引证 专利", "引证日　"),
        ("\ufeff施引专利", "被引专利", "引证日期"),
    ],
)
def test_headings_are_as_freely_written_as_those_of_a_book(
    citing: str, cited: str, day: str
) -> None:
    pairs = pl.DataFrame({citing: ["EP1234567"], cited: [A], day: ["2022-06-30"]})

    found, summary = with_citations(BOOK, pairs, on=ON)

    assert (summary.used, summary.undated) == (1, 0)
    assert found["forward_citations"][0] == 1.0


def test_two_columns_of_one_meaning_are_refused_by_name() -> None:
    with bad_input_told() as told:
        with_citations(BOOK, pl.DataFrame({"citing": [B], "引证专利": [B], "cited": [A]}), on=ON)

    assert told.codes == {("valuation_column_twice", None)}
