"""A desk: a process of its own with its own database connection, told what to do line by line.

A line in:  {"database": NAME, "act": "open_case", "arguments": {...}}
A line out: {"outcome": "done" | "refused" | "in progress" | "conflict", ...}
"""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an act ended."""

    kind: str
    answer: Any = None
    codes: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.kind == "done"

    @property
    def is_refused(self) -> bool:
        return self.kind == "refused"


class Desk:
    """The test's end of a desk."""

    def __init__(self, url: str) -> None:
        search = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": url,
                "PYTHONPATH": search,
                "DJANGO_SETTINGS_MODULE": "zhidai.config.settings_test",
            },
        )

    def begin(self, database: str, act: str, **arguments: Any) -> None:
        """Tell the desk what to do, without waiting."""
        order = {"database": database, "act": act, "arguments": arguments}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def outcome(self) -> Outcome:
        """Wait for what came of it."""
        assert self._process.stdout is not None
        said = json.loads(self._process.stdout.readline())
        if said["kind"] == "broken":
            raise AssertionError(said["answer"])
        return Outcome(**{**said, "codes": tuple(said["codes"]), "clauses": tuple(said["clauses"])})

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


@dataclass(slots=True, kw_only=True)
class Town:
    """A database of the test's own, and two desks that work on it.

    copied: a copy of a database for as long as the test takes; keep: one for as long as all take.
    stages: what walks have led to, the database after each and what it gave.
    """

    database: str
    desks: tuple[Desk, Desk]
    copied: Callable[[str], str]
    keep: Callable[[str], str]
    stages: dict[Callable[["Town"], str], tuple[str, str]]

    def stand_at(self, walk: Callable[["Town"], str]) -> str:
        """Where a walk leads from the town's beginning; gives what it gives.

        It is walked once: whoever comes later gets a copy of the town as it was after it.
        """
        if walk in self.stages:
            kept, answer = self.stages[walk]
            self.database = self.copied(kept)
        else:
            answer = walk(self)
            self.stages[walk] = self.keep(self.database), answer
        return answer

    def do(self, act: str, **arguments: Any) -> Any:
        """One person alone; anything but success fails the test."""
        self.desks[0].begin(self.database, act, **arguments)
        outcome = self.desks[0].outcome()
        assert outcome.is_done, f"{act}: {outcome}"
        return outcome.answer

    def at_once(
        self, first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]]
    ) -> tuple[Outcome, Outcome]:
        """Two people at the same moment, each at a desk."""
        for desk, (act, arguments) in zip(self.desks, (first, second), strict=True):
            desk.begin(self.database, act, **arguments)
        return self.desks[0].outcome(), self.desks[1].outcome()

    def look(self) -> dict[str, Any]:
        """What the tables hold; the event chains and triggers must be whole."""
        found: dict[str, Any] = self.do("look")
        assert found["broken"] == []
        return found


def serve() -> None:
    """The desk's own end: do what the lines say until there are no more."""
    import django

    django.setup()
    from tests.concurrency import acts

    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        order = json.loads(line)
        _sit_at(order["database"])
        said = {"kind": "done", "answer": None, "codes": [], "clauses": []}
        said.update(_done(getattr(acts, order["act"]), order["arguments"]))
        answers.write(json.dumps(said, default=str) + "\n")
        answers.flush()
        _leave()


def _done(act: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    from django.db import IntegrityError

    from zhidai.core.errors import BadInput
    from zhidai.services.refusal import InProgress, Refused

    try:
        return {"answer": act(**arguments)}
    except (Refused, BadInput) as refusal:
        return {
            "kind": "refused",
            "codes": [found.code for found in refusal.reasons],
            "clauses": [found.clause for found in refusal.reasons],
        }
    except InProgress:
        return {"kind": "in progress"}
    except IntegrityError as error:
        return {"kind": "conflict", "answer": str(error)}
    except Exception:  # the test shows what broke in the other process
        return {"kind": "broken", "answer": traceback.format_exc()}


def _sit_at(database: str) -> None:
    from django.db import connection

    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
    connection.ensure_connection()


def _leave() -> None:
    """A town that nobody is connected to can be copied and removed."""
    from django.db import connection

    connection.close()


if __name__ == "__main__":
    serve()
