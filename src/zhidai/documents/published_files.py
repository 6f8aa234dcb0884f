"""Files of series that others publish: the same reading for a command and for a page.

Their columns are those of `core.statistics.published`; Chinese headings and the names of metrics as
the platform shows them are understood beside the codes.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from zhidai.core.errors import bad_input
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.published import Published, published
from zhidai.documents.tables import Table, read_table, read_table_file
from zhidai.wording.speech import CHINESE, ENGLISH
from zhidai.wording.statistics import metric_name

ENDINGS = (".csv", ".xlsx", ".xls", ".parquet")
LARGEST_BYTES = 1024**2  # series are short; a page carries the file from the look to the keeping
_HEADINGS: Mapping[str, str] = {
    "序列": "series",
    "指标": "metric",
    "统计范围": "scope",
    "来源": "source",
    "期间": "period",
    "数值": "value",
    "统计内容": "counted",
    "口径变化": "break",
    "公布的同比": "year_on_year",
}


def series_of_path(path: Path, *, until: date) -> tuple[Published, ...]:
    """The series in a file. Bad input: `table_...`, `statistics_...`."""
    return _series_of(read_table_file(path), name=path.name, until=until)


def series_of_bytes(content: bytes, *, name: str, until: date | None) -> tuple[Published, ...]:
    """The series in a file that was sent; until: the day on which it is read, None once more."""
    table = read_table(content, name=name, largest_bytes=LARGEST_BYTES)
    return _series_of(table, name=name, until=until)


def _series_of(table: Table, *, name: str, until: date | None) -> tuple[Published, ...]:
    if not table.rows:
        raise bad_input("statistics_no_facts", file=name)
    rows = ((f"{name}:{row.number}", _in_codes(row.cells)) for row in table.rows)
    return published(rows, until=until)


def _in_codes(cells: Mapping[str, str]) -> dict[str, str]:
    found = {_HEADINGS.get(heading, heading): text for heading, text in cells.items()}
    metric = found.get("metric", "").strip()
    return found | {"metric": _metrics().get(metric, metric)}


@cache
def _metrics() -> Mapping[str, str]:
    return {metric_name(one, spoken): str(one) for spoken in (CHINESE, ENGLISH) for one in Metric}
