"""`zhidai loan cost`: what a loan costs its borrower, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from zhidai.cli.loan_cost_shown import print_cost, print_open
from zhidai.cli.loan_fees import LoanFees, fees_of
from zhidai.cli.loan_subsidies import LoanSubsidies, subsidies_of
from zhidai.cli.output import JsonOption, LanguageOption, print_json
from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.calendar import parse_day
from zhidai.core.errors import Reason, bad_input
from zhidai.core.lending.borrower_cost import BorrowerCost
from zhidai.core.lending.terms import LoanTerms, Repayment
from zhidai.core.lending.written_rates import rate_of_contract
from zhidai.core.money import parse_yuan
from zhidai.core.policy.assessment import Finding
from zhidai.core.policy.loan_asked import against_loan
from zhidai.core.policy.repayments import kinds_left, way_assumed
from zhidai.core.policy.scheme import Label, Scheme
from zhidai.core.policy.term_ceiling import term_ceiling
from zhidai.core.subsidies.expected_cost import expected_cost, expected_subsidies
from zhidai.core.subsidies.rooms import untouched
from zhidai.core.subsidies.statement import SubsidyLine, SubsidyStatement
from zhidai.core.subsidies.yearly_ceilings import bearing, labels_of
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.loan_tables import loan_tables

NOT_ADMITTED = 1
RepaymentOption = Annotated[
    Repayment | None,
    typer.Option("--repayment", help="Way of repayment; else the scheme's. 还款方式。"),
]
FactsOption = Annotated[
    str | None,
    typer.Option("--facts", metavar="FILE", help="What subsidies ask of the case. 案件文件。"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstLoan:
    """A rule or limit of the scheme that the loan breaks by its amount, rate or term."""

    rule: str
    clause: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCostAnswer:
    """What `zhidai loan cost --json` prints."""

    scheme: str
    principal: Decimal
    annual_rate: Decimal
    drawn_on: date
    due_on: date
    cost: BorrowerCost
    net: Decimal
    subsidies: tuple[SubsidyLine, ...]
    not_admitted: tuple[AgainstLoan, ...]  # of the scheme; a loan with any gets no subsidy
    needs_exception: tuple[AgainstLoan, ...]  # what holds in principle, and the loan is beyond
    not_counted: tuple[str, ...]  # subsidies of which nothing says whether the loan meets them
    shares_not_counted: tuple[str, ...]  # subsidies counted without another share that may hold
    held_by_one_year: tuple[str, ...]  # clauses of ceilings of one year over interest of several
    fees_not_counted: tuple[str, ...]  # charged on the route, with no amount given and no ceiling
    fees_above_ceiling: tuple[str, ...]  # given so; casework would refuse them


def cost(
    *,
    amount: Annotated[str, typer.Option("--amount", metavar="300万元", help="Loan. 贷款金额。")],
    rate: Annotated[
        str,
        typer.Option(
            "--rate", metavar="4.85%", help="A year; or LPR+100bp of the drawdown's day. 年利率。"
        ),
    ],
    drawn: Annotated[str, typer.Option("--from", metavar="DATE", help="Drawdown. 放款日。")],
    due: Annotated[str, typer.Option("--to", metavar="DATE", help="Maturity. 到期日。")],
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="ID|FOLDER", help="Scheme id or folder. 方案。")
    ],
    route: Annotated[
        str | None,
        typer.Option("--route", help="Whose fees; else the first that shares losses. 融资路径。"),
    ] = None,
    fees: Annotated[
        list[str] | None,
        typer.Option(
            "--fees",
            metavar="NAME=VALUE",
            help="guarantee_fee=1%, appraisal_fee=3万元; each other at its ceiling. 费用。",
        ),
    ] = None,
    repayment: RepaymentOption = None,
    instalments: Annotated[
        int, typer.Option("--instalments", help="Of the principal, in equal parts. 还本期数。")
    ] = 0,
    facts: FactsOption = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say what a loan costs its borrower, and when. 计算借款人的实际成本。

    Exit code 0: the scheme admits amount, rate and term, if need be by a recorded exception; 1: it
    does not, and the cost is that without subsidies; 2: bad input.
    """
    drawn_on, chosen = parse_day(drawn), scheme_of(scheme)
    terms = LoanTerms(
        principal=parse_yuan(amount),
        annual_rate=rate_of_contract(rate, contract_on=drawn_on, lpr=loan_tables().lpr),
        drawn_on=drawn_on,
        due_on=parse_day(due),
        repayment=_way(chosen, repayment),
        instalments=instalments,
    )
    against = against_loan(chosen, terms, reference=reference_tables())
    subsidies = subsidies_of(chosen, terms, route, facts)
    charged = fees_of(fees, terms, subsidies)
    refused = any(one.blocks for one in against)
    found, lines = _worked_out(chosen, terms, charged, subsidies, is_subsidised=not refused)
    if json:
        print_json(_answer(chosen, terms, found, lines, against, subsidies, charged))
    else:
        print_cost(chosen, terms, found, lines, against)
        print_open(subsidies, charged, _one_year(chosen, terms, lines, subsidies))
    if refused:
        raise typer.Exit(NOT_ADMITTED)


def _worked_out(
    scheme: Scheme,
    terms: LoanTerms,
    fees: LoanFees,
    subsidies: LoanSubsidies,
    *,
    is_subsidised: bool,
) -> tuple[BorrowerCost, tuple[SubsidyLine, ...]]:
    settings = subsidies.settings
    longest = term_ceiling(scheme, terms.drawn_on)
    statement = SubsidyStatement()
    if is_subsidised:
        statement = expected_subsidies(
            terms,
            fees=fees.counted,
            settings=settings,
            rates=subsidies.rates,
            taken=untouched(settings),
        )
    found = expected_cost(
        terms,
        fees=fees.counted,
        statement=statement,
        clause_of_fee=settings.clause_of_fee,
        repayment_clause=None if longest is None else longest.clause,
    )
    return found, statement.lines


def _answer(
    scheme: Scheme,
    terms: LoanTerms,
    found: BorrowerCost,
    lines: tuple[SubsidyLine, ...],
    against: tuple[Finding, ...],
    subsidies: LoanSubsidies,
    fees: LoanFees,
) -> LoanCostAnswer:
    return LoanCostAnswer(
        scheme=scheme.id,
        principal=terms.principal,
        annual_rate=terms.annual_rate,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        cost=found,
        net=found.net,
        subsidies=lines,
        not_admitted=_named(one for one in against if one.blocks),
        needs_exception=_named(one for one in against if one.asks_for_exception),
        not_counted=tuple(one.id for one in subsidies.open),
        shares_not_counted=tuple(one.id for one, _ in subsidies.open_instead),
        held_by_one_year=tuple(
            str(one.clause) for one in _one_year(scheme, terms, lines, subsidies)
        ),
        fees_not_counted=fees.not_counted,
        fees_above_ceiling=tuple(fees.ceilings),
    )


def _one_year(
    scheme: Scheme, terms: LoanTerms, lines: tuple[SubsidyLine, ...], subsidies: LoanSubsidies
) -> Iterator[Reason]:
    """The ceilings of one year that hold down interest of several."""
    return bearing(lines, subsidies.settings, terms, labels_of(scheme))


def _named(findings: Iterable[Finding]) -> tuple[AgainstLoan, ...]:
    return tuple(AgainstLoan(rule=one.rule, clause=one.clause, label=one.label) for one in findings)


def _way(scheme: Scheme, said: Repayment | None) -> Repayment:
    """The way asked for, if the scheme leaves it to the contract; else one that it leaves."""
    left = kinds_left(scheme.repayments)
    if said is None:
        return way_assumed(scheme.repayments) or left[0]
    if said not in left:
        raise bad_input("loan_repayment_not_left", repayment=str(said), left=", ".join(left))
    return said
