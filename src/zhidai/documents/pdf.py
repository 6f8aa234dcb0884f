"""Sets a template as a PDF/A with the font that the package brings.

Data reaches the template as JSON text and is set as text, never evaluated. The document date is the
business date, so the same letter is the same bytes on every machine. PDF/A turns a missing glyph
into an error instead of an empty box, and the `a` level carries tags for screen readers.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from zhidai.core.errors import bad_input

Content = str | bool | int | None | Sequence["Content"] | Mapping[str, "Content"]

TEMPLATES = Path(__file__).parent / "templates"
BEIJING = timezone(timedelta(hours=8))
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def render(template_name: str, data: Mapping[str, Content], *, dated: date) -> bytes:
    """The PDF of one template with this data; `BadInput` names a character that cannot be set."""
    compiler = typst.Compiler(
        TEMPLATES / f"{template_name}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards="a-2a",
            # Noon, so that the day is the same in Beijing and in UTC, in which PDF writes it.
            timestamp=datetime.combine(dated, time(12), BEIJING),
        )
    except typst.TypstError as error:
        missing = _MISSING_GLYPH.search(error.message)
        if missing is None:
            raise
        raise bad_input("document_character_missing", character=missing[1]) from error
    if warnings or not isinstance(made, bytes):
        raise AssertionError(f"template {template_name}: {[w.message for w in warnings]}")
    return made


@cache
def _fonts() -> typst.Fonts:
    # Only the bundled font: a letter must not look different where others happen to be installed.
    folder = str(files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
