"""The closed list of conditions that a route's tasks may name.

Each takes the circumstances and returns the reasons against, none if it holds. They are checked
when the task is done, not when it opens: what was true at approval is checked again at drawdown.
A reason without a clause of its own gets the clause of the task.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.calendar import add_months
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.errors import Reason, reason
from zhidai.core.money import down_to_fen
from zhidai.core.policy.assessment import Finding, Source
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Strength
from zhidai.core.policy.trace import Result

BASIS_POINTS = 10_000  # of one

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
    """The amount asked is within each limit; above one it is refused, never trimmed (4.2)."""
    asked = now.amount("request.amount")
    over = {finding.rule for finding in now.assessment.refusals}
    return tuple(
        reason(
            "request_above_limit",
            limit.clause,
            asked=_yuan(asked),
            limit=_yuan(limit.amount),
            rule=limit.label,
        )
        for limit in now.assessment.limit.candidates
        if limit.id in over and asked is not None and limit.amount is not None
    )


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


def formal_value_covers(now: Circumstances) -> tuple[Reason, ...]:
    """The contract still fits the pledge ratio if the formal value came out lower (6.1.5).

    Reading chosen: the lower of the collateral value fixed in step 4 and the formal value counts.
    """
    fixed, formal = now.amount("valuation.market_value"), now.amount("valuation.formal_value")
    appraised, contracted = now.amount("valuation.appraised_value"), now.amount("contract.amount")
    values = [value for value in (fixed, formal, appraised) if value is not None]
    if contracted is None or not values:
        return ()
    parameter = now.scheme.parameters["pledge_ratio_max"]
    most = down_to_fen(min(values) * parameter.in_force(now.on).value.amount)
    if contracted <= most or _excepted(now, "pledge_ratio_max"):
        return ()
    return (
        reason(
            "contract_above_pledge_ratio",
            parameter.clause,
            contracted=_yuan(contracted),
            most=_yuan(most),
            value=_yuan(min(values)),
        ),
    )


def rate_within_ceiling(now: Circumstances) -> tuple[Reason, ...]:
    """The contract rate is within the newest published LPR plus the margin (4.3)."""
    rate, lpr = now.amount("contract.rate"), now.reference.lpr_on(now.on)
    if rate is None or lpr is None:
        return (reason("fact_needed", fact=now.scheme.facts["contract.rate"].label),)
    margin = now.scheme.parameters["rate_margin_max"]
    ceiling = lpr.one_year + margin.in_force(now.on).value.amount / BASIS_POINTS
    if rate <= ceiling:
        return ()
    return (
        reason(
            "rate_above_ceiling",
            margin.clause,
            rate=_percent(rate),
            ceiling=_percent(ceiling),
            since=lpr.since,
        ),
    )


def dates_within_term(now: Circumstances) -> tuple[Reason, ...]:
    """The loan falls due after drawdown and within the longest term (1)."""
    drawn, due = now.day("disbursement.drawn_on"), now.day("contract.due_on")
    if drawn is None or due is None:
        missing = "disbursement.drawn_on" if drawn is None else "contract.due_on"
        return (reason("fact_needed", fact=now.scheme.facts[missing].label),)
    longest = now.scheme.parameters["loan_term_max"]
    term = longest.in_force(now.on).value
    months = int(term.amount) * (12 if term.unit is Unit.YEARS else 1)
    latest = add_months(drawn, months)
    if drawn < due <= latest:
        return ()
    return (reason("term_out_of_bounds", longest.clause, due=due, drawn=drawn, latest=latest),)


def drawn_today(now: Circumstances) -> tuple[Reason, ...]:
    """Drawdown is recorded on its day: the checks made with it hold for that day only."""
    drawn = now.day("disbursement.drawn_on")
    if drawn is None or drawn == now.on:
        return ()
    return (reason("drawdown_on_another_day", drawn=drawn, today=now.on),)


def amount_as_contracted(now: Circumstances) -> tuple[Reason, ...]:
    """The amount drawn is the amount contracted: one drawdown a loan on this route."""
    drawn, contracted = now.amount("disbursement.amount"), now.amount("contract.amount")
    if drawn is None or drawn == contracted:
        return ()
    return (
        reason(
            "drawn_other_than_contracted",
            drawn=_yuan(drawn),
            contracted=_yuan(contracted or Decimal()),
        ),
    )


def contract_amount_within_request(now: Circumstances) -> tuple[Reason, ...]:
    """The contract stays within the amount that the year's room was reserved for (4.2)."""
    asked, contracted = now.amount("request.amount"), now.amount("contract.amount")
    if asked is None or contracted is None or contracted <= asked:
        return ()
    return (
        reason(
            "contract_above_request",
            contracted=_yuan(contracted),
            asked=_yuan(asked),
        ),
    )


def _broken(finding: Finding) -> Reason:
    said = finding.breach or finding.label
    if finding.item:
        return reason("rule_broken_for_patent", finding.clause, rule=said, patent=finding.item)
    return reason("rule_broken", finding.clause, rule=said)


def _excepted(now: Circumstances, parameter: str) -> bool:
    """Whether a recorded exception has set the limit that reads this parameter aside."""
    return any(
        limit.parameter == parameter and limit.set_aside
        for limit in now.assessment.limit.candidates
    )


def _yuan(amount: Decimal) -> str:
    """An amount as a sentence shows it."""
    return f"{amount:,.2f}"


def _percent(rate: Decimal) -> str:
    return f"{rate:.2%}"


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        condition.__name__: condition
        for condition in (
            nothing_against,
            eligible_in_full,
            exceptions_recorded,
            within_limit,
            approvals_agree,
            approval_within_request,
            formal_value_covers,
            rate_within_ceiling,
            dates_within_term,
            drawn_today,
            amount_as_contracted,
            contract_amount_within_request,
        )
    }
)
