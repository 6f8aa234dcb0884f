"""Compiles the Chinese catalogues into the one file that gettext and Django read.

Babel does it in Python, because a bare machine has no msgfmt. One source file per noun keeps
translations beside what they translate; a message translated differently in two files is an
error, so that one English sentence never has two Chinese ones.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Babel is only loaded where there is something to compile
    from babel.messages.catalog import Catalog

HERE = Path(__file__).parent
SOURCES = HERE / "catalogue" / "zh_Hans"
LOCALE = HERE / "locale"
COMPILED = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.mo"


def merged_catalogue() -> "Catalog":
    """All Chinese source files as one catalogue; an error where two files disagree."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    merged = Catalog(locale="zh_Hans", domain="django")
    for path in sorted(SOURCES.glob("*.po")):
        with path.open("rb") as source:
            _merge(merged, read_po(source, locale="zh_Hans"), path.name)
    return merged


def _merge(merged: "Catalog", part: "Catalog", name: str) -> None:
    for message in part:
        if not message.id:
            continue
        known = merged.get(message.id, message.context)
        if known is not None and known.string != message.string:
            raise AssertionError(f"{name} translates {message.id!r} in a second way")
        merged.add(message.id, message.string, context=message.context)


def ensure_compiled() -> Path:
    """The compiled catalogue, made anew if a source is newer. Returns the locale folder."""
    newest = max(path.stat().st_mtime for path in SOURCES.glob("*.po"))
    if not COMPILED.exists() or COMPILED.stat().st_mtime < newest:
        from babel.messages.mofile import write_mo

        COMPILED.parent.mkdir(parents=True, exist_ok=True)
        half_written = COMPILED.with_suffix(f".{os.getpid()}.part")  # two may start at once
        with half_written.open("wb") as target:
            write_mo(target, merged_catalogue())
        half_written.replace(COMPILED)
    return LOCALE


if __name__ == "__main__":
    ensure_compiled()
