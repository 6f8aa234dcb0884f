"""Run the tests that touch the database once more, on a real PostgreSQL.

python -m tests.postgres [pytest arguments]
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres.server import embedded_postgres

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("tests/services", "tests/db", "tests/concurrency", "tests/postgres")


def main(arguments: list[str]) -> int:
    """Start the server, run pytest against it, and pass its exit code on."""
    named = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    folders = [] if named else [folder for folder in FOLDERS if (ROOT / folder).exists()]
    with embedded_postgres() as url:
        return subprocess.call(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-m", "pytest", *arguments, *folders],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url},
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
