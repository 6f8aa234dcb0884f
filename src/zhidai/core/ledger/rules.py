"""The scheme's own rules held against a ledger's loans: only what is surely broken is said.

A ledger tells amount, rate, days, appraised value and patents; a rule that needs more stays open.
The appraised value is also taken for the market value: the collateral value is the lower of both
(6.1.4), so a ratio above the ceiling on this one is above it on any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.policy.assessment import Finding, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme, Subject
from zhidai.core.policy.trace import Result
from zhidai.core.registers.patent_list import ListedPatent

YEARLY_ROOM = "yearly_room"
PATENTS = "patents"
_TOLD_OF = frozenset({Subject.REQUEST, Subject.PATENT})


def about_loans(scheme: Scheme) -> Scheme:
    """The scheme with only those rules that a ledger can break; the others would stay open."""
    asked = tuple(rule for rule in scheme.rules if rule.subject in _TOLD_OF)
    return replace(scheme, rules=asked)


def broken_rules(
    loan: LedgerLoan,
    scheme: Scheme,
    *,
    reference: ReferenceTables,
    patents: Mapping[str, ListedPatent],
) -> tuple[Finding, ...]:
    """What the loan breaks on its day of drawdown; nothing outside the scheme's time."""
    if not scheme.in_force_from <= loan.drawn_on <= scheme.in_force_until:
        return ()
    given = _facts(loan, scheme, patents)
    for parts in (given, {name: one for name, one in given.items() if name != PATENTS}):
        try:
            facts = read_facts(scheme, parts)
            found = assess(scheme, facts, on=loan.drawn_on, reference=reference)
        except BadInput:  # of a patent: the loan's own rules are asked without it
            continue
        return tuple(one for one in found.findings if one.result is Result.NOT_MET)
    return ()


def _facts(
    loan: LedgerLoan, scheme: Scheme, patents: Mapping[str, ListedPatent]
) -> dict[str, object]:
    given: dict[str, object] = {
        "request.amount": f"{loan.principal}元",
        "request.term": f"{months_of(loan.drawn_on, loan.agreed_due_on)}个月",
    }
    if loan.annual_rate is not None:
        given["request.rate"] = f"{(loan.annual_rate * 100).normalize():f}%"
    if loan.appraised_value:
        given["valuation.appraised_value"] = f"{loan.appraised_value}元"
        given["valuation.market_value"] = f"{loan.appraised_value}元"
    parts: dict[str, object] = {}
    for name, content in given.items():
        if name in scheme.facts:
            subject, _, short = name.partition(".")
            part = parts.setdefault(subject, {})
            if isinstance(part, dict):
                part[short] = content
    if loan.patents and "patent.number" in scheme.facts:
        parts[PATENTS] = [_patent(number, patents.get(number)) for number in loan.patents]
    return parts


def _patent(number: str, listed: ListedPatent | None) -> dict[str, object]:
    if listed is None or listed.filed_on is None:
        return {"number": number}
    return {"number": number, "filing_date": listed.filed_on.isoformat()}


def months_of(drawn_on: date, due_on: date) -> int:
    """A term in whole months, begun ones included: to the same day a year later is 12."""
    months = 0
    while add_months(drawn_on, months) < due_on:
        months += 1
    return months


def over_the_year(
    standings: Sequence[LoanStanding], scheme: Scheme
) -> Iterable[tuple[str, int, Decimal, Decimal, Label, str]]:
    """Enterprises that drew more in a calendar year than the scheme allows.

    Borrower, year, yuan drawn, the most allowed, label and clause of the limit.
    """
    limit = next((one for one in scheme.limits if one.formula == YEARLY_ROOM), None)
    if limit is None or limit.parameter is None:
        return
    drawn: dict[tuple[str, int], list[LedgerLoan]] = {}
    for one in standings:
        in_force = scheme.in_force_from <= one.loan.drawn_on <= scheme.in_force_until
        if one.drawn and in_force:
            drawn.setdefault((one.loan.enterprise, one.loan.drawn_on.year), []).append(one.loan)
    for (_, year), loans in drawn.items():
        total = sum((loan.principal for loan in loans), Decimal("0.00"))
        most = scheme.value(limit.parameter, max(loan.drawn_on for loan in loans)).amount
        if total > most:
            yield loans[0].borrower, year, total, most, limit.label, limit.clause
