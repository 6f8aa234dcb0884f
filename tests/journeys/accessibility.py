"""axe on each kind of page, once: no serious and no critical issue (WCAG 2.2 AA)."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
_ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
_PARTICULAR = re.compile(r"ZD\d{4}-\d+|\d[\d.]*|(%[0-9A-F]{2})+")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Marks in a folder that all workers share which kinds of pages were looked at."""

    seen: Path

    def look(self, page: Page) -> None:
        """Fail with what axe has to say about the page, unless its kind was looked at before."""
        kind = _PARTICULAR.sub("*", page.url.split("?")[0].split("/", 3)[-1])
        heading = page.locator("h1").first.inner_text() if page.locator("h1").count() else ""
        kind = f"{kind} {_PARTICULAR.sub('*', heading)}"
        mark = self.seen / hashlib.sha256(kind.encode()).hexdigest()
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return
        found: list[dict[str, Any]] = (
            Axe().run(page, options=_ONLY_WHAT_IS_WRONG).response["violations"]
        )
        grave = [_told(issue) for issue in found if issue["impact"] in GRAVE]
        assert grave == [], f"{page.url}: {grave}"


def _told(issue: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in issue["nodes"][:5]]
    return f"{issue['impact']} {issue['id']}: {issue['help']} at {places}"
