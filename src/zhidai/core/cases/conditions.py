"""The closed list of conditions that a route's tasks may name.

Each takes the circumstances and returns the reasons against, none if it holds. They are checked
when the task is done, not when it opens: what was true at approval is checked again at drawdown.
A reason without a clause of its own gets the clause of the task.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.calendar import add_months
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.repayment_condition import repayment_agreed
from zhidai.core.errors import Reason, reason
from zhidai.core.policy.assessment import Finding, Source
from zhidai.core.policy.fee_bounds import fee_bounds
from zhidai.core.policy.scheme import Strength
from zhidai.core.policy.term_ceiling import months_of, term_ceiling
from zhidai.core.policy.trace import Result
from zhidai.core.subsidies.fee_subsidy import fee_ceiling
from zhidai.core.subsidies.settings import fee_ceiling_reading

MILLION = 1_000_000
_AMOUNTS = (
    "bank.approved_amount",
    "guarantor.approved_amount",
    "contract.amount",
    "disbursement.amount",
)

Condition = Callable[[Circumstances], tuple[Reason, ...]]


def nothing_against(now: Circumstances) -> tuple[Reason, ...]:
    """No rule that must be met is broken; what is not known yet may still be missing."""
    return tuple(
        _broken(finding) for finding in now.assessment.refusals if finding.source is Source.RULE
    )


def eligible_in_full(now: Circumstances) -> tuple[Reason, ...]:
    """Every rule that must be met is met: nothing broken and nothing missing."""
    against = nothing_against(now)
    if against:
        return against
    missing = tuple(
        reason("rule_needs_facts", finding.clause, rule=finding.label)
        for finding in now.assessment.findings
        if finding.strength is Strength.MUST and finding.result is Result.NEEDS
    )
    return missing + exceptions_recorded(now)


def exceptions_recorded(now: Circumstances) -> tuple[Reason, ...]:
    """A breach of an "in principle" rule has its recorded reason, name and approval."""
    return tuple(
        reason("exception_needed", finding.clause, rule=finding.breach or finding.label)
        for finding in now.assessment.findings
        if finding.rule in now.assessment.exceptions_needed
    )


def within_limit(now: Circumstances) -> tuple[Reason, ...]:
    """The amount is within each limit; above one it is refused, never trimmed (4.2)."""
    limits = {limit.id: limit.amount for limit in now.assessment.limit.candidates}
    return tuple(
        reason(
            "request_above_limit",
            finding.clause,
            asked=_yuan(_held(finding)),
            limit=_yuan(limits[finding.rule] or Decimal()),
            rule=finding.label,
        )
        for finding in now.assessment.refusals
        if finding.source is Source.LIMIT
    )


def amounts_above_zero(now: Circumstances) -> tuple[Reason, ...]:
    """No approval, contract or drawdown of nothing."""
    return tuple(
        reason("amount_of_nothing", fact=now.scheme.facts[name].label)
        for name in _AMOUNTS
        if (amount := now.amount(name)) is not None and amount <= 0
    )


def collateral_known(now: Circumstances) -> tuple[Reason, ...]:
    """Both values behind the collateral value are there before anybody approves (6.1.4)."""
    return tuple(
        reason("fact_needed", fact=now.scheme.facts[name].label)
        for name in ("valuation.appraised_value", "valuation.market_value")
        if now.amount(name) is None
    )


def fees_within_ceiling(now: Circumstances) -> tuple[Reason, ...]:
    """Each fee of the contract stays within amount × its ceiling a year, by the term (9.3).

    Before the due date is fixed, the term asked counts, from today; of a term under a year days /
    365, or as the reading `fee_ceiling_short_term` has it. Before an approval the amount asked
    counts: no loan is larger, and a task that fixes a smaller one asks again.
    """
    known = (now.amount("contract.amount"), _approved(now), now.amount("request.amount"))
    amount = next((one for one in known if one is not None), None)
    ends_on = _asked_until(now, now.on)
    if amount is None or ends_on is None:
        return ()
    reading = fee_ceiling_reading(now.scheme)
    found = []
    for bound in fee_bounds(now.scheme):
        fact = f"contract.{bound.item}"
        fee = now.amount(fact) if fact in now.scheme.facts else None
        ceiling = fee_ceiling(
            amount,
            yearly_rate=now.scheme.value(bound.parameter, now.values_on).amount,
            drawn_on=now.on,
            due_on=ends_on,
            reading=reading,
        )
        if fee is not None and fee > ceiling:
            found.append(
                reason(
                    "fee_above_ceiling",
                    bound.clause,
                    fact=now.scheme.facts[fact].label,
                    fee=_yuan(fee),
                    ceiling=_yuan(ceiling),
                )
            )
    return tuple(found)


def rate_is_plain(now: Circumstances) -> tuple[Reason, ...]:
    """A rate is kept in millionths, at most four decimals of a per cent, and lies in 0 to 100 %."""
    rate = now.amount("contract.rate")
    if rate is None:
        return ()
    if not 0 <= rate < 1:
        return (reason("rate_out_of_range", rate=f"{(rate * 100).normalize():f}"),)
    if rate * MILLION == (rate * MILLION).to_integral_value():
        return ()
    return (reason("rate_too_fine"),)


def approvals_agree(now: Circumstances) -> tuple[Reason, ...]:
    """What is contracted is within what bank and, on its route, guarantor approved (6.1.4)."""
    contracted = now.amount("contract.amount")
    if contracted is None:
        return (reason("fact_needed", fact=now.scheme.facts["contract.amount"].label),)
    approvals = ("bank.approved_amount", "guarantor.approved_amount")
    return tuple(
        reason(
            "contract_above_approval",
            contracted=_yuan(contracted),
            approved=_yuan(approved),
        )
        for fact in approvals
        if (approved := now.amount(fact)) is not None and contracted > approved
    )


def approval_within_request(now: Circumstances) -> tuple[Reason, ...]:
    """An approval never exceeds what was asked; a higher need is a new application."""
    asked = now.amount("request.amount")
    return tuple(
        reason(
            "approval_above_request",
            approved=_yuan(approved),
            asked=_yuan(asked),
        )
        for fact in ("bank.approved_amount", "guarantor.approved_amount")
        if asked is not None and (approved := now.amount(fact)) is not None and approved > asked
    )


def dates_within_term(now: Circumstances) -> tuple[Reason, ...]:
    """The loan falls due after drawdown and within the longest term, where the scheme sets one."""
    drawn, due = now.day("disbursement.drawn_on"), now.day("contract.due_on")
    if drawn is None or due is None:
        missing = "disbursement.drawn_on" if drawn is None else "contract.due_on"
        return (reason("fact_needed", fact=now.scheme.facts[missing].label),)
    ceiling = term_ceiling(now.scheme, now.values_on)
    if ceiling is None and due <= drawn:
        return (reason("due_not_after_drawdown", due=due, drawn=drawn),)
    if ceiling is not None:
        latest = add_months(drawn, months_of(ceiling, now.values_on))
        if not drawn < due <= latest:
            said = {"due": due, "drawn": drawn, "latest": latest}
            return (reason("term_out_of_bounds", ceiling.clause, **said),)
    asked = _asked_until(now, drawn)
    if asked is not None and due > asked:
        return (reason("term_beyond_request", due=due, asked=asked),)
    return ()


def drawn_today(now: Circumstances) -> tuple[Reason, ...]:
    """Drawdown is recorded on its day: the checks made with it hold for that day only."""
    drawn = now.day("disbursement.drawn_on")
    if drawn is None or drawn == now.on:
        return ()
    return (reason("drawdown_on_another_day", drawn=drawn, today=now.on),)


def amount_as_contracted(now: Circumstances) -> tuple[Reason, ...]:
    """The amount drawn is the amount contracted, or less where the contract lets more follow."""
    drawn, contracted = now.amount("disbursement.amount"), now.amount("contract.amount")
    if drawn is None or drawn == contracted:
        return ()
    if now.day("contract.available_until") and contracted is not None and drawn < contracted:
        return ()
    return (
        reason(
            "drawn_other_than_contracted",
            drawn=_yuan(drawn),
            contracted=_yuan(contracted or Decimal()),
        ),
    )


def available_within_term(now: Circumstances) -> tuple[Reason, ...]:
    """The availability period begins with the drawdown and ends before the loan falls due."""
    until = now.day("contract.available_until")
    due = now.day("contract.due_on")
    if until is None or (until >= now.on and (due is None or until < due)):
        return ()
    return (reason("availability_out_of_bounds", until=until, today=now.on, due=due or until),)


def _asked_until(now: Circumstances, drawn: date) -> date | None:
    """The last due day within the term that was asked for and approved."""
    months = now.amount("request.term")
    if months is None or months != months.to_integral_value():
        return None
    return add_months(drawn, int(months))


def _approved(now: Circumstances) -> Decimal | None:
    """What both approvals allow, before there is a contract."""
    approved = [now.amount("bank.approved_amount"), now.amount("guarantor.approved_amount")]
    return min((amount for amount in approved if amount is not None), default=None)


def _broken(finding: Finding) -> Reason:
    said = finding.breach or finding.label
    if finding.item:
        return reason("rule_broken_for_patent", finding.clause, rule=said, patent=finding.item)
    return reason("rule_broken", finding.clause, rule=said)


def _held(finding: Finding) -> Decimal:
    """The amount that a limit's finding held against it: contracted, approved or asked."""
    value = finding.test.value if finding.test else None
    return value.content if value and isinstance(value.content, Decimal) else Decimal()


def _yuan(amount: Decimal) -> str:
    """An amount as a sentence shows it."""
    return f"{amount:,.2f}"


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        condition.__name__: condition
        for condition in (
            nothing_against,
            eligible_in_full,
            exceptions_recorded,
            within_limit,
            amounts_above_zero,
            collateral_known,
            fees_within_ceiling,
            rate_is_plain,
            approvals_agree,
            approval_within_request,
            dates_within_term,
            drawn_today,
            amount_as_contracted,
            available_within_term,
            repayment_agreed,
        )
    }
)
