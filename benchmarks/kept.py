"""Figures kept in a file with the machine and the day, for the page that shows them."""

import json
import os
import platform
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import Measured

FORMAT = "zhidai.bench.v1"


def keep(path: Path, measured: Mapping[str, Measured]) -> None:
    """Write what was measured; the load says how much else the machine had to do just then."""
    written = {
        "format": FORMAT,
        "on": time.strftime("%Y-%m-%d", time.gmtime()),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "figures": [
            {
                "name": name,
                "seconds": found.seconds,
                "baseline_seconds": found.baseline_seconds,
            }
            for name, found in measured.items()
        ],
    }
    path.write_text(json.dumps(written, indent=2) + "\n")
