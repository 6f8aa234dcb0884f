"""The one exception at the edge of the services: a refusal with its reasons."""

from zhidai.core.errors import Reason


class Refused(Exception):
    """A command was refused; nothing was written. Surfaces show the reasons with their clauses."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__("; ".join(f"{r.code} ({r.clause})" for r in reasons))
        self.reasons = reasons


class NotFound(Exception):
    """What was asked for does not exist, or is not for this party to see: the same answer."""


class InProgress(Exception):
    """The same command with the same key is running right now."""
