"""`zhidai value book` from exec: seconds and memory of the whole process tree, Parquet to Parquet.

`python3 run.py bench value` measures 400,000 patents, `--size 5000000` or 17000000 more; the
baseline is the plain simulation of 1,000 scenarios of each patent, run beside it on a sample.
"""

import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory

import polars as pl
from benchmarks.measure import Measured
from benchmarks.valuation import SCENARIOS, seconds_by_scenarios

from zhidai.documents.frames import write_frames
from zhidai.engine.valuation.synthesis import fictional_blocks

SIZE = 400_000
_ROUNDS = 3
_SECONDS_BETWEEN_LOOKS = 0.02
_COMMAND = "from zhidai.cli import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the command. peak_bytes: of all its processes together, at the most."""

    seconds: float
    peak_bytes: int


def measure(size: int = SIZE) -> Measured:
    """Seconds for one patent of a book, from exec to the written file."""
    return _measured(size, bridge=False)


def measure_with_bridge(size: int = SIZE) -> Measured:
    """The same with what each value is made of."""
    return _measured(size, bridge=True)


def _measured(size: int, *, bridge: bool) -> Measured:
    with TemporaryDirectory() as folder:
        book, output = Path(folder) / "book.parquet", Path(folder) / "values.parquet"
        write_frames(book, fictional_blocks(size, seed=7))
        rounds = _ROUNDS if size <= SIZE else 1
        runs = [_run(book, output, bridge=bridge) for _ in range(rounds)]
        valued = pl.scan_parquet(output).select(pl.len()).collect().item()
    if valued != size:
        raise AssertionError(f"{valued:,} of {size:,} patents were valued")
    best = min(runs, key=lambda one: one.seconds)
    return Measured(
        what=f"zhidai value book{' --bridge' if bridge else ''}, {size:,} patents, from exec:"
        f" {best.seconds:.2f} s, {best.peak_bytes / 1024**2:,.0f} MB at the most",
        seconds=best.seconds / size,
        baseline=f"{SCENARIOS:,} scenarios in NumPy, the range alone",
        baseline_seconds=seconds_by_scenarios(),
        agreed=f"{valued:,} patents valued; medians as in `valuation`",
    )


def _run(book: Path, output: Path, *, bridge: bool) -> Run:
    given = ["value", "book", str(book), "-o", str(output), *(["--bridge"] if bridge else [])]
    output.unlink(missing_ok=True)
    begun = time.perf_counter()
    command = [sys.executable, "-c", _COMMAND, *given]
    with Popen(command, stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603 - our own
        peak = _Peak(process.pid)
        peak.start()
        code = process.wait()
        seconds = time.perf_counter() - begun
        peak.join()
    if code:
        raise AssertionError(f"zhidai value book ended with {code}")
    return Run(seconds=seconds, peak_bytes=peak.most_bytes)


class _Peak(threading.Thread):
    """Looks at a process and its children, time and again, until it has ended."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self.most_bytes = process, 0

    def run(self) -> None:
        """Until there is nothing left to look at."""
        while found := _resident_bytes(self._process):
            self.most_bytes = max(self.most_bytes, found)
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def _resident_bytes(process: int) -> int:
    """Resident memory of a process and all below it; 0 once it has ended."""
    folder = Path("/proc") / str(process)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [
            int(child)
            for task in (folder / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    own = pages * os.sysconf("SC_PAGE_SIZE")
    return own + sum(_resident_bytes(child) for child in children)
