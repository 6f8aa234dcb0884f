"""A book streamed part by part is the book in memory to the bit; percentiles are plain ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.valuation.plain_scores import plain_percentile, plain_scores

from zhidai.engine.valuation.book import value_rows
from zhidai.engine.valuation.cohorts import Tally, counted_part, values_of
from zhidai.engine.valuation.duplicates import SeenNumbers
from zhidai.engine.valuation.executors import threads
from zhidai.engine.valuation.indicators import with_cohort, with_scores
from zhidai.engine.valuation.numbers import read_numbers
from zhidai.engine.valuation.passes import FrameRows, Valuing
from zhidai.engine.valuation.reading import RejectedPatent, read_book
from zhidai.engine.valuation.streaming import stream_book
from zhidai.engine.valuation.synthesis import fictional_blocks, fictional_patents
from zhidai.reference.valuation_parameters import valuation_parameters

ON = date(2024, 6, 30)


@dataclass(slots=True)
class ListShelf:
    """Tables laid aside in a list."""

    tables: list[pl.DataFrame] = field(default_factory=list)

    def lay(self, place: int, table: pl.DataFrame) -> None:
        """Behind the last one."""
        assert place == len(self.tables)
        self.tables.append(table)

    def take(self, place: int, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """As it was laid there."""
        table = self.tables[place]
        return table if columns is None else table.select(columns)


def faulty_book() -> pl.DataFrame:
    """Fictional patents, among them numbers that come again parts later, days that cannot be, a
    kind that is none, counts of thousands, one of halves, fewer claims than independent ones, and
    economics.
    """
    book = fictional_patents(1000, seed=9)
    book = pl.concat([book, book.slice(3, 1), book.slice(700, 1)])
    claims = book["claims"].cast(pl.Float64).to_list()
    claims[5], claims[6], claims[650], claims[651] = 2.5, 4000.0, 4000.0, 0.0
    return book.with_columns(
        claims=pl.Series(claims),
        kind=pl.when(pl.int_range(pl.len()) == 40).then(pl.lit("trade mark")).otherwise("kind"),
        lapse_date=pl.when(pl.int_range(pl.len()) == 41)
        .then(pl.lit(date(1999, 1, 1)))
        .otherwise("lapse_date"),
        attributable_revenue=pl.when(pl.int_range(pl.len()) % 4 == 0).then(2e6),
        revenue_growth=pl.when(pl.int_range(pl.len()) % 8 == 0).then(0.05),
    )


def test_a_streamed_book_is_the_book_in_memory_to_the_bit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.engine.valuation.passes.PART", 150)
    monkeypatch.setattr("zhidai.engine.valuation.streaming.AT_ONCE", 300)
    rows, told = FrameRows(faulty_book()), list[RejectedPatent]()

    with threads(2) as executor:
        valuing = Valuing(
            on=ON, parameters=valuation_parameters(), executor=executor, with_bridge=True
        )
        whole = value_rows(rows, valuing)
        streamed = stream_book(rows, ListShelf(), valuing, told.extend)
        tables = list(streamed.tables)

    assert len(tables) == 7
    assert pl.concat(tables).equals(whole.values)
    assert streamed.summary() == whole.summary
    assert tuple(told) == whole.rejected
    assert [one.row for one in told] == [7, 42, 43, 653, 1002, 1003]
    assert [one.reasons[0].code for one in told[4:]] == ["valuation_patent_twice"] * 2


def test_every_row_is_told_of_in_each_pass() -> None:
    done: list[int] = []
    rows = FrameRows(faulty_book().head(100))
    with threads(1) as executor:
        valuing = Valuing(
            on=ON, parameters=valuation_parameters(), executor=executor, after_each=done.append
        )

        list(stream_book(rows, ListShelf(), valuing, lambda _rejected: None).tables)

    assert sum(done) == 3 * 100


_VALUES = st.one_of(
    st.none(),
    st.integers(0, 5).map(float),
    st.sampled_from([0.5, 1.5, 17.0, 1023.0, 1024.0, 5000.0]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["A61K", "B23Q", None]), _VALUES), max_size=90))
def test_a_percentile_looked_up_is_the_rank_among_those_of_the_cohort(
    patents: list[tuple[str | None, float | None]],
) -> None:
    book = pl.DataFrame(
        {"main_ipc": [ipc for ipc, _ in patents], "claims": [value for _, value in patents]},
        schema={"main_ipc": pl.String, "claims": pl.Float64},
    ).with_columns(filing_date=pl.lit(date(2015, 3, 1)))
    expected = with_cohort(book).select(plain_percentile("claims")).to_series()
    tally = Tally()
    for part in (book.head(40), book.slice(40)):
        tally.add(counted_part(part, ("claims",)))
    cohorts = tally.cohorts()

    scored = with_scores(book, cohorts, {"legal": {"claims": 1}, "technical": {"claims": -1},
                                         "economic": {"claims": 2}})  # fmt: skip
    found = pl.Series(np.full(len(book), np.nan))
    if "claims" in cohorts.percentiles:
        places = scored["cohort"].to_numpy()
        found = pl.Series(cohorts.percentiles["claims"].of(places, values_of(book, "claims")))

    assert [cohorts.names[place] for place in scored["cohort"]] == with_cohort(book)[
        "cohort"
    ].to_list()
    assert found.fill_nan(None).to_list() == expected.to_list()


def test_scores_are_those_worked_out_in_the_plainest_way() -> None:
    parameters = valuation_parameters()
    book, _ = read_book(faulty_book(), on=ON)
    plain = plain_scores(with_cohort(book), parameters.indicators)
    tally = Tally()
    names = [name for weights in parameters.indicators.values() for name in weights]
    tally.add(counted_part(book, names))

    found = with_scores(book, tally.cohorts(), parameters.indicators)

    for name in ("legal_score", "technical_score", "economic_score", "known"):
        assert found[name].to_list() == pytest.approx(plain[name].to_list(), rel=1e-12)


def test_a_number_is_seen_again_in_its_part_and_in_any_later_one() -> None:
    texts = ["201510000001.0", "201510000001.0", "95115608.X", "nothing", "nothing"]
    first, _ = read_numbers(pl.Series(texts))
    later, _ = read_numbers(pl.Series(["ZL 95115608.X", "201510000002.9", "CN2015100000010"]))
    seen = SeenNumbers()

    again = seen.again(first["code"].to_numpy())
    again_later = seen.again(later["code"].to_numpy())

    assert again.tolist() == [False, True, False, False, False]
    assert again_later.tolist() == [True, False, True]


def test_numbers_are_read_as_the_core_reads_them() -> None:
    texts = [
        "201710601862.3", "ZL201710601862.3", "cn 2017 1060 1862.3", "2017106018623", "95115608.X",
        "95115608.x", "201710601862.4", "+8510001.0", "201740601862.3", "190010601862.3", "",
        "210010601862.3", "2017106018\uff162.3",
    ]  # fmt: skip
    found, wrong = read_numbers(pl.Series(texts))

    good = ["201710601862.3"] * 4 + ["95115608.X"] * 2
    assert found["number"].to_list()[:6] == good
    assert found["number_kind"].to_list()[:6] == ["invention"] * 6
    assert found["code"].to_list()[:6] == [201710601862] * 4 + [95115608] * 2
    assert found["number"].to_list()[-1] == "201710601862.3"  # full-width, read one by one
    assert sorted(wrong) == [6, 7, 8, 9, 10, 11]


def test_a_fictional_book_in_blocks_has_each_number_once_and_all_of_them_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhidai.engine.valuation.synthesis.BLOCK", 40)
    small = pl.concat(fictional_blocks(100, seed=7))
    later = fictional_patents(40, seed=7, first=10_000_000)

    patents, rejected = read_book(pl.concat([small, later]), on=date(2023, 12, 31))

    assert not rejected
    assert len(patents) == 140
