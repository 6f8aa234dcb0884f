"""English sentences by reason code, one module per noun; a code stands in exactly one module."""

import importlib
import pkgutil
from functools import cache


@cache
def english() -> dict[str, str]:
    """All sentence templates: code -> English text with {named} parameters."""
    merged: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        found: dict[str, str] = importlib.import_module(f"{__name__}.{module.name}").SENTENCES
        twice = merged.keys() & found.keys()
        if twice:
            raise AssertionError(f"sentence codes in two modules: {sorted(twice)}")
        merged.update(found)
    return merged
