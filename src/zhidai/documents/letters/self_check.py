"""The self-check to take home: answers, result, limit and what the loan costs when, zh or en."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.documents.figures import must_add_up, percent, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import Content, render


class Outcome(StrEnum):
    """The answers; missing is never no, and a stop of all new business is no fault of one."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS = "needs"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The estimated limit and the rule that binds it, named in the reader's language."""

    amount: Decimal
    binding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One day of the cash calendar: money the enterprise pays or gets back."""

    on: date
    what: str
    paid: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCost:
    """What a loan costs: the calendar, what is paid, what comes back, net = paid - received.

    `net_ratio` is net over the loan amount, a year, already rounded as it is to be shown.
    """

    loan_amount: Decimal
    lines: tuple[CostLine, ...]
    paid: Decimal
    received: Decimal
    net: Decimal
    net_ratio: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheckResult:
    """自测结果; questions, answers and sentences come in the language of the paper.

    stopped_since: where nothing but the stop of new business stands against it.
    """

    imprint: Imprint
    language: str
    outcome: Outcome
    answers: tuple[tuple[str, str], ...]
    not_met: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    would_help: tuple[str, ...] = ()
    limit: Limit | None = None
    cost: LoanCost | None = None
    stopped_since: date | None = None


def self_check_result(result: SelfCheckResult) -> bytes:
    """The printable self-check, in `zh-hans` or `en`."""
    language = "en" if result.language.startswith("en") else "zh"
    return render(
        "self_check_result",
        imprint_content(result.imprint, language)
        | {
            "language": language,
            "outcome": str(result.outcome),
            "stopped_since": None if result.stopped_since is None else str(result.stopped_since),
            "answers": [[question, answer] for question, answer in result.answers],
            "not_met": list(result.not_met),
            "needs": list(result.needs),
            "would_help": list(result.would_help),
            "limit": _limit_content(result.limit),
            "cost": _cost_content(result.cost),
        },
        dated=result.imprint.dated,
    )


def _limit_content(limit: Limit | None) -> Content:
    if limit is None:
        return None
    return {"amount": yuan(limit.amount), "binding": limit.binding}


def _cost_content(cost: LoanCost | None) -> Content:
    if cost is None:
        return None
    must_add_up((line.paid for line in cost.lines), cost.paid)
    must_add_up((line.received for line in cost.lines), cost.received)
    must_add_up((cost.net, cost.received), cost.paid)
    return {
        "loan": yuan(cost.loan_amount),
        "paid": yuan(cost.paid),
        "received": yuan(cost.received),
        "net": yuan(cost.net),
        "net_ratio": percent(cost.net_ratio),
        "lines": [_cost_line_content(line) for line in cost.lines],
    }


def _cost_line_content(line: CostLine) -> Content:
    return {
        "on": line.on.isoformat(),
        "what": line.what,
        "paid": yuan(line.paid) if line.paid else "",
        "received": yuan(line.received) if line.received else "",
    }
