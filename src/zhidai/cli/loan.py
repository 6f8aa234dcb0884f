"""`zhidai loan replay | cost | travel | export`: on any day, what it costs, where its yuan go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.actus import export, print_actus_events
from zhidai.cli.case_file import read_case_file
from zhidai.cli.loan_travel import travel
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.borrower_cost import BorrowerCost
from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.loan_file import parse_instant, parse_rate, read_loan
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import half_up_to_fen, parse_yuan
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.expected_cost import expected_cost, expected_subsidies
from zhidai.core.subsidies.fee_subsidy import fee_ceiling
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.core.subsidies.statement import SubsidyLine
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAnswer:
    """What `zhidai loan replay --json` prints."""

    state: LoanState
    principal_unpaid: Decimal
    owed_to_bank: Decimal
    owed_in_total: Decimal
    risk_class: RiskClass


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


def register(root: typer.Typer) -> None:
    """Adds `zhidai loan` to the root command."""
    loan = typer.Typer(no_args_is_help=True, help="Loans. 贷款。")
    loan.command("replay")(replay_loan)
    loan.command("cost")(cost)
    loan.command("travel")(travel)
    loan.command("export")(export)
    root.add_typer(loan, name="loan")


def replay_loan(
    *,
    loan: Annotated[
        str | None, typer.Argument(help="JSON file, or - for standard input. 贷款文件。")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day asked about. 查询日期。")
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at", metavar="INSTANT", help="Only what was recorded by then. 截至记录时间。"
        ),
    ] = None,
    actus: Annotated[
        str | None,
        typer.Option(
            "--actus", metavar="CONTRACT", help="An ACTUS contract (PAM) instead. ACTUS 合约。"
        ),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say where a loan stands at the end of a day. 查询贷款在某日终的状态。"""
    if actus is not None:
        if (loan, on, known_at) != (None, None, None):
            raise bad_input("loan_actus_alone")
        print_actus_events(actus)
        return
    if loan is None or on is None:
        raise bad_input("loan_file_needed")
    day = parse_day(on)
    instant = None
    if known_at is not None:
        instant = parse_instant(known_at, field="--known-at", place="zhidai loan replay")
    written = read_loan(read_case_file(loan))
    state = replay(written.terms, written.events, on=day, known_at=instant)
    if json:
        print_json(
            LoanAnswer(
                state=state,
                principal_unpaid=state.principal_unpaid,
                owed_to_bank=state.owed_to_bank,
                owed_in_total=state.owed_in_total,
                risk_class=state.risk_class,
            )
        )
    else:
        _print_state(state)


def cost(
    *,
    amount: Annotated[str, typer.Option("--amount", metavar="300万元", help="Loan. 贷款金额。")],
    rate: Annotated[str, typer.Option("--rate", metavar="4.85%", help="A year. 年利率。")],
    drawn: Annotated[str, typer.Option("--from", metavar="DATE", help="Drawdown. 放款日。")],
    due: Annotated[str, typer.Option("--to", metavar="DATE", help="Maturity. 到期日。")],
    scheme: Annotated[str, typer.Option("--scheme", metavar="ID", help="Scheme. 方案。")],
    fees: Annotated[
        list[str] | None,
        typer.Option(
            "--fees",
            metavar="NAME=VALUE",
            help="guarantee_fee=1%, appraisal_fee=3万元; else the scheme's ceilings. 费用。",
        ),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say what a loan costs its borrower, and when. 计算借款人的实际成本。"""
    terms = LoanTerms(
        principal=parse_yuan(amount),
        annual_rate=parse_rate(rate),
        drawn_on=parse_day(drawn),
        due_on=parse_day(due),
    )
    chosen = shipped(scheme)
    settings = settings_from(chosen, terms.drawn_on)
    fee_amounts = _fees(fees, terms, settings)
    statement = expected_subsidies(terms, fees=fee_amounts, settings=settings)
    found = expected_cost(
        terms,
        fees=fee_amounts,
        statement=statement,
        fee_clause=settings.fee_clause,
        repayment_clause=chosen.parameters["loan_term_max"].clause,
    )
    if json:
        print_json(
            LoanCostAnswer(
                scheme=chosen.id,
                principal=terms.principal,
                annual_rate=terms.annual_rate,
                drawn_on=terms.drawn_on,
                due_on=terms.due_on,
                cost=found,
                net=found.net,
                subsidies=statement.lines,
            )
        )
    else:
        _print_cost(chosen, terms, found, statement.lines)


def _fees(
    written: list[str] | None, terms: LoanTerms, settings: SubsidySettings
) -> dict[str, Decimal]:
    """Fees in yuan; without any given, each at its ceiling."""
    if not written:
        return {
            fee: _yearly_fee(terms, rate, settings) for fee, rate in settings.fee_ceilings.items()
        }
    found = dict(_fee(text, terms, settings) for text in written)
    return {fee: amount for fee, amount in found.items() if amount}


def _fee(text: str, terms: LoanTerms, settings: SubsidySettings) -> tuple[str, Decimal]:
    """One fee: 1% of the amount, 1%/年 over the term, or 3万元."""
    name, _, value = text.partition("=")
    name = name.strip()
    if name not in settings.fee_ceilings:
        raise bad_input("loan_fee_unreadable", text=text[:40])
    try:
        quantity = parse_quantity(value)
    except BadInput:
        raise bad_input("loan_fee_unreadable", text=text[:40]) from None
    if quantity.unit is Unit.YUAN:
        return name, half_up_to_fen(quantity.amount)
    if quantity.unit is Unit.RATIO:
        return name, half_up_to_fen(terms.principal * quantity.amount)
    if quantity.unit is Unit.RATE:
        return name, _yearly_fee(terms, quantity.amount, settings)
    raise bad_input("loan_fee_unreadable", text=text[:40])


def _yearly_fee(terms: LoanTerms, yearly_rate: Decimal, settings: SubsidySettings) -> Decimal:
    return fee_ceiling(
        terms.principal,
        yearly_rate=yearly_rate,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        reading=settings.fee_ceiling_reading,
    )


def _print_state(state: LoanState) -> None:
    say("The loan on {on}: {status}", on=state.on, status=_word(f"loan: {state.status}"))
    for name, amount in (
        ("Principal owed to the bank", state.principal_balance),
        ("Principal owed to those who paid a claim", state.subrogated),
        ("Interest due and unpaid", state.interest_due),
        ("Interest accrued, not yet due", state.interest_accrued),
        ("Interest paid", state.interest_paid),
        ("Principal repaid", state.principal_repaid),
        ("Owed to the bank", state.owed_to_bank),
    ):
        typer.echo(f"  {translate(name, language())}  {amount:,.2f}")
    if state.overdue_since:
        say(
            "Overdue for {days} days, since {since}.",
            days=state.overdue_days,
            since=state.overdue_since,
        )
    say("Class by days overdue: {name}", name=_word(f"class: {state.risk_class}"))
    table = _table("No.", "From", "Due", "Days", "Interest", "Paid", "Status")
    for due in state.instalments:
        table.add_row(
            str(due.number),
            str(due.begins_on),
            str(due.due_on),
            str(due.days),
            f"{due.interest:,.2f}",
            f"{due.paid:,.2f}",
            _word(f"instalment: {due.status}"),
        )
    Console().print(table)


def _print_cost(
    scheme: Scheme, terms: LoanTerms, found: BorrowerCost, lines: Iterable[SubsidyLine]
) -> None:
    say(
        "{scheme}: a loan drawn on {on}",
        scheme=scheme.title.in_language(language()),
        on=terms.drawn_on,
    )
    table = _table("Day", "What", "Amount", "Total so far", "Clause")
    for line in found.calendar:
        what = _word(f"cash: {line.movement.kind}")
        if line.movement.payer:
            what = f"{what} ({_word(f'payer: {line.movement.payer}')})"
        table.add_row(
            str(line.movement.on),
            escape(what),
            f"{line.change:+,.2f}",
            f"{line.running_total:+,.2f}",
            line.movement.clause or "",
        )
    Console().print(table)
    for subsidy in lines:
        if subsidy.binding:
            say(
                "Held down by a ceiling: {item}, {level}: {ceiling}",
                item=_word(f"cash: {subsidy.item}_subsidy"),
                level=_word(f"payer: {subsidy.level}"),
                ceiling=_word(f"ceiling: {subsidy.binding}"),
            )
    say(
        "Paid {paid}, back {back}, net {net}: {cost}% of the amount a year.",
        paid=f"{found.paid:,.2f}",
        back=f"{found.back:,.2f}",
        net=f"{found.net:,.2f}",
        cost=half_up_to_fen(found.effective_annual_cost * 100),
    )
    say(
        "Subsidies are claimed after repayment and may be granted below these ceilings; "
        "the days shown for them are the first possible."
    )


def _word(message: str) -> str:
    """A word of a closed list, told apart by its kind: `class: loss`; English shows it plainly."""
    return (
        translate(message, language())
        .removeprefix(f"{message.partition(': ')[0]}: ")
        .replace("_", " ")
    )


def _table(*columns: str) -> Table:
    table = Table()
    for column in columns:
        table.add_column(
            translate(column, language()),
            justify="right" if column in _NUMBERS else "left",
            no_wrap=column != "What",
        )
    return table


_NUMBERS = frozenset({"No.", "Days", "Interest", "Paid", "Amount", "Total so far"})
