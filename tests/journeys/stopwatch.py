"""Somebody at the first screen whose clicks and seconds are counted."""

import time

from tests.journeys.people import Answers, Someone

MOST_CLICKS = 5
WITHIN = 60  # seconds


class Stopwatch:
    """From the first screen to a file saved; each click counts, typing does not."""

    def __init__(self, visitor: Someone, language: str) -> None:
        self._visitor, self.page = visitor, visitor.page
        self.language, self._clicks = language, 0
        visitor.goes_to(f"/{language}/")
        self._begun = time.monotonic()

    def presses(self, button: str) -> None:
        self._clicks += 1
        self._visitor.presses(button)

    def follows(self, link: str) -> None:
        self._clicks += 1
        self._visitor.follows(link)

    def moves_the_date(self, step: str) -> None:
        """A step of the banner."""
        self._clicks += 1
        self.page.get_by_role("complementary").get_by_role("button", name=step).click()
        self.page.wait_for_load_state()

    def fills(self, answers: Answers) -> None:
        self._visitor.fills(answers)

    def sees(self, *texts: str) -> None:
        self._visitor.sees(*texts)

    def saves(self, link: str) -> tuple[str, bytes]:
        """The file behind a link; by now clicks and seconds may not be used up."""
        self._clicks += 1
        name, content = self._visitor.saves(link)
        seconds = time.monotonic() - self._begun
        assert self._clicks <= MOST_CLICKS, f"{self._clicks} clicks to {name}"
        assert seconds <= WITHIN, f"{seconds:.0f} s to {name}"
        return name, content
