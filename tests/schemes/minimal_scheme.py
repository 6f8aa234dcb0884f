"""The smallest good scheme, copied so that a test can spoil one line of it."""

import shutil
from pathlib import Path

MINIMAL = Path(__file__).parent / "fixtures" / "minimal"


def copied(to: Path) -> Path:
    """A copy of the minimal scheme that a test may change."""
    return Path(shutil.copytree(MINIMAL, to / "scheme"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replaces the one place in a file where `old` stands."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
