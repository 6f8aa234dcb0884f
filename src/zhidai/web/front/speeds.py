"""How fast this machine is, measured anew each minute in which it is asked: no promise.

`python3 run.py bench` measures properly, against baselines of the same run.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.reading import latest_day
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.schemes.examples import load_examples
from zhidai.schemes.reader import shipped, shipped_folder
from zhidai.web.shared.navigation import DEFAULT_SCHEME

_SECONDS = 0.1
_KEPT_SECONDS = 60  # a look at the first screen takes no time of the next one
_Work = Callable[[], int]
_PATENTS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Speeds:
    """A second, rounded to two figures."""

    assessments: int
    patents: int


def speeds(*, at: float | None = None) -> Speeds:
    """Worked examples assessed with their traces, and a fictional book valued.

    at: seconds of a clock that only goes on; by default now.
    """
    return _of_minute(int((time.monotonic() if at is None else at) // _KEPT_SECONDS))


@lru_cache(maxsize=1)
def _of_minute(minute: int) -> Speeds:
    del minute  # another one is another measurement
    assessed, valued = _works()
    return Speeds(assessments=_a_second(assessed), patents=_a_second(valued))


@cache
def _works() -> tuple[_Work, _Work]:
    """What is measured, made ready once."""
    scheme, reference = shipped(DEFAULT_SCHEME), reference_tables()
    read = [
        (read_facts(scheme, one.facts), one.on)
        for one in load_examples(shipped_folder(DEFAULT_SCHEME), scheme)
    ]
    book, parameters = fictional_patents(_PATENTS, seed=7), valuation_parameters()
    day = latest_day(book, today=date.max)

    def assessed() -> int:
        for facts, on in read:
            assess(scheme, facts, on=on, reference=reference)
        return len(read)

    def valued() -> int:
        return len(value_book(book, on=day, parameters=parameters).values)

    return assessed, valued


def _a_second(work: _Work) -> int:
    work()  # tables are made on the way the first time
    begun, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - begun) < _SECONDS:
        done += work()
    return int(float(f"{done / passed:.1e}"))
