"""The daily work is safe to kill at any moment and to run again (issue: end of day)."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ON_POSTGRES, ROOT, city_environment

pytestmark = pytest.mark.skipif(
    ON_POSTGRES, reason="kills the work on SQLite, whose file it copies"
)


def test_days_killed_at_any_statement_and_run_again_end_as_days_that_were_not(
    untouched_city: Path,
) -> None:
    """At the first write, amid both days' work, and at the last statements."""
    moments = ["0.01", "0.2", "0.49", "0.6", "0.99"]

    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, "-m", "tests.killed", str(untouched_city), "--at", *moments],
        cwd=ROOT,
        env=city_environment(untouched_city),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("killed 5 times")
