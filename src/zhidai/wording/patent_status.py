"""What a patent's status on the day of its valuation means for its value."""

from zhidai.core.valuation.status import Status
from zhidai.wording.speech import translate

STATUSES = {
    Status.IN_FORCE: "in force",
    Status.PENDING: "application, not granted",
    Status.EXPIRED: "term over",
    Status.LAPSED: "lapsed",
    Status.FEE_UNPAID: "annual fee unpaid",
    Status.ENDED: "ended, as the list says",
}
_WORTH_NOTHING = {
    Status.EXPIRED: "Worth nothing: its term was over on the day of the valuation.",
    Status.LAPSED: "Worth nothing: it lapsed before the day of the valuation.",
    Status.FEE_UNPAID: (
        "Worth nothing: an annual fee was unpaid on the day of the valuation, and its grace over."
    ),
    Status.ENDED: "Worth nothing: the list's status says that it has ended.",
}
PENDING_SAID = (
    "An application, not granted: it is valued as if it were, and nothing is taken off for the"
    " chance that it is refused."
)


def status_name(status: Status, language: str) -> str:
    """In a word or two."""
    return translate(STATUSES[status], language)


def status_said(status: Status, language: str) -> str | None:
    """What it does to the value, None for a patent in force."""
    message = PENDING_SAID if status is Status.PENDING else _WORTH_NOTHING.get(status)
    return None if message is None else translate(message, language)
