"""A column's hash follows what it says, not how it lies in memory."""

from datetime import date

import polars as pl
import pytest

from zhidai.engine.statistics.column_hashes import column_hashes, content_hash

FRAME = pl.DataFrame(
    {
        "loan": [1, 2, None],
        "on": [date(2021, 3, 1), None, date(2021, 3, 2)],
        "kind": pl.Series(["patent", None, "trademark"], dtype=pl.Categorical),
        "parties": [[1, 2], [], None],
        "late": [[{"on": date(2021, 3, 31), "days": 3}], None, []],
    }
)
BY_ITSELF = column_hashes(FRAME, FRAME, {})


def test_columns_put_together_of_parts_have_the_hashes_of_the_whole() -> None:
    parts = [FRAME.slice(0, 1), FRAME.slice(1)]
    together = pl.concat(parts, rechunk=False)

    assert together.n_chunks() == len(parts)
    assert column_hashes(together, together, {}) == BY_ITSELF


def test_a_word_has_the_same_hash_whatever_number_it_has_here() -> None:
    words = pl.Series("kind", ["trademark", "patent", None, "trademark"], dtype=pl.Categorical)
    again = pl.DataFrame([words]).select(pl.col("kind").gather([1, 2, 0]))

    assert content_hash(again) == BY_ITSELF["kind"]


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("loan", [1, 2, 3]),
        ("loan", [1, 2, 0]),
        ("on", [date(2021, 3, 1), None, None]),
        ("kind", ["patent", "trademark", None]),
        ("parties", [[1], [2], None]),
        ("parties", [[1, 2], None, None]),
        ("late", [[{"on": date(2021, 3, 31), "days": 4}], None, []]),
    ],
)
def test_only_the_column_that_says_something_else_has_another_hash(
    column: str, other: list[object]
) -> None:
    changed = FRAME.with_columns(pl.Series(column, other, dtype=FRAME.schema[column]))

    found = column_hashes(changed, FRAME, BY_ITSELF)

    assert {name for name in found if found[name] != BY_ITSELF[name]} == {column}
    assert found == column_hashes(changed, changed, {})


def test_rows_more_or_fewer_change_every_column() -> None:
    fewer = FRAME.slice(0, 2)

    found = column_hashes(fewer, FRAME, BY_ITSELF)

    assert all(found[name] != BY_ITSELF[name] for name in found)
