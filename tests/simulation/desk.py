"""A person's way to the services: sends a command, now and then twice, now and then with a slip.

A retry carries the same key and must be answered alike; the same key with other content must be
refused. Work in progress is asked for again, as a browser would.
"""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Any

from django.db import connection

from zhidai.services.refusal import InProgress, Refused

Command = Callable[[], dict[str, Any]]
Answered = tuple[dict[str, Any] | None, tuple[str, ...]]  # the answer, or why not
RETRIED, TRIES = 0.2, 400


@dataclass(slots=True)
class Tally:
    """How often what was done, for the report; filled by several threads."""

    counted: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def add(self, name: str) -> None:
        with self.lock:
            self.counted[name] += 1


@dataclass(slots=True, kw_only=True)
class Desk:
    """users: how many people work at once; 1 leaves everything in one thread."""

    random: Random
    tally: Tally
    users: int = 1

    def send(
        self, name: str, command: Command, *, other: Command | None = None, refused: str = ""
    ) -> dict[str, Any] | None:
        """The answer, None where it was refused. refused: the code that is expected; other: the
        same key with other content, which must be refused once the first was answered.
        """
        answers = self._together(command) if self._retries() else [_answer(command)]
        if len(answers) > 1:
            self.tally.add("retry")
        answer, codes = self._agreed(name, answers)
        assert not refused or refused in codes, f"{name}: {refused} expected, {answers[0]}"
        self.tally.add(f"{name} refused: {codes[0]}" if codes else name)
        if codes:
            return None
        if other is not None and self._retries():
            again = _answer(other)
            assert again == (None, ("idempotency_key_reused",)), f"{name}: {again}"
            self.tally.add("key reused")
        return answer

    def _agreed(self, name: str, answers: list[Answered]) -> Answered:
        """What was answered: both alike; while others work, only what was accepted has to be.

        They make a refused command possible, or take away one of several reasons against it.
        """
        compared = answers
        if self.users > 1:
            compared = [each for each in answers if each[0] is not None] or answers[:1]
        assert all(each == compared[0] for each in compared), f"{name}: {answers}"
        return compared[0]

    def _retries(self) -> bool:
        return self.random.random() < RETRIED

    def _together(self, command: Command) -> list[Answered]:
        if self.users == 1:
            return [_answer(command), _answer(command)]
        with ThreadPoolExecutor(2) as both:
            return list(both.map(lambda _: _answer(command, apart=True), range(2)))


def _answer(command: Command, *, apart: bool = False) -> Answered:
    """The answer, or the codes of a refusal."""
    try:
        for _ in range(TRIES):
            try:
                return command(), ()
            except InProgress:
                time.sleep(0.02)
            except Refused as error:
                return None, tuple(each.code for each in error.reasons)
        raise AssertionError("the database did not come free")
    finally:
        if apart:
            connection.close()
