"""Where the parts of a book are worked on: threads of this machine, or a dask cluster.

An executor takes a function and what to call it with, and gives back a ticket; a ticket may stand
among the arguments of later work, and then its result is used where it lies. Threads suffice on one
machine: polars and NumPy let go of the interpreter's lock (docs/adr/0010).
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

from zhidai.core.errors import bad_input

CONNECTS_WITHIN_SECONDS = 10


class Executor(Protocol):
    """Work in, tickets out; results by ticket. near: for work on what lies here anyway."""

    @property
    def near(self) -> "Executor":
        """An executor that sends nothing away."""

    def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """A ticket for `work(*arguments, **named)`."""

    def result(self, ticket: Any) -> Any:
        """What the work of a ticket came to; raises what it raised."""

    def share(self, value: Any) -> Any:
        """What to hand to work in place of a value that much of it needs."""


class InTurn:
    """One after the other, at once: a ticket is the result itself."""

    @property
    def near(self) -> Executor:
        """Itself."""
        return self

    def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Does it."""
        return work(*arguments, **named)

    def result(self, ticket: Any) -> Any:
        """Is there already."""
        return ticket

    def share(self, value: Any) -> Any:
        """Itself."""
        return value


class Threads:
    """A pool of threads."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    @property
    def near(self) -> Executor:
        """Itself."""
        return self

    def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Tickets among the arguments are finished already or are ahead in the same queue."""
        return self._pool.submit(lambda: work(*(_of(one) for one in arguments), **named))

    def result(self, ticket: Any) -> Any:
        """Waits for it."""
        return ticket.result()

    def share(self, value: Any) -> Any:
        """Itself."""
        return value


def _of(argument: Any) -> Any:
    return argument.result() if isinstance(argument, Future) else argument


class Cluster:
    """A dask cluster; tickets are its futures, which it resolves on the worker that holds them."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def near(self) -> Executor:
        """In turn, in this process."""
        return InTurn()

    def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Never taken for the same work as an earlier one."""
        return self._client.submit(work, *arguments, **named, pure=False)

    def result(self, ticket: Any) -> Any:
        """Waits for it."""
        return ticket.result()

    def share(self, value: Any) -> Any:
        """Sent to every worker once."""
        return self._client.scatter(value, broadcast=True)


@contextmanager
def threads(count: int) -> Iterator[Executor]:
    """So many threads of this process."""
    with ThreadPoolExecutor(count) as pool:
        yield Threads(pool)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The dask cluster at an address, such as tcp://scheduler:8786.

    Bad input: `cluster_not_installed`, `cluster_unreachable`.
    """
    try:
        from distributed import Client  # an extra that most do without
    except ImportError:
        raise bad_input("cluster_not_installed") from None
    try:
        client = Client(address, timeout=CONNECTS_WITHIN_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError):
        raise bad_input("cluster_unreachable", address=address[:80]) from None
    with client:
        yield Cluster(client)
