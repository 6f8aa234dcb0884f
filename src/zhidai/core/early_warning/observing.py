"""What is observed of a running loan on a day: from the fees of its patents, its balance, reports.

An observation is known again by its trigger, its subject (a patent number, or nothing for the loan)
and its mark, which tells one spell from the next: a fee by its due day, a report by its number.
What nobody has said is not observed: an unknown fee is not an unpaid one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.early_warning.rules import Trigger, WarningRule
from zhidai.core.money import format_yuan
from zhidai.core.registers.annual_fees import FeePosition, FeeStatus

_OF_FEES: Mapping[FeeStatus, Trigger] = MappingProxyType(
    {
        FeeStatus.PAYABLE: Trigger.ANNUAL_FEE_PAYABLE,
        FeeStatus.IN_GRACE: Trigger.ANNUAL_FEE_IN_GRACE,
        FeeStatus.LAPSED: Trigger.ANNUAL_FEE_LAPSED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedRight:
    """A pledged patent; `preserved_since` is the day on which its owner declared a preservation."""

    number: str
    fee: FeePosition
    preserved_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """What somebody reported; `amount` in yuan is the new value of a revaluation."""

    number: int
    trigger: Trigger
    right: str
    happened_on: date
    source: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revaluation:
    """The bank's newest own valuation of the whole pledge; `value` in yuan.

    `below_since`: the first day of the unbroken run of revaluations below the loan.
    """

    value: Decimal
    valued_on: date
    below_since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedLoan:
    """A running loan as the rules look at it; the balance in yuan.

    `overdue_elsewhere_since`: since when another loan of the enterprise here is overdue.
    `revaluation`: the newest one, where it was below the loan.
    """

    unpaid_principal: Decimal
    rights: tuple[WatchedRight, ...] = ()
    reports: tuple[EventReport, ...] = ()
    overdue_elsewhere_since: date | None = None
    revaluation: Revaluation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing observed, with its evidence; `deadline` is the last day to put it right."""

    trigger: Trigger
    subject: str
    mark: str
    happened_on: date
    deadline: date | None = None
    evidence: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known again by."""
        return (str(self.trigger), self.subject, self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a day changes: observations to be raised, and the keys of warnings that end."""

    raised: tuple[Observation, ...]
    ended: tuple[tuple[str, str, str], ...]


def observe(loan: WatchedLoan) -> tuple[Observation, ...]:
    """Everything that the rules may warn of, in a fixed order."""
    return (
        *_of_rights(loan.rights),
        *_of_the_enterprise(loan),
        *_of_reports(loan),
        *_of_the_revaluation(loan),
    )


def change(
    observed: Iterable[Observation],
    rules: Mapping[Trigger, WarningRule],
    *,
    known: Iterable[tuple[str, str, str]],
    open_now: Iterable[tuple[str, str, str]],
) -> Change:
    """What is new, and what is over: `known` are all warnings raised, `open_now` the open.

    What somebody closed is not raised again while it goes on; a new spell has another mark. Those
    that ended by themselves, and hold again, are not among the `known`.
    """
    found = {each.key: each for each in observed if each.trigger in rules}
    before = set(known)
    return Change(
        raised=tuple(each for key, each in found.items() if key not in before),
        ended=tuple(
            key
            for key in open_now
            if key not in found and _ends_by_itself(rules.get(Trigger(key[0])))
        ),
    )


def due_on(observation: Observation, rule: WarningRule, *, raised_on: date) -> date:
    """By when the owner sees to it: its own last day, else so many days from the raising."""
    if observation.deadline is not None and observation.deadline >= raised_on:
        return observation.deadline
    return raised_on + timedelta(days=rule.due_days)


def _ends_by_itself(rule: WarningRule | None) -> bool:
    return rule is not None and rule.ends_by_itself


def _of_rights(rights: Iterable[WatchedRight]) -> Iterator[Observation]:
    for right in rights:
        if right.fee.status in _OF_FEES and right.fee.due_on is not None:
            yield _fee(right.number, right.fee, right.fee.due_on)
        if right.preserved_since is not None:
            yield Observation(
                trigger=Trigger.PRESERVATION,
                subject=right.number,
                mark=right.preserved_since.isoformat(),
                happened_on=right.preserved_since,
                evidence={"declared_on": right.preserved_since.isoformat()},
            )


def _fee(number: str, fee: FeePosition, due_on: date) -> Observation:
    """A fee that is payable, late, or was missed: the patent then ended on the due day."""
    deadline = {FeeStatus.PAYABLE: due_on, FeeStatus.IN_GRACE: fee.grace_until}.get(fee.status)
    return Observation(
        trigger=_OF_FEES[fee.status],
        subject=number,
        mark=due_on.isoformat(),
        happened_on=due_on,
        deadline=deadline,
        evidence={
            "fee_year": str(fee.fee_year),
            "fee_due_on": due_on.isoformat(),
            "grace_until": fee.grace_until.isoformat() if fee.grace_until else "",
            "fee": format_yuan(fee.fee_yuan) if fee.fee_yuan is not None else "",
        },
    )


def _of_the_enterprise(loan: WatchedLoan) -> Iterator[Observation]:
    since = loan.overdue_elsewhere_since
    if since is not None:
        yield Observation(
            trigger=Trigger.OVERDUE_ELSEWHERE,
            subject="",
            mark=since.isoformat(),
            happened_on=since,
            evidence={"overdue_since": since.isoformat()},
        )


def _of_reports(loan: WatchedLoan) -> Iterator[Observation]:
    for report in loan.reports:
        evidence = {"source": report.source}
        if report.trigger is Trigger.REVALUED_BELOW_LOAN:
            # Below, not at: a value of exactly the unpaid principal still covers it.
            if report.amount is None or report.amount >= loan.unpaid_principal:
                continue
            if _is_overtaken(report, loan):
                continue
            evidence |= {
                "value": format_yuan(report.amount),
                "unpaid_principal": format_yuan(loan.unpaid_principal),
            }
        yield Observation(
            trigger=report.trigger,
            subject=report.right,
            mark=f"report:{report.number}",
            happened_on=report.happened_on,
            evidence=evidence,
        )


def _is_overtaken(report: EventReport, loan: WatchedLoan) -> bool:
    """Whether a later value of the same right, of one day the one reported last, is not below."""
    return any(
        other.trigger is report.trigger
        and other.right == report.right
        and (other.happened_on, other.number) > (report.happened_on, report.number)
        and other.amount is not None
        and other.amount >= loan.unpaid_principal
        for other in loan.reports
    )


def _of_the_revaluation(loan: WatchedLoan) -> Iterator[Observation]:
    """Over once enough is repaid, or a later revaluation is no longer below.

    The value itself is left out of the evidence: others read the warning, and the bank's own
    valuation is shown to nobody else.
    """
    found = loan.revaluation
    if found is not None and found.value < loan.unpaid_principal:
        yield Observation(
            trigger=Trigger.REVALUED_BELOW_LOAN,
            subject="",
            mark=f"revalued:{found.below_since.isoformat()}",
            happened_on=found.below_since,
            evidence={
                "revalued_on": found.valued_on.isoformat(),
                "unpaid_principal": format_yuan(loan.unpaid_principal),
            },
        )
