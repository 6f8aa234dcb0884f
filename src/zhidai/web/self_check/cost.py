"""What the loan asked for would cost, as the page and the paper show it.

Fees are taken at the highest the scheme allows, on the routes whose steps charge them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.lending.borrower_cost import BorrowerCost, CashKind, CashLine
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import to_fen
from zhidai.core.policy.case_facts import ROUTE, CaseFacts
from zhidai.core.policy.repayments import way_assumed
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check_questions import RATE, TERM
from zhidai.core.policy.standing import ASKED_AMOUNT
from zhidai.core.policy.term_ceiling import term_ceiling
from zhidai.core.policy.trace import Result
from zhidai.core.subsidies.applicability import asked_of
from zhidai.core.subsidies.charged_fees import on_route
from zhidai.core.subsidies.expected_cost import expected_cost, expected_subsidies
from zhidai.core.subsidies.fee_subsidy import highest_fees
from zhidai.core.subsidies.inputs import SubsidyRates
from zhidai.core.subsidies.rate_ceiling import highest_subsidised
from zhidai.core.subsidies.rooms import untouched
from zhidai.core.subsidies.settings import settings_from
from zhidai.reference.assessment_tables import reference_tables
from zhidai.web.schemes.words import clause_cell
from zhidai.web.shared.components import Cell, Column, Figure, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan

_PLACES = Decimal("0.0001")

CASH: Mapping[str, Promise] = {
    CashKind.DISBURSEMENT: pgettext_lazy("cash", "Loan paid out"),
    CashKind.GUARANTEE_FEE: pgettext_lazy("cash", "Guarantee fee"),
    CashKind.APPRAISAL_FEE: pgettext_lazy("cash", "Appraisal fee"),
    CashKind.INTEREST: pgettext_lazy("cash", "Interest"),
    CashKind.PRINCIPAL: pgettext_lazy("cash", "Loan repaid"),
    CashKind.INTEREST_SUBSIDY: pgettext_lazy("cash", "Interest subsidy"),
    CashKind.GUARANTEE_FEE_SUBSIDY: pgettext_lazy("cash", "Subsidy of the guarantee fee"),
    CashKind.APPRAISAL_FEE_SUBSIDY: pgettext_lazy("cash", "Subsidy of the appraisal fee"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The terms taken and what they come to."""

    terms: LoanTerms
    cost: BorrowerCost

    @property
    def net_ratio(self) -> Decimal:
        """Net cost a year over the loan, rounded to a hundredth of a per cent to be shown."""
        return self.cost.effective_annual_cost.quantize(_PLACES, rounding=ROUND_HALF_UP)


def cost_of(scheme: Scheme, facts: CaseFacts, *, on: date) -> Cost | None:
    """The cost of the loan asked for, drawn on the day; None where the answers do not fix it.

    A subsidy for some loans only is counted on where the answers say that this is one.
    """
    terms = _terms(scheme, facts, on)
    route = scheme.routes.get(_text(facts, ROUTE))
    if terms is None or route is None:
        return None
    asked = asked_of(scheme, facts, on=on, reference=reference_tables())
    settings = on_route(
        settings_from(scheme, on, lambda test: asked(test).result is Result.MET), scheme, route.id
    )
    fees = highest_fees(terms, settings)
    longest = term_ceiling(scheme, on)
    cost = expected_cost(
        terms,
        fees=fees,
        statement=expected_subsidies(
            terms,
            fees=fees,
            settings=settings,
            rates=_rates(scheme, on, terms.due_on),
            taken=untouched(settings),
        ),
        clause_of_fee=settings.clause_of_fee,
        repayment_clause=None if longest is None else longest.clause,
    )
    return Cost(terms=terms, cost=cost)


def _rates(scheme: Scheme, on: date, due_on: date) -> SubsidyRates:
    quote = reference_tables().lpr_on(on)
    return SubsidyRates(
        lpr=None if quote is None else lambda _: quote.one_year,
        ceiling=highest_subsidised(scheme, on, quote, due_on=due_on),
    )


def _terms(scheme: Scheme, facts: CaseFacts, on: date) -> LoanTerms | None:
    """Repaid in the way that the scheme leaves, whatever the contract may choose yet."""
    way = way_assumed(scheme.repayments)
    found = [facts.get(name) for name in (ASKED_AMOUNT, TERM, RATE)]
    amount, months, rate = (value.content if value else None for value in found)
    if way is None or not isinstance(amount, Decimal) or not isinstance(rate, Decimal):
        return None
    if not isinstance(months, Decimal) or months % 1 or months < 1:
        return None
    try:
        due_on = add_months(on, int(months))
        return LoanTerms(
            principal=amount, annual_rate=rate, drawn_on=on, due_on=due_on, repayment=way
        )
    except BadInput:
        return None


def _text(facts: CaseFacts, name: str) -> str:
    found = facts.get(name)
    return "" if found is None else str(found.content)


def what(line: CashLine, scheme: Scheme) -> str:
    """What a line of the calendar is, and who pays a subsidy."""
    name, payer = str(CASH[line.movement.kind]), _payer(line, scheme)
    return name if payer is None else _("{what}, {payer}").format(what=name, payer=payer)


def _payer(line: CashLine, scheme: Scheme) -> str | None:
    level = scheme.levels.get(line.movement.payer or "")
    return None if level is None else level.label.in_language(language())


def cost_figures(cost: Cost) -> tuple[Figure, ...]:
    """Paid, back, net and the rate that this comes to."""
    found = cost.cost
    return (
        Figure(
            label=_("You pay in interest and fees"),
            value=_money(found.paid),
            note=_("Interest {interest}, fees {fees}").format(
                interest=_money(found.interest), fees=_money(found.fees)
            ),
        ),
        Figure(
            label=_("You get back at most"),
            value=_money(found.back),
            note=_("After repayment, if the treasuries grant the subsidies in full"),
        ),
        Figure(
            label=_("Net cost"),
            value=_money(found.net),
            note=_("{percent}% of the loan a year").format(percent=_percent(cost.net_ratio)),
        ),
    )


def cost_calendar(cost: Cost, scheme: Scheme) -> Table:
    """Every movement of the enterprise's purse, oldest first, with the running total."""
    return table(
        caption=_("Cash calendar of the enterprise"),
        columns=(
            _("Day"),
            _("What moves"),
            Column(label=_("You pay"), unit=_("yuan"), is_numeric=True),
            Column(label=_("You receive"), unit=_("yuan"), is_numeric=True),
            Column(label=_("Balance so far"), unit=_("yuan"), is_numeric=True),
            _("Clause"),
        ),
        rows=[_row(line, scheme) for line in cost.cost.calendar],
    )


def _row(line: CashLine, scheme: Scheme) -> tuple[Cell, ...]:
    paid = line.change < 0
    amount = f"{abs(line.change):,.2f}"
    clause_id = line.movement.clause
    return (
        Cell(text=line.movement.on.isoformat(), keeps_line=True),
        Cell(
            text=str(CASH[line.movement.kind]),
            note=_payer(line, scheme),
        ),
        Cell(text=amount if paid else ""),
        Cell(text="" if paid else amount),
        Cell(text=f"{line.running_total:,.2f}"),
        clause_cell(clause_id, scheme) if clause_id else Cell(),
    )


def _money(amount: Decimal) -> str:
    return yuan(to_fen(amount))


def _percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).normalize():f}"
