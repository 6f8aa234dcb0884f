"""`python -m tests.simulation`: a city lives for years, audited day by day by another model.

Everything happens in a database of its own that is removed afterwards. The same seed with one user
tells the same city again; with more users what happens on a day happens at once.
"""

import argparse
import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import django
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


def main() -> int:
    """0 where platform and model agreed to the fen throughout, else 1 with the difference."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="zhidai-simulation-") as folder:
        _made(Path(folder))
        from tests.simulation.city import FIRST_ON, TRIAL_ENDS_ON, City

        until = min(FIRST_ON + timedelta(days=round(365 * options.years)), TRIAL_ENDS_ON)
        city = City(
            seed=options.seed,
            enterprises=options.enterprises,
            until=until,
            users=options.users,
            audit_every=options.audit_every,
        )
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, TimeRemainingColumn()) as progress:
            bar = progress.add_task(f"{FIRST_ON} – {until}", total=(until - FIRST_ON).days)

            def after_day(day: date) -> None:
                text = f"{day}: {len(city.auditor.loans)} loans"
                progress.update(bar, completed=(day - FIRST_ON).days, description=text)

            try:
                city.run(after_day=after_day)
            except AssertionError as difference:
                print(f"seed {options.seed}: {difference}", file=sys.stderr)
                if options.traceback:
                    raise
                return 1
    _report(city.tally.counted, "done")
    _report(city.comparison.held, "compared")
    print(f"{len(city.auditor.loans)} loans: platform and model agree to the fen")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--enterprises", type=int, default=300)
    parser.add_argument("--years", type=float, default=3)
    parser.add_argument("--users", type=int, default=3, help="how many work at once")
    parser.add_argument("--audit-every", type=int, default=30, help="days between full audits")
    parser.add_argument("--traceback", action="store_true", help="where they part, in full")
    return parser.parse_args()


def _made(folder: Path) -> None:
    os.environ.update(
        ZHIDAI_DATA=str(folder),
        ZHIDAI_SECRET_KEY="for tests only",
        DJANGO_SETTINGS_MODULE="zhidai.config.settings",
    )
    os.environ.pop("DATABASE_URL", None)
    django.setup()
    from zhidai.services.database import bring_up_to_date

    bring_up_to_date()


def _report(counted: dict[str, int], title: str) -> None:
    print(title)
    for name, count in sorted(counted.items()):
        print(f"  {count:8,}  {name}")


if __name__ == "__main__":
    sys.exit(main())
