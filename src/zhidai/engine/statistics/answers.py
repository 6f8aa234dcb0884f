"""What was worked out of one version of some facts, so that it is worked out once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Found = TypeVar("Found")


class Answers:
    """The last answers to questions about facts that never change.

    A question has to say all that its answer follows from beside those facts. Held by what holds
    the facts, so that no answer outlives them.
    """

    def __init__(self, most: int) -> None:
        """most: how many are held; of more the one that was asked for longest ago goes."""
        self._most = most
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, work_out: Callable[[], Found]) -> Found:
        """What is held, or what is worked out now; two threads may both do so, to the same."""
        with self._lock:
            if question in self._held:
                self._held.move_to_end(question)
                return cast("Found", self._held[question])
        found = work_out()
        with self._lock:
            self._held[question] = found
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found
