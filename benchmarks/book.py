"""A book of bullet loans on columns against the scalar replay of the same loans, one by one.

`python3 run.py bench book --size 1000000` measures the full size; the table's own is small.
"""

from datetime import timedelta

import numpy as np
from benchmarks.measure import Measured, seconds_each

from zhidai.core.lending.replay import replay
from zhidai.core.money import to_fen
from zhidai.engine.book_columns import EPOCH, terms_of
from zhidai.engine.book_events import events_of, read_events
from zhidai.engine.book_input import read_loans
from zhidai.engine.book_replay import MONEY, replay_book
from zhidai.engine.book_synthesis import fictional_book, last_day_of_book

SIZE, SAMPLE, THREADS = 20_000, 100, 2


def measure(size: int = SIZE) -> Measured:
    """Seconds for one loan of the book, from columns in memory, on a day in its middle."""
    frame, happened = fictional_book(size, seed=7)
    loans, rejected = read_loans(frame)
    events, strange = read_events(happened, loans, known_at=None, rejected_loans=[])
    if rejected or strange:
        raise AssertionError("the fictional book is not sound")
    on = last_day_of_book() - timedelta(days=365)
    day = (on - EPOCH).days
    sample = [
        (terms_of(loans.columns, place), events_of(events, place))
        for place in np.flatnonzero(loans.columns.drawn_on <= day)[:SAMPLE].tolist()
    ]

    def on_columns() -> dict[str, list[int]]:
        states = replay_book(loans.columns, events.columns, on=day, threads=THREADS)
        drawn = loans.columns.drawn_on <= day
        return {name: getattr(states, name)[drawn][:SAMPLE].tolist() for name in MONEY}

    def one_by_one() -> dict[str, list[int]]:
        states = [replay(terms, own, on=on) for terms, own in sample]
        return {name: [to_fen(getattr(one, name)) for one in states] for name in MONEY}

    if on_columns() != one_by_one():
        raise AssertionError("columns and scalar replay differ")
    return Measured(
        what=f"replay one loan of a book of {size:,} on columns, {len(happened):,} events",
        seconds=seconds_each(on_columns) / size,
        baseline="the scalar replay",
        baseline_seconds=seconds_each(one_by_one) / len(sample),
        agreed=f"ten sums of {len(sample)} loans, to the fen",
    )
