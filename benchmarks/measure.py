"""A figure, the baseline it was held against in the same run, and the ratio."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

_ROUNDS, _SECONDS_A_ROUND = 5, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the table. Times are seconds for one execution, the best of several rounds."""

    what: str
    seconds: float
    baseline: str
    baseline_seconds: float
    agreed: str  # what both were checked to agree on
    cpu_seconds: float | None = None  # of this process; None where nobody asked
    megabytes: int | None = None  # the most that this process has held so far

    @property
    def ratio(self) -> float:
        """How many times the baseline's time it takes."""
        return self.seconds / self.baseline_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one execution took."""

    seconds: float
    cpu_seconds: float
    megabytes: int


def spent_on(work: Callable[[], object]) -> Spent:
    """One execution; on a busy machine the processor's seconds say more than the clock's."""
    begun, worked = time.perf_counter(), time.process_time()
    work()
    passed, used = time.perf_counter() - begun, time.process_time() - worked
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Spent(seconds=passed, cpu_seconds=used, megabytes=held)


def seconds_each(work: Callable[[], object]) -> float:
    """Seconds for one execution: the best round's mean, after one execution to warm up."""
    work()
    return min(_round(work) for _ in range(_ROUNDS))


def _round(work: Callable[[], object]) -> float:
    begun, times = time.perf_counter(), 0
    while (passed := time.perf_counter() - begun) < _SECONDS_A_ROUND:
        work()
        times += 1
    return passed / times
