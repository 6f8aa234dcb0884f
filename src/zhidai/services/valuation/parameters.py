"""What this deployment values by: the file that its bank loaded, else the shipped table."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from zhidai.core.errors import bad_input
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.reference.valuation_parameters import valuation_parameters


def parameters_in_use() -> ValuationParameters:
    """Read anew when the file changes. Bad input: those of `valuation_parameters`."""
    path: Path | None = settings.VALUATION_PARAMETERS
    if path is None:
        return valuation_parameters()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise bad_input("written_table_missing", file=str(path)) from None
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> ValuationParameters:
    return valuation_parameters(path)
