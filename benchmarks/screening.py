"""A register screened against the plain assessment of the same rows."""

import tempfile
from datetime import date
from pathlib import Path

from benchmarks.measure import Measured, seconds_each
from benchmarks.register import write_register

from zhidai.cli.screen_work import Work, screen_slice
from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.screening.columns import case_of, columns_of
from zhidai.documents.tables import read_table_file
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.cities import cities
from zhidai.schemes.reader import shipped

SCHEME, ON, ROWS = "ganzhou-2020", date(2021, 3, 1), 200


def measure() -> Measured:
    """One enterprise of a register: read, answered, explained; baseline: read and assessed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        write_register(path, ROWS)
        table = read_table_file(path)
    scheme = shipped(SCHEME)
    columns, reference = columns_of(table.columns, [scheme], cities()), reference_tables()
    work = Work(headings=table.columns, schemes=(SCHEME,), on=ON, language="zh-hans")
    rows = [(row.number, row.cells) for row in table.rows]

    def screened() -> list[bool]:
        done = screen_slice(work, rows)
        return [one["outcome"] == "not_eligible" for one in done.answers]

    def assessed() -> list[bool]:
        cases = (read_facts(scheme, case_of(columns, cells)) for _, cells in rows)
        found = (assess(scheme, case, on=ON, reference=reference) for case in cases)
        return [bool(one.refusals) for one in found]

    if screened() != assessed():
        raise AssertionError("the screening refuses other enterprises than the assessment")
    return Measured(
        what="screen one enterprise of a register, in one process",
        seconds=seconds_each(screened) / ROWS,
        baseline="read and assess it, fully traced",
        baseline_seconds=seconds_each(assessed) / ROWS,
        agreed=f"who is refused of {ROWS}",
    )
